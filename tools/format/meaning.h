/* The content of a lesson regardless of layout, as a byte string: equal for lessons that mean the same. */
#ifndef FORMAT_MEANING_H
#define FORMAT_MEANING_H

#include "base/arena.h"
#include "base/buf.h"

#include <libxml/tree.h>

/* Appends elements with their attributes in a fixed order, comments, instructions and text. White space in text counts
 * as one space; at the borders of blocks and between elements it is ignored. False if memory ran out. */
bool format_meaning(const xmlDoc *document, struct arena *arena, struct buf *out) MUST_CHECK;

#endif
