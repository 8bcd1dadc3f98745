#include "pack/place.h"

#include <sodium.h>

void place_digest(struct json *json, const char *key, const uint8_t digest[ZIP_DIGEST_SIZE])
{
	char hex[2 * ZIP_DIGEST_SIZE + 1];
	json_member_text(json, key, sodium_bin2hex(hex, sizeof(hex), digest, ZIP_DIGEST_SIZE));
}

void place_lengths(struct json *json, const struct packed *packed)
{
	json_member_uint(json, "stored", packed->stored_size);
	json_member_uint(json, "raw", packed->raw_size);
	place_digest(json, "storedSha256", packed->stored_sha256);
	place_digest(json, "rawSha256", packed->raw_sha256);
}

void place_members(struct json *json, uint64_t offset, const struct packed *packed)
{
	json_member_uint(json, "offset", offset);
	place_lengths(json, packed);
}
