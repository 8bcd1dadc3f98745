/* What differs between two texts, line by line, in the unified form that patch(1) and git apply read. */
#ifndef REPORT_DIFF_H
#define REPORT_DIFF_H

#include "base/attributes.h"
#include "base/buf.h"

/* Appends the differences under the name path, with three lines around each; nothing where the texts are equal.
 * Lines end at \n; a \r before it is part of the line. The differences are the fewest there are, or, where texts
 * have so little in common that these would take long to find, all that lies between the places that are known to
 * be equal. Where memory runs out, out is marked failed. */
void diff_unified(struct buf *out, const char *path, struct str before, struct str after);

#endif
