/* Reads text files of other programs, whatever their encoding. */
#ifndef CONVERT_CORE_TEXT_FILE_H
#define CONVERT_CORE_TEXT_FILE_H

#include "base/result.h"
#include "convert/core/import.h"

/* Reads the file at path into the arena of the import, as UTF-8 (see encoding.h). If it has another encoding, the
 * ledger gets a row for the file. */
enum result text_file_read(struct import *import, const char *path, struct str *text, struct buf *why) MUST_CHECK;

#endif
