/* The encodings of text files of other programs. */
#ifndef CONVERT_CORE_ENCODING_H
#define CONVERT_CORE_ENCODING_H

#include "base/arena.h"

/* Text as UTF-8 without a byte order mark, in the arena if it had to be converted. A file in UTF-16 begins with such a
 * mark; what is not UTF-8 otherwise is taken for Windows-1252. *encoding is the name of the encoding, for people, or
 * NULL if it is UTF-8. STR_NONE if memory ran out. */
struct str text_decode(struct arena *arena, struct str bytes, const char **encoding) MUST_CHECK;

#endif
