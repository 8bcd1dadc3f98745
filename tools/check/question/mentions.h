/* Mentions of options in prose: by letter or number ("B", "(c)", "A and D"), by position ("the last option"), or by
 * their text. A letter only means an option if what follows shows it, unlike in vitamin B and group A. */
#ifndef CHECK_QUESTION_MENTIONS_H
#define CHECK_QUESTION_MENTIONS_H

#include "base/buf.h"

/* An option mentioned in a sentence. */
struct mention {
	struct str text;
	size_t number; /* of the option, from 0 */
	char sign;     /* the letter in upper case, or the number; 0 if the option is quoted */
	bool small;    /* written in lower case */
	bool enclosed; /* "(b)", "'c'", "d)", a quotation between its marks */
};

struct mention_list {
	struct mention at[8]; /* "A and C are correct" */
	size_t count;
};

/* The number of options in a list of what a text may quote: in lower case with single spaces, each followed by a NUL. */
size_t mention_options(struct str options);

/* The length of the bracket or quotation mark at the beginning of text, or 0. */
size_t mention_mark(struct str text);
/* The length of the tick, arrow or pictograph at the beginning of text, or 0. */
size_t mention_symbol(struct str text);
/* Moves text past these signs and a dash; with ":", also past an arrow. */
bool mention_skip(struct str *text, const char *signs);

/* "B", "(b)", "'c'", "d)", "2", "(ii)" at the beginning of text. */
bool mention_sign(struct str text, struct mention *mention);
/* The same, or "four", after a noun such as "number". */
bool mention_numeral(struct str text, struct mention *mention);
/* The longest option that text begins with, in whole words. */
bool mention_quotation(struct str options, struct str text, struct mention *mention);
/* "Second option", "last answer", "third from the top"; moves rest past it. */
bool mention_ordinal(struct str options, struct str *rest, struct mention *mention);
/* "B", "B and C", "(a), (b)", where they are options; only capitals or enclosed letters if capital. Moves rest past them. */
bool mention_letters(struct str options, struct str *rest, bool capital, struct mention_list *list);
/* Adds further letters, or quotations if there are options: ", B and D". Moves rest past them. */
void mention_more(struct str options, struct str *rest, struct mention_list *list);

/* Whether an option has the sign as a word of its own, as in "hepatitis B" and "1 and 2": it may then mean that. */
bool mention_is_word(struct str options, char sign);
/* Whether the text begins with the option of that number, of which the last word may have an ending: "Polyps". */
bool mention_inflected(struct str options, struct str text, size_t number);

#endif
