/* Writes a document in the canonical layout described in format.h. */
#ifndef FORMAT_LAYOUT_H
#define FORMAT_LAYOUT_H

#include "base/arena.h"
#include "base/buf.h"

#include <libxml/tree.h>

/* Appends it to out, with \n as line ends. False if memory ran out. */
bool layout_document(const xmlDoc *document, struct arena *arena, struct buf *out) MUST_CHECK;

#endif
