/* Writes an edition as an archive, with its entries in the order that packs/FORMAT.md specifies. */
#ifndef PACK_ARCHIVE_H
#define PACK_ARCHIVE_H

#include "base/result.h"
#include "pack/edition.h"

#include <stdio.h>

/* Writes the archive with up to jobs threads, 0 for the number of processors; flushes the stream. why is only the
 * reason, such as a limit of the format, without the file. */
enum result archive_write(const struct edition *edition, unsigned jobs, FILE *out, struct buf *why) MUST_CHECK;

#endif
