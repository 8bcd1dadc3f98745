/* A run of text, split into words once for all rules of the family text. */
#ifndef CHECK_TEXT_RUN_H
#define CHECK_TEXT_RUN_H

#include "check/core/rules.h"
#include "check/text/form.h"

enum {
	WORD_CAPITAL = 1, /* begins with an ASCII capital */
	WORD_CAPITALS = 2, /* consists of ASCII capitals */
	WORD_DIGITS = 4, /* contains digits */
	WORD_HIGH = 8, /* contains non-ASCII characters */
	WORD_JOINED = 16, /* contains apostrophes */
};

/* Letters and digits, with apostrophes between them. Hyphens separate words. */
struct text_word {
	uint32_t start, end;
	unsigned flags; /* with those of form.h, except of words that begin with a digit */
	uint32_t hash;	/* does not depend on the case of ASCII letters */
};

/* What there is in a run, so that rules can skip it. A bit says that the rule has to look closer. */
enum {
	RUN_PAIRS = 1,	   /* brackets or double quotes */
	RUN_DASHES = 2,	   /* hyphens or dashes */
	RUN_QUERIES = 4,   /* question marks */
	RUN_FOREIGN = 8,   /* characters that may begin the markup of other programs */
	RUN_STOPS = 16,	   /* one of , ; : . with a space before it, another one after it, or letters around it */
	RUN_GAPS = 32,	   /* two full stops or underscores in a row */
	RUN_LISTED = 64,   /* bullets, or a line that begins with a sign or digit */
	RUN_STRANGE = 128, /* non-ASCII characters that are invisible or look like others */
	RUN_GARBLED = 256, /* non-ASCII characters beside each other, and those that are left of garbled ones */
	RUN_SIGNS = 512,   /* signs of error-prone doses: @ & + / < > ≤ ≥ */
	RUN_REPEATED = 1024, /* a word that follows an equal one, or two that follow the same two */
};

struct text_run {
	struct lesson_check *check;
	const struct text_site *site;
	struct str text; /* of check->texts.prose */
	const struct text_word *words;
	size_t word_count;
	const uint32_t *signs; /* the offsets of characters that are neither in words nor white space */
	size_t sign_count;
	unsigned has;  /* RUN_… */
	unsigned said; /* the flags that any of its words has */
};

/* Splits text; words and signs are stored in words, which is cleared first and records failure. Without forms, which may be
 * NULL, words have no flags of form.h. Sets all of run except check and site. Linear in the length of text. */
void text_run_take(struct text_run *run, struct str text, struct text_forms *forms, struct buf *words);

/* Whether the bytes from start to end, at either end, are within an element of that kind. */
bool text_is_inside(const struct text_run *run, size_t start, size_t end, enum inline_kind kind);

/* Whether word i is in an address, www.nhs.uk/paediatric-centre, or in a name of a program: DONT_CARE. */
bool text_is_in_address(const struct text_run *run, size_t i);

/* Whether word i is in a language of its own, and not in that of the text around it. */
bool text_is_foreign(const struct text_run *run, size_t i);

static inline struct span text_span(const struct text_run *run, size_t start, size_t end)
{
	return prose_span(&run->check->texts.prose, run->check->source, start, end);
}

static inline struct str text_word(const struct text_run *run, size_t i)
{
	const struct text_word *word = &run->words[i];
	return (struct str){ run->text.at + word->start, word->end - word->start };
}

/* Whether only a space separates word i from the next one. */
static inline bool text_words_join(const struct text_run *run, size_t i)
{
	return i + 1 < run->word_count && run->words[i + 1].start == run->words[i].end + 1 &&
	       run->text.at[run->words[i].end] == ' ';
}

/* The number of the first word that starts at or after offset; word_count if there is none. */
size_t text_first_word(const struct text_run *run, size_t offset) MUST_CHECK;
/* The word that ends at offset; NULL if none does. */
const struct text_word *text_word_ending(const struct text_run *run, size_t offset);
/* The last word of text that does not begin with a digit; STR_NONE if there is none. */
struct str text_last_word(struct str text);
/* Compares ignoring ASCII case; word is in lower case. */
bool text_word_is(struct str s, const char *word);
bool text_equal_but_case(struct str a, struct str b);
/* Whether s is one of the words, which are in lower case and end with NULL. */
bool text_word_in(struct str s, const char *const *words);

#endif
