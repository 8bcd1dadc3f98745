/* Reads text files of other programs, whatever their encoding. */
#ifndef CONVERT_CORE_TEXT_FILE_H
#define CONVERT_CORE_TEXT_FILE_H

#include "base/result.h"
#include "convert/core/import.h"

enum { TEXT_FILE_MAX = 64 * 1024 * 1024 };

/* Reads the file at path into out, which is cleared first, as UTF-8 without a byte order mark. A file in UTF-16 has one.
 * Others that are not UTF-8 are read as Windows-1252, with a row in the ledger. */
enum result text_file_read(struct import *import, const char *path, struct buf *out, struct buf *why) MUST_CHECK;

#endif
