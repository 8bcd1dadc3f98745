/* Assembles received byte ranges of the new file. The caller lists the wanted pieces; each is checked as soon as it is
 * complete. Other bytes are skipped. */
#ifndef FETCH_RANGE_ASSEMBLER_H
#define FETCH_RANGE_ASSEMBLER_H

#include "fetch/partial_file.h"
#include "fetch/plan.h"

struct piece {
	uint64_t offset, size;
	uint64_t got; /* bytes received from its start; equal to size: complete and verified */
	size_t entry; /* the caller's number for it */
	unsigned failures;
};

struct range_assembler {
	const struct partial_file *partial;
	/* Checks a complete piece. It may append pieces. FETCH_REFUSED: the piece is wrong, and *why says how. */
	enum fetch_status (*check)(void *context, const struct piece *piece, struct buf *why);
	void *context;
	struct buf *why;
	/* Sorted and disjoint. */
	struct piece *pieces;
	size_t count, room;
	size_t near;		  /* the piece that received bytes last */
	uint64_t bytes;		  /* wanted bytes received so far */
	enum fetch_status status; /* why assembler_take returned false */
};

void assembler_init(struct range_assembler *assembler, const struct partial_file *partial, struct buf *why);
void assembler_release(struct range_assembler *assembler);
/* Appends a piece. FETCH_REFUSED if it overlaps the last one. */
enum fetch_status assembler_add(struct range_assembler *assembler, uint64_t offset, uint64_t size,
				size_t entry) MUST_CHECK;
/* Whether all pieces are complete. */
bool assembler_done(const struct range_assembler *assembler);
/* Returns the missing ranges in *spans, which the caller frees. False if memory ran out. */
bool assembler_wanted(const struct range_assembler *assembler, struct byte_span **spans, size_t *count) MUST_CHECK;

/* Adds received bytes. False if writing fails or a completed piece is wrong; see status. A wrong piece is wanted again;
 * after a second failure, the transfer is given up. */
bool assembler_take(struct range_assembler *assembler, uint64_t offset, const char *bytes, size_t size) MUST_CHECK;

#endif
