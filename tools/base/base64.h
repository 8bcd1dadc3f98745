/* Base64 (RFC 4648). */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/arena.h"
#include "base/buf.h"

/* Appends bytes in base64, with padding. */
void base64_add(struct buf *out, const void *bytes, size_t size);
/* Decodes base64 of other programs, in either alphabet, with or without padding; white space is ignored. STR_NONE if it
 * is damaged, or memory ran out. */
struct str base64_read(struct arena *arena, struct str text) MUST_CHECK;

#endif
