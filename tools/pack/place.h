/* How JSON tells where an entry is. */
#ifndef PACK_PLACE_H
#define PACK_PLACE_H

#include "base/json.h"
#include "pack/packed.h"

void place_digest(struct json *json, const char *key, const uint8_t digest[ZIP_DIGEST_SIZE]);
/* The members that tell lengths and digests. */
void place_lengths(struct json *json, const struct packed *packed);
/* The same behind the offset. */
void place_members(struct json *json, uint64_t offset, const struct packed *packed);

#endif
