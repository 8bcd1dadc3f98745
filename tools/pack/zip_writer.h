/* Writes ZIP archives in the strict profile of packs/FORMAT.md: consecutive stored or deflated entries, the central
 * directory, the end record, and no freedom in any byte. */
#ifndef PACK_ZIP_WRITER_H
#define PACK_ZIP_WRITER_H

#include "pack/deflate.h"

#include <stdio.h>

enum zip_status {
	ZIP_OK,
	ZIP_FAILED,    /* writing failed; see errno */
	ZIP_TOO_LARGE, /* more than 65,534 entries or 4 GiB, which would need ZIP64 */
	ZIP_NO_MEMORY,
};

struct zip_writer {
	FILE *out; /* owned by the caller */
	struct buf directory;
	uint64_t offset;
	size_t count;
	enum zip_status status;
};

/* Starts an archive at the current position of the stream, which counts as offset 0. */
void zip_writer_init(struct zip_writer *writer, FILE *out);
/* Writes an entry. name is ASCII. Records the first failure; later calls do nothing. */
void zip_writer_add(struct zip_writer *writer, const char *name, const struct packed *packed);
/* Writes the central directory and the end record, and returns the overall result. Frees the writer's memory. Does not
 * flush the stream. */
enum zip_status zip_writer_finish(struct zip_writer *writer) MUST_CHECK;

#endif
