/* A page in one file: the player, its style sheet and a pack, which a browser opens from disk without a network. */
#ifndef PREVIEW_ONE_FILE_H
#define PREVIEW_ONE_FILE_H

#include "base/buf.h"
#include "base/result.h"

#include <stdint.h>
#include <stdio.h>

/* Writes the page with the pack of size bytes in file. Its Content-Security-Policy allows only its own script and
 * style, by their digests. */
enum result one_file_write(FILE *out, int file, uint64_t size, struct buf *why) MUST_CHECK;

#endif
