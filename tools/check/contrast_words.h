/* What a word does in a question; see contrast.h. */
#ifndef CHECK_CONTRAST_WORDS_H
#define CHECK_CONTRAST_WORDS_H

#include "check/map.h"

enum word_class {
	WORD_CONTENT,  /* carries meaning */
	WORD_SMALL,    /* what sentences are held together with, or questions are phrased with */
	WORD_QUALIFIER,/* a small word that goes before what narrows a question: in, during */
	WORD_DECIDES,  /* what an item turns on, wherever it stands */
};

/* Fills a map for word_class_of to look words up in, to be released with map_release; false where memory ran
 * out. */
bool word_classes_init(struct map *classes) MUST_CHECK;
/* word is folded. */
enum word_class word_class_of(const struct map *classes, struct str word);
/* Whether two folded words are forms or spellings of one, or synonyms. */
bool words_are_one(struct str a, struct str b);

#endif
