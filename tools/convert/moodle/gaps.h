/* Gaps in the text of a question. While the text is read, each is a character of a private plane of Unicode. */
#ifndef CONVERT_MOODLE_GAPS_H
#define CONVERT_MOODLE_GAPS_H

#include "convert/moodle/bank_parts.h"

enum { GAPS_MAX = 1000 };

/* Appends the character for a gap, number 0 and up. */
void gap_add(struct buf *out, unsigned number);

/* Calls visit for each run of text of the flow, in order. */
typedef void gap_run_visitor(void *context, struct inline_node *run);
void gaps_each_run(struct flow *flow, gap_run_visitor *visit, void *context);
/* Calls visit for each gap of a run. */
typedef void gap_visitor(void *context, unsigned number);
void gaps_in_run(const struct inline_node *run, gap_visitor *visit, void *context);

/* Appends what a gap becomes. */
typedef void gap_writer(void *context, unsigned number, struct buf *out);
/* Replaces the gaps of a run. */
void gaps_replace(struct arena *arena, struct inline_node *run, gap_writer *write, void *context);
/* A copy of the run in which they are replaced. */
struct inline_node *gaps_copy(struct arena *arena, const struct inline_node *run, gap_writer *write, void *context);

#endif
