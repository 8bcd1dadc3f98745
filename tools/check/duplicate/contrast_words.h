/* What a word does in a question; see contrast.h. */
#ifndef CHECK_DUPLICATE_CONTRAST_WORDS_H
#define CHECK_DUPLICATE_CONTRAST_WORDS_H

#include "base/map.h"

enum word_class {
	WORD_CONTENT,  /* carries meaning */
	WORD_PART,     /* a part of a word, in scripts without spaces: another part makes another word */
	WORD_SMALL,    /* what sentences are held together with, or questions are phrased with */
	WORD_PHRASE,   /* adjectives and nouns that questions are phrased with: small, unless another word replaces it */
	WORD_QUALIFIER,/* a small word that goes before what narrows a question: in, during */
	WORD_DECIDES,  /* what an item turns on, wherever it stands */
};

/* Fills a map for word_class_of to look words up in, to be released with map_release; false where memory ran
 * out. */
bool word_classes_init(struct map *classes) MUST_CHECK;
/* word is folded. */
enum word_class word_class_of(const struct map *classes, struct str word);
/* Writes the beginning that a word shares with all its forms and spellings, and with some other words; returns how
 * many bytes it has. */
enum { WORD_KEY = 5 };
size_t word_key(char key[WORD_KEY], struct str word);
/* Calls visit for pairs of synonyms, enough of them to connect all that are. */
void words_each_synonym(void (*visit)(void *context, struct str a, struct str b), void *context);
/* Whether two folded words are forms or spellings of one, or synonyms. */
bool words_are_one(struct str a, struct str b);

#endif
