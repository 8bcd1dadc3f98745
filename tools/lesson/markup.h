/* Finds the end of markup in bytes that may not be well-formed. */
#ifndef LESSON_MARKUP_H
#define LESSON_MARKUP_H

#include "base/str.h"

/* The offset after the tag, comment, processing instruction or CDATA section that begins with the < at offset;
 * bytes.len if it does not end. Ignores > in quoted attributes. */
size_t markup_end(struct str bytes, size_t offset);

#endif
