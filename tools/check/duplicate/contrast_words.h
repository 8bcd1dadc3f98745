/* Classes of words by their function in a question; see contrast.h. */
#ifndef CHECK_DUPLICATE_CONTRAST_WORDS_H
#define CHECK_DUPLICATE_CONTRAST_WORDS_H

#include "base/map.h"

enum word_class {
	WORD_CONTENT,  /* content word */
	WORD_PART,     /* part of a word, in scripts without spaces: another part makes another word */
	WORD_SMALL,    /* function word, or part of the phrasing of questions */
	WORD_PHRASE,   /* adjective or noun common in questions: a function word unless it is replaced */
	WORD_QUALIFIER,/* function word before a phrase that narrows a question: in, during */
	WORD_DECIDES,  /* decides the meaning of an item, anywhere */
};

/* Fills a map for word_class_of; release it with map_release. False if memory ran out. */
bool word_classes_init(struct map *classes) MUST_CHECK;
/* word is folded. */
enum word_class word_class_of(const struct map *classes, struct str word);
/* Writes the beginning that a word shares with all its forms and spellings, and perhaps with other words; returns its
 * length. */
enum { WORD_KEY = 5 };
size_t word_key(char key[WORD_KEY], struct str word);
/* Calls visit for enough pairs of synonyms to connect all synonyms. */
void words_each_synonym(void (*visit)(void *context, struct str a, struct str b), void *context);
/* Whether two folded words are forms or spellings of one word, or synonyms. */
bool words_are_one(struct str a, struct str b);

#endif
