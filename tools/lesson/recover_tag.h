/* Internals of the correction of a malformed tag, step by step. */
#ifndef LESSON_RECOVER_TAG_H
#define LESSON_RECOVER_TAG_H

#include "lesson/recover_scan.h"

/* Determines the best steps for each offset from first, after the element's name, to limit. Returns false if the tag is
 * too long, or memory ran out. */
bool tag_weigh(struct scan *scan, struct tag_steps *steps, size_t first, size_t limit);
/* The length of a typographic quotation mark at offset; 0 if there is none. */
size_t tag_curly_quote(const struct scan *scan, size_t offset, bool *single);

#endif
