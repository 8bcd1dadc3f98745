/* The encodings and characters of text of other programs. */
#ifndef CONVERT_CORE_ENCODING_H
#define CONVERT_CORE_ENCODING_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdint.h>

/* Text as UTF-8 without a byte order mark, in the arena if it had to be converted. A file in UTF-16 begins with such a
 * mark; what is not UTF-8 otherwise is taken for Windows-1252. *encoding is the name of the encoding, for people, or
 * NULL if it is UTF-8. STR_NONE if memory ran out. */
struct str text_decode(struct arena *arena, struct str bytes, const char **encoding) MUST_CHECK;

/* The character that a C1 control, U+0080 to U+009F, was meant to be: that of Windows-1252. Others are returned as
 * they are. */
uint32_t windows_1252(uint32_t code);

/* Whether text has something that lessons cannot: invalid bytes, and characters that XML does not allow (see
 * make_allows). If so, appends it to out with spaces instead of control characters, but those that are white space, and
 * U+FFFD instead of invalid bytes. C1 controls become what windows_1252 says. */
bool text_clean(struct str text, struct buf *out);

/* Appends the path of a relative address: without a query and a fragment, its escapes decoded but those of NUL. */
void path_of_address(struct str address, struct buf *out);

#endif
