#include "pack/location.h"

#include <sodium.h>

static void put_digest(struct json *json, const uint8_t *digest, size_t size)
{
	char hex[2 * ZIP_DIGEST_SIZE + 1];
	json_text(json, sodium_bin2hex(hex, sizeof(hex), digest, size));
}

void location_digest(struct json *json, const char *key, const uint8_t *digest, size_t size)
{
	json_key(json, key);
	put_digest(json, digest, size);
}

void location_lengths(struct json *json, const struct packed *packed)
{
	json_member_uint(json, "stored", packed->stored_size);
	json_member_uint(json, "raw", packed->raw_size);
	location_digest(json, "digest", packed->digest, sizeof(packed->digest));
}

void location_row(struct json *json, struct str key, const struct packed *packed)
{
	json_open_array(json);
	json_str(json, key);
	json_uint(json, packed->stored_size);
	json_uint(json, packed->raw_size);
	put_digest(json, packed->digest, sizeof(packed->digest));
	json_close_array(json);
}
