/* Text as its words, regardless of the white space between them. */
#ifndef MERGE_WORDS_H
#define MERGE_WORDS_H

#include "base/buf.h"

#include <stdint.h>

/* Removes the next word from text and returns it; empty at the end. */
struct str words_next(struct str *text);
/* Appends the text, without white space at both ends, and with single spaces instead of white space. */
void words_collapse(struct buf *out, struct str text);
bool words_equal(struct str a, struct str b) MUST_CHECK;
/* Equal for texts with equal words. */
uint64_t words_hash(struct str text);

#endif
