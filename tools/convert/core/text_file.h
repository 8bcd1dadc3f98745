/* Reads text files of other programs, whatever their encoding. */
#ifndef CONVERT_CORE_TEXT_FILE_H
#define CONVERT_CORE_TEXT_FILE_H

#include "base/result.h"
#include "convert/core/import.h"

/* Copies bytes of a file into the arena of the import, as UTF-8 without what lessons cannot contain (see encoding.h).
 * If that changes them, item gets rows; if it is NULL, one for the file is read then. RESULT_REFUSED: it is no
 * text. */
enum result text_take(struct import *import, struct ledger_item *item, struct str bytes, struct str *text,
		      struct buf *why) MUST_CHECK;

/* The same for the file at path, of at most so many megabytes. */
enum result text_file_read(struct import *import, struct ledger_item *item, const char *path, int megabytes,
			   struct str *text, struct buf *why) MUST_CHECK;
enum { TEXT_FILE_MB = 64 };

#endif
