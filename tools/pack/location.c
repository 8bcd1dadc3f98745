#include "pack/location.h"

#include <sodium.h>

void location_digest(struct json *json, const char *key, const uint8_t digest[ZIP_DIGEST_SIZE])
{
	char hex[2 * ZIP_DIGEST_SIZE + 1];
	json_member_text(json, key, sodium_bin2hex(hex, sizeof(hex), digest, ZIP_DIGEST_SIZE));
}

void location_lengths(struct json *json, const struct packed *packed)
{
	json_member_uint(json, "stored", packed->stored_size);
	json_member_uint(json, "raw", packed->raw_size);
	location_digest(json, "storedSha256", packed->stored_sha256);
	location_digest(json, "rawSha256", packed->raw_sha256);
}

void location_members(struct json *json, uint64_t offset, const struct packed *packed)
{
	json_member_uint(json, "offset", offset);
	location_lengths(json, packed);
}
