/* Classes of words by their function in a question; see contrast.h. */
#ifndef CHECK_DUPLICATE_WORD_CLASS_H
#define CHECK_DUPLICATE_WORD_CLASS_H

#include "check/duplicate/listed.h"

enum word_class {
	WORD_SMALL,	/* function word, or part of the phrasing of questions: left out */
	WORD_QUALIFIER, /* function word before a phrase that narrows a question: in, during */
	WORD_DIRECTION, /* function word whose sides can't be swapped: to, from */
	WORD_ASKS,	/* question word that changes the question: when, where */
	WORD_GENERAL,	/* word common in questions, which says little about their subject: drug, typical */
	WORD_PART,	/* part of a word, in scripts without spaces: another part makes another word */
	WORD_CONTENT,	/* any other word */
	WORD_DECIDES,	/* decides the meaning of an item, anywhere: a number, a side, a stage */
	WORD_NEGATES,	/* decides too */
};

/* Whether words of the class count when texts are compared. */
static inline bool word_class_counts(enum word_class class)
{
	return class >= WORD_GENERAL;
}

/* word is folded; stem is its stem. Another form of a listed word has its class. */
enum word_class word_class_of(const struct listed *listed, struct str word, struct str stem);

#endif
