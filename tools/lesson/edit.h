/* The edits that findings carry, made in the bytes that the findings were reported on. */
#ifndef LESSON_EDIT_H
#define LESSON_EDIT_H

#include "base/buf.h"
#include "report/report.h"

/* Writes bytes with the edits of the findings into out, which is cleared first. A finding's edits are made all or
 * none. Where those of two findings overlap or touch, the finding that comes first has its way and the other one
 * waits: what it asks for can only be said anew once the bytes are as they are then. Edits that change nothing, or
 * that lie beyond the bytes, are passed over. Returns how many findings were mended; where memory runs out, out is
 * marked failed. */
size_t edits_make(struct str bytes, const struct diagnostic *const *findings, size_t count, struct buf *out);

#endif
