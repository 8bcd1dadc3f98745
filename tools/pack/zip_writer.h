/* Writes ZIP archives to the strict profile of packs/FORMAT.md: stored or deflated entries one behind the other, the
 * central directory, the end record, and not a byte that could be another one. */
#ifndef PACK_ZIP_WRITER_H
#define PACK_ZIP_WRITER_H

#include "pack/packed.h"

#include <stdio.h>

enum zip_status {
	ZIP_OK,
	ZIP_FAILED,    /* writing failed; errno says why */
	ZIP_TOO_LARGE, /* more than 65,534 entries or 4 GiB, which would need ZIP64 */
	ZIP_NO_MEMORY,
};

struct zip_writer {
	FILE *out; /* the caller's */
	struct buf directory;
	uint64_t offset;
	size_t count;
	enum zip_status status;
};

/* Starts an archive at the stream's place, which counts as offset 0. */
void zip_writer_init(struct zip_writer *writer, FILE *out);
/* Writes an entry. name is ASCII and written as it is. The first failure is kept; later calls do nothing. */
void zip_writer_add(struct zip_writer *writer, const char *name, const struct packed *packed);
/* Writes the central directory and the end record, and says how all of it went. Frees what the writer holds. The
 * stream is not flushed. */
enum zip_status zip_writer_finish(struct zip_writer *writer) MUST_CHECK;

#endif
