/* Base64 (RFC 4648, with padding) for the lines of keys and signatures. */
#ifndef SIGN_BASE64_H
#define SIGN_BASE64_H

#include "base/buf.h"

/* Appends bytes as a line. */
void base64_line(struct buf *out, const void *bytes, size_t size);

#endif
