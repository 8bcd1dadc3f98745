/* Writes ZIP archives in the strict profile of packs/FORMAT.md: consecutive stored or deflated entries, the central
 * directory, the end record, and no freedom in any byte. */
#ifndef PACK_ZIP_WRITER_H
#define PACK_ZIP_WRITER_H

#include "base/result.h"
#include "pack/deflate.h"

#include <stdio.h>

struct zip_writer {
	FILE *out; /* owned by the caller */
	struct buf directory;
	uint64_t offset;
	size_t count;
	enum result status;
	struct buf *why; /* the caller's */
};

/* Starts an archive at the current position of the stream, which counts as offset 0. Appends the reason for a failure
 * to why. */
void zip_writer_init(struct zip_writer *writer, FILE *out, struct buf *why);
/* Writes an entry. name is ASCII. Records the first failure; later calls do nothing. */
void zip_writer_add(struct zip_writer *writer, const char *name, const struct packed *packed);
/* Writes the central directory and the end record, and returns the overall result. Frees the writer's memory. Does not
 * flush the stream. */
enum result zip_writer_finish(struct zip_writer *writer) MUST_CHECK;

#endif
