/* An edition as an archive, its entries in the order that packs/FORMAT.md gives them. */
#ifndef PACK_ARCHIVE_H
#define PACK_ARCHIVE_H

#include "pack/edition.h"

#include <stdio.h>

enum archive_status {
	ARCHIVE_OK,
	ARCHIVE_FAILED, /* writing failed; errno says why */
	ARCHIVE_LIMIT,  /* why says which limit of the format it breaks */
	ARCHIVE_NO_MEMORY,
};

/* Writes the whole archive with up to jobs threads, 0 for as many as there are processors; flushes the stream. */
enum archive_status archive_write(const struct edition *edition, unsigned jobs, FILE *out, struct buf *why) MUST_CHECK;

#endif
