/* Detects the ends of sentences. A heuristic; only line breaks depend on it. */
#ifndef FORMAT_SENTENCE_H
#define FORMAT_SENTENCE_H

#include "base/str.h"

/* Whether a sentence in this language ends with word and another begins with next. Either may be empty. */
bool sentence_ends_between(struct str word, struct str next, struct str lang);
/* The same, but not after abbreviations that often end a sentence, nor after words with another full stop, such as
 * b.i.d. */
bool sentence_surely_ends_between(struct str word, struct str next, struct str lang);

#endif
