/* Gaps in the text of a question. While the text is read, each is a character of a private plane of Unicode. */
#ifndef CONVERT_CORE_GAPS_H
#define CONVERT_CORE_GAPS_H

#include "lesson/make.h"

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

/* The stems of the questions that gaps ask: for each, a copy of the run that it is in. Beyond a megabyte of text they
 * are only their numbers, so that many gaps in a long paragraph take little memory. */
struct gap_stems {
	struct arena *arena;
	unsigned count;			  /* of gaps in all texts; those with higher numbers are ignored */
	struct inline_node *of[GAPS_MAX]; /* NULL: no text has the gap */
	struct inline_node *run;	  /* that is being copied */
	size_t copied;			  /* bytes of text so far */
	unsigned asked;			  /* the gap whose stem is being made */
};

/* Adds the stems of the gaps in the flow, and writes lines in the place of the gaps, with numbers if there are several.
 * The first time, stems has only the arena and the count. */
void gap_stems_take(struct gap_stems *stems, struct flow *flow);

#endif
