/* Where a piece of markup ends in bytes that need not be well-formed. */
#ifndef LESSON_MARKUP_H
#define LESSON_MARKUP_H

#include "base/str.h"

/* Behind the tag, comment, processing instruction or CDATA section that begins with the < at offset; bytes.len if it
 * does not end. A > in a quoted attribute ends no tag. */
size_t markup_end(struct str bytes, size_t offset);

#endif
