/* Where sentences end. It is a guess, and only lines depend on it. */
#ifndef FORMAT_SENTENCE_H
#define FORMAT_SENTENCE_H

#include "base/str.h"

/* Whether a sentence in this language ends with the one word and another begins with the other. Either may be empty. */
bool sentence_ends_between(struct str word, struct str next, struct str lang);

#endif
