/* A tag that is not written as XML has it, step by step. */
#ifndef LESSON_RECOVER_TAG_H
#define LESSON_RECOVER_TAG_H

#include "lesson/recover_scan.h"

/* Weighs the ways to go on at each offset from first, after the element's name, to limit. Returns false if the tag is
 * too long for that, or memory ran out. */
bool tag_weigh(struct scan *scan, struct tag_steps *steps, size_t first, size_t limit);
/* How many bytes the quotation mark of a word processor takes at offset; 0 if there is none. */
size_t tag_curly_quote(const struct scan *scan, size_t offset, bool *single);

#endif
