#include "pack/location.h"

#include <sodium.h>

void location_digest(struct json *json, const char *key, const uint8_t *digest, size_t size)
{
	char hex[2 * ZIP_DIGEST_SIZE + 1];
	json_member_text(json, key, sodium_bin2hex(hex, sizeof(hex), digest, size));
}

void location_lengths(struct json *json, const struct packed *packed)
{
	json_member_uint(json, "stored", packed->stored_size);
	json_member_uint(json, "raw", packed->raw_size);
	location_digest(json, "digest", packed->digest, sizeof(packed->digest));
}

void location_members(struct json *json, uint64_t offset, const struct packed *packed)
{
	json_member_uint(json, "offset", offset);
	location_lengths(json, packed);
}
