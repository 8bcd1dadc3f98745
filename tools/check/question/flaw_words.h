/* English vocabulary of the rules about item-writing flaws. */
#ifndef CHECK_QUESTION_FLAW_WORDS_H
#define CHECK_QUESTION_FLAW_WORDS_H

#include "base/str.h"

enum word_kind {
	WORD_COMMON = 1,    /* common in all questions: articles, pronouns, "following", "patient" … */
	WORD_ABSOLUTE = 2,  /* leaves no exception */
	WORD_VAGUE = 4,     /* a vague frequency or quantity */
	WORD_NEGATION = 8,
	WORD_UNIT = 16,     /* of time */
	WORD_VERDICT = 32,  /* true, false, right, wrong, yes, no */
	WORD_NUMBER = 64,   /* begins with a digit */
	WORD_FOREIGN = 128, /* in another language than the question */
};

/* The kinds of a word in lower case, or 0. */
unsigned word_kinds(struct str word);

/* The length of the part of a word, in lower case, that its inflected forms share: without endings such as -s, -ed,
 * -ing, and with a double consonant before them reduced. At least three letters. */
size_t word_root(struct str word);

/* Whether word is in list, whose words are surrounded by single spaces. */
bool word_is_one_of(struct str word, const char *list);

/* Whether the word, in lower case, looks like a noun in the plural. */
bool word_is_plural(struct str word);

#endif
