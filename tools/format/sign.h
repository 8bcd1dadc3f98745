/* What a lesson says, apart from how it is laid out, as bytes: two lessons that say the same have the same. */
#ifndef FORMAT_SIGN_H
#define FORMAT_SIGN_H

#include "base/arena.h"
#include "base/buf.h"

#include <libxml/tree.h>

/* Appends elements with their attributes in any order, comments, instructions and text. White space in text counts
 * as one space, and none at the borders of blocks and between elements. False where memory ran out. */
bool sign_document(const xmlDoc *document, struct arena *arena, struct buf *out) MUST_CHECK;

#endif
