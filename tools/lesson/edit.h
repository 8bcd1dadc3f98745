/* Applies the edits of findings to the bytes in which they were reported. */
#ifndef LESSON_EDIT_H
#define LESSON_EDIT_H

#include "base/buf.h"
#include "report/report.h"

/* Writes bytes with the edits of the findings applied into out, which is cleared first. All or none of a finding's
 * edits are applied. If edits of two findings overlap or touch, only the first finding is fixed; the other must be
 * determined again in the new text. Edits that change nothing or are out of range are ignored. Returns the number of
 * fixed findings; if memory runs out, marks out failed. */
size_t edits_make(struct str bytes, const struct diagnostic *const *findings, size_t count, struct buf *out);

#endif
