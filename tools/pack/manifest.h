/* manifest.json: the description of a pack. */
#ifndef PACK_MANIFEST_H
#define PACK_MANIFEST_H

#include "pack/edition.h"

/* Appends it. index is index.json. False if memory ran out. */
bool manifest_write(const struct edition *edition, const struct packed *index, struct buf *out) MUST_CHECK;
/* Writes its member rest: where the rest of a free edition is. Every edition has it, so that editions tell the same of
 * the pack. */
void manifest_rest(struct json *json, const struct definition *definition);

#endif
