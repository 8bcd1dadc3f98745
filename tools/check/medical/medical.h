/* What the rules of medical safety share: one pass over a text finds its numbers and its words, and each is
 * held against what is known to be misread. Sources: the ISMP List of Error-Prone Abbreviations, Symbols, and
 * Dose Designations, and the Joint Commission's official "Do Not Use" list. */
#ifndef CHECK_MEDICAL_MEDICAL_H
#define CHECK_MEDICAL_MEDICAL_H

#include "check/core/rules.h"

struct medical {
	struct lesson_check *check;
	struct str text; /* of check->prose */
	struct str item;
	bool english;    /* the abbreviations are, in the part being read */
	enum decimal_mark decimal; /* of the language of that part */
	/* The abbreviations that begin with a byte: 1 + index of the first, 0 for none. */
	unsigned char first[128];
	uint32_t second[128]; /* a bit, 1u << (byte & 31), for what follows that byte in any of them */
	unsigned char next[256];
};

/* A number in a text: digits, with marks between them. */
struct medical_number {
	size_t start, end;
	size_t mark;    /* the decimal mark; end if there is none */
	unsigned marks; /* points and commas between digits */
	enum { NUMBER_WHOLE, NUMBER_DECIMAL, NUMBER_UNREADABLE } kind;
	bool foreign;   /* its decimal mark is not that of the language */
	bool ambiguous; /* in another language it is another number: 1.500 */
};

/* Reads the number that begins at start as a language with this decimal mark does. */
struct medical_number medical_number_read(struct str text, size_t start, enum decimal_mark decimal) MUST_CHECK;

/* A unit of dose behind a number. */
struct dose_unit {
	size_t start, end; /* of its symbol */
	bool apart;        /* something stands between the number and the unit */
	bool far;          /* it is that of the range the number begins: 1 to 2 mg */
	bool sure;         /* it measures medicines; false for g, L, mL, mmol, which measure much else */
	bool symbol;       /* g, not grams */
	bool laboratory;   /* as in mg/dL: a result, no dose */
};

/* The unit of the number that ends at offset; false where there is none. */
bool medical_unit_after(struct str text, size_t offset, struct dose_unit *unit) MUST_CHECK;
/* Whether the sentence around start to end tells a dose, or speaks of giving one. */
bool medical_speaks_of_dose(struct str text, size_t start, size_t end) MUST_CHECK;
/* Whether a word of that sentence begins with one of these, which are in small letters and end with NULL. */
bool medical_sentence_says(struct str text, size_t start, size_t end, const char *const *words) MUST_CHECK;
/* Whether what ends at end is a dose, such as 5 mg or 10 units; drops: or drops. */
bool medical_dose_before(struct str text, size_t end, bool drops) MUST_CHECK;
/* Whether what begins at start is one. */
bool medical_dose_behind(struct str text, size_t start) MUST_CHECK;
/* Whether quotation marks stand on both sides: what is quoted is spoken of, not used. */
bool medical_quoted(struct str text, size_t start, size_t end) MUST_CHECK;
/* Behind the white space at offset, or the hyphen of "5-mg tablet". */
size_t medical_gap(struct str text, size_t offset, bool hyphen) MUST_CHECK;
/* Before the white space that ends at offset. */
size_t medical_gap_before(struct str text, size_t offset) MUST_CHECK;

/* Judges the number that begins at offset and returns where it ends. */
size_t medical_number(struct medical *medical, size_t offset) MUST_CHECK;
/* Judges a unit in letters of the wrong case behind the number from start to end, which has none in the right one. */
void medical_unit_case(struct medical *medical, size_t start, size_t end);
/* Judges the unit of the number that ends at number_end as it is written, and the sign that begins at offset. */
void medical_unit_sign(struct medical *medical, size_t number_end);
void medical_sign(struct medical *medical, size_t offset);
/* Judges a time that begins at offset and has a number in it: x3d, q6PM. */
void medical_time(struct medical *medical, size_t offset);
/* Makes medical ready for medical_word. */
void medical_words_init(struct medical *medical);
/* Judges the word that begins at offset. */
void medical_word(struct medical *medical, size_t offset);

static inline bool medical_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool medical_is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static inline bool medical_is_word(char c)
{
	return medical_is_digit(c) || medical_is_letter(c) || c == '_';
}

#endif
