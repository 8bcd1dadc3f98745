/* Writes an edition as an archive, with its entries in the order that packs/FORMAT.md specifies. */
#ifndef PACK_ARCHIVE_H
#define PACK_ARCHIVE_H

#include "pack/edition.h"

#include <stdio.h>

enum archive_status {
	ARCHIVE_OK,
	ARCHIVE_FAILED, /* writing failed; see errno */
	ARCHIVE_LIMIT,  /* a limit of the format is exceeded: see why */
	ARCHIVE_NO_MEMORY,
};

/* Writes the archive with up to jobs threads, 0 for the number of processors; flushes the stream. */
enum archive_status archive_write(const struct edition *edition, unsigned jobs, FILE *out, struct buf *why) MUST_CHECK;

#endif
