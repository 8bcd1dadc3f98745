/* The location of an entry in JSON. */
#ifndef PACK_LOCATION_H
#define PACK_LOCATION_H

#include "base/json.h"
#include "pack/deflate.h"

void location_digest(struct json *json, const char *key, const uint8_t digest[ZIP_DIGEST_SIZE]);
/* Writes the members for lengths and digests. */
void location_lengths(struct json *json, const struct packed *packed);
/* The same after the offset. */
void location_members(struct json *json, uint64_t offset, const struct packed *packed);

#endif
