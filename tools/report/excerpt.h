/* Shortens the line of a finding for display. */
#ifndef REPORT_EXCERPT_H
#define REPORT_EXCERPT_H

#include "base/arena.h"
#include "report/report.h"

enum {
	EXCERPT_LINE = 160,  /* lines up to this many code points are shown in full; longer ones are cut to this
	                      * length */
	EXCERPT_BEFORE = 60, /* code points before the location in a longer line */
};

/* The excerpt of line with carets under the bytes start to end, limited to the line. The text is copied into arena; it
 * is STR_NONE if memory ran out. The cost does not depend on the length of the line. */
struct excerpt excerpt_make(struct arena *arena, struct str line, size_t start, size_t end);
/* The byte offset of a column (in code points, from 1); line.len if the line is shorter. */
size_t excerpt_column_offset(struct str line, uint32_t column);

#endif
