/* Cuts the line that a finding stands in to what people look at. */
#ifndef REPORT_EXCERPT_H
#define REPORT_EXCERPT_H

#include "base/arena.h"
#include "report/report.h"

enum {
	EXCERPT_LINE = 160,  /* code points of a line that is kept whole, and of what is kept of a longer one */
	EXCERPT_BEFORE = 60, /* code points kept before the place in a longer line */
};

/* The excerpt of line with the carets under its bytes start to end, which are cut to the line. The text
 * is copied into arena; it is STR_NONE where memory ran out. Costs no more for a long line than for a
 * short one. */
struct excerpt excerpt_make(struct arena *arena, struct str line, size_t start, size_t end);
/* The byte of line at which a column (in code points, from 1) begins; line.len where the line is shorter. */
size_t excerpt_column_offset(struct str line, uint32_t column);

#endif
