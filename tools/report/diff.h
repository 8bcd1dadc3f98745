/* Unified diffs, in the format that patch(1) and git apply read. */
#ifndef REPORT_DIFF_H
#define REPORT_DIFF_H

#include "base/attributes.h"
#include "base/buf.h"

/* Appends the differences under the name path, with three lines of context; nothing if the texts are equal. Lines end
 * with \n; a \r before it belongs to the line. The diff is minimal unless the texts have so little in common that this
 * would be slow; then whole stretches count as changed. If memory runs out, out is marked failed. */
void diff_unified(struct buf *out, const char *path, struct str before, struct str after);

#endif
