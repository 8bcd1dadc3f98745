/* The location of an entry in JSON. */
#ifndef PACK_LOCATION_H
#define PACK_LOCATION_H

#include "base/json.h"
#include "pack/deflate.h"

/* The size is at most ZIP_DIGEST_SIZE. */
void location_digest(struct json *json, const char *key, const uint8_t *digest, size_t size);
/* Writes the members for lengths and digest. */
void location_lengths(struct json *json, const struct packed *packed);
/* Writes the row of a list of entries. */
void location_row(struct json *json, struct str key, const struct packed *packed);

#endif
