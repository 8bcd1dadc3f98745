/* manifest.json: the description of a pack. */
#ifndef PACK_MANIFEST_H
#define PACK_MANIFEST_H

#include "pack/edition.h"

/* Appends it. index is index.json. False if memory ran out. */
bool manifest_write(const struct edition *edition, const struct packed *index, struct buf *out) MUST_CHECK;
/* Writes its member rest: where to get what a free edition lacks. Every edition has it, so that all editions describe
 * the pack alike. */
void manifest_rest(struct json *json, const struct definition *definition);

#endif
