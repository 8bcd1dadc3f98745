/* A run of text, taken apart into words once, for the rules of the family text. */
#ifndef CHECK_TEXT_RUN_H
#define CHECK_TEXT_RUN_H

#include "check/core/rules.h"

enum {
	WORD_CAPITAL = 1, /* its first letter is an ASCII capital */
	WORD_CAPITALS = 2, /* all of it are ASCII capitals */
	WORD_DIGITS = 4, /* there are digits in it */
	WORD_HIGH = 8, /* there is something beyond ASCII in it */
};

/* Letters and digits, and apostrophes between them. A hyphen parts words. */
struct text_word {
	uint32_t start, end;
	unsigned flags;
};

/* What stands in a run besides words, so that a rule may pass over it at once. */
enum {
	RUN_HIGH = 1, /* anything beyond ASCII */
	RUN_PAIRS = 2, /* brackets or double quotes */
	RUN_DASHES = 4, /* hyphens or dashes */
	RUN_QUERIES = 8, /* question marks */
	RUN_MARKUP = 16, /* what markup of other programs begins with */
};

struct text_run {
	struct lesson_check *check;
	const struct text_site *site;
	struct str text; /* of check->prose */
	const struct text_word *words;
	size_t word_count;
	unsigned has;
};

/* Takes text apart; the words go into words, which is cleared first, and its failure is the buffer's. Sets all of
 * run but check and site. */
void text_run_take(struct text_run *run, struct str text, struct buf *words);

/* Whether bytes from start to end stand within the element of that kind, with either end. */
bool text_is_inside(const struct text_run *run, size_t start, size_t end, enum inline_kind kind);

static inline struct span text_span(const struct text_run *run, size_t start, size_t end)
{
	return prose_span(&run->check->prose, run->check->source, start, end);
}

static inline struct str text_word(const struct text_run *run, size_t i)
{
	const struct text_word *word = &run->words[i];
	return (struct str){ run->text.at + word->start, word->end - word->start };
}

static inline bool text_is_letter(char c)
{
	return (unsigned)((c | 32) - 'a') < 26;
}

static inline bool text_is_digit(char c)
{
	return (unsigned)(c - '0') < 10;
}

static inline bool text_is_capital(char c)
{
	return (unsigned)(c - 'A') < 26;
}

static inline bool text_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Equal but for the case of ASCII letters; word is in small letters. */
bool text_word_is(struct str s, const char *word);
bool text_equal_but_case(struct str a, struct str b);
/* Whether s is one of the words, which are in small letters and end with NULL. */
bool text_word_in(struct str s, const char *const *words);

#endif
