/* Merges the pieces of three versions of a file. */
#ifndef MERGE_ITEMS_H
#define MERGE_ITEMS_H

#include "merge/chunks.h"
#include "merge/piece.h"

struct items_merge {
	struct merge_chunks *chunks;
	struct arena *arena;
	struct str lang; /* of the file; STR_NONE if it is unknown */
	bool torn;	 /* pieces were torn since the merge began, so that it must begin again */
};

/* Writes the merged file. versions are the roots, with their children matched. A failure is chunks->failed. */
void merge_items(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES]);

/* sequence.c: the order of the children of three versions of a piece. A slot has the versions of a child. */
struct merge_slot {
	struct merge_piece *versions[MERGE_SIDES]; /* NULL: this version has none */
	/* The last pieces if it has several, which have no counterpart and no id. */
	struct merge_piece *last[MERGE_SIDES];
	bool contested; /* both sides moved it, to different places; this is one of them */
	struct merge_slot *next;
};

/* The first slot; NULL if there is none, or memory ran out, which is chunks->failed. skip is the number of children of
 * each version to leave out at the beginning. */
struct merge_slot *merge_sequence(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES],
				  const size_t skip[MERGE_SIDES]);

#endif
