/* English words that the rules of item-writing flaws know. */
#ifndef CHECK_QUESTION_FLAW_WORDS_H
#define CHECK_QUESTION_FLAW_WORDS_H

#include "base/str.h"

enum word_kind {
	WORD_COMMON = 1,    /* stands in any question: articles, pronouns, "following", "patient" … */
	WORD_ABSOLUTE = 2,  /* leaves no exception */
	WORD_VAGUE = 4,     /* says how often or how much, but not what that is */
	WORD_NEGATION = 8,
	WORD_UNIT = 16,     /* of time */
	WORD_VERDICT = 32,  /* true, false, right, wrong, yes, no */
	WORD_NUMBER = 64,   /* begins with a digit */
};

/* The kinds of a word in lower case, or 0. */
unsigned word_kinds(struct str word);

/* The length of the part of a word in lower case that its inflected forms share: endings such as -s, -ed, -ing are
 * cut, and a double consonant before them. No word is cut below three letters. */
size_t word_root(struct str word);

/* Whether word is one of those in list, which are separated by single spaces, with one before the first and behind
 * the last. */
bool word_is_one_of(struct str word, const char *list);

#endif
