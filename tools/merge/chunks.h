/* A merged text: a sequence of chunks, each of which is text or a conflict. */
#ifndef MERGE_CHUNKS_H
#define MERGE_CHUNKS_H

#include "merge/merge.h"

#include "base/arena.h"

struct merge_chunk {
	bool conflict;
	struct str text;               /* if it is no conflict */
	struct str sides[MERGE_SIDES]; /* if it is one */
};

/* Views into the three texts, or into the arena of whoever adds them. */
struct merge_chunks {
	struct merge_chunk *chunks;
	size_t count, room;
	size_t conflicts;
	bool failed; /* memory ran out */
};

void chunks_init(struct merge_chunks *chunks);
void chunks_release(struct merge_chunks *chunks);
void chunks_clear(struct merge_chunks *chunks);
void chunks_add(struct merge_chunks *chunks, struct str text);
void chunks_conflict(struct merge_chunks *chunks, struct str base, struct str ours, struct str theirs);

/* Appends the text to out. Conflicts are widened to whole lines; those on the same line become one. *conflicts is their
 * number then. False if memory ran out. */
bool chunks_write(const struct merge_chunks *chunks, const struct merge_request *request, struct buf *out,
		  size_t *conflicts) MUST_CHECK;

#endif
