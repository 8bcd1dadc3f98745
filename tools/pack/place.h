/* The location of an entry in JSON. */
#ifndef PACK_PLACE_H
#define PACK_PLACE_H

#include "base/json.h"
#include "pack/packed.h"

void place_digest(struct json *json, const char *key, const uint8_t digest[ZIP_DIGEST_SIZE]);
/* Writes the members for lengths and digests. */
void place_lengths(struct json *json, const struct packed *packed);
/* The same after the offset. */
void place_members(struct json *json, uint64_t offset, const struct packed *packed);

#endif
