/* Where bytes of the new file that come from afar come down: pieces that are wanted, each to be checked as soon as
 * it is whole. What comes besides is passed over. */
#ifndef FETCH_RANGE_ASSEMBLER_H
#define FETCH_RANGE_ASSEMBLER_H

#include "fetch/partial_file.h"
#include "fetch/plan.h"

struct piece {
	uint64_t offset, size;
	uint64_t got; /* from its beginning; all of it: it is whole and was found right */
	size_t entry; /* the caller's number of what it is */
	unsigned failures;
};

struct range_assembler {
	const struct partial_file *partial;
	/* Checks a piece that is whole. It may add pieces behind the last one. FETCH_REFUSED: it is not what it
	 * should be, and *why says in what. */
	enum fetch_status (*check)(void *context, const struct piece *piece, struct buf *why);
	void *context;
	struct buf *why;
	/* In order, not overlapping. */
	struct piece *pieces;
	size_t count, room;
	size_t near;		  /* where the last bytes came down */
	uint64_t bytes;		  /* that came down so far and were wanted */
	enum fetch_status status; /* why assembler_take said false */
};

void assembler_init(struct range_assembler *assembler, const struct partial_file *partial, struct buf *why);
void assembler_release(struct range_assembler *assembler);
/* Adds a piece behind the last one. FETCH_REFUSED where it overlaps that. */
enum fetch_status assembler_add(struct range_assembler *assembler, uint64_t offset, uint64_t size, size_t entry) MUST_CHECK;
/* Whether all is there. */
bool assembler_done(const struct range_assembler *assembler);
/* What is still wanted, as spans; the caller frees them. False where memory ran out. */
bool assembler_wanted(const struct range_assembler *assembler, struct span **spans, size_t *count) MUST_CHECK;

/* Takes bytes of the file. False where they can't be written or a piece of them is wrong: status says which. A piece
 * that is wrong is wanted again; one that is so twice is refused. */
bool assembler_take(struct range_assembler *assembler, uint64_t offset, const char *bytes, size_t size) MUST_CHECK;

#endif
