#include "base/hash.h"

#include <endian.h>
#include <inttypes.h>
#include <stdio.h>

static inline uint64_t load(const char *bytes)
{
	uint64_t value;
	memcpy(&value, bytes, sizeof(value));
	return le64toh(value);
}

/* The number that fewer than eight bytes make, the last one as its lowest: the first and the last of them, which may
 * overlap. */
static inline uint64_t load_few(const char *bytes, size_t len)
{
	uint32_t first, last;
	uint16_t two;
	if (len >= sizeof(first)) {
		memcpy(&first, bytes, sizeof(first));
		memcpy(&last, bytes + len - sizeof(last), sizeof(last));
		return (uint64_t)be32toh(first) << 8 * (len - sizeof(first)) | be32toh(last);
	}
	if (len < sizeof(two))
		return len ? (unsigned char)*bytes : 0;
	memcpy(&two, bytes, sizeof(two));
	return (uint64_t)be16toh(two) << 8 * (len - sizeof(two)) | (unsigned char)bytes[len - 1];
}

/* Multiplies to 128 bits, and folds these. */
static inline uint64_t mix(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t hash_secret(void)
{
	static const char here;
	return (uint64_t)(uintptr_t)&here * HASH_KEY | 1;
}

uint64_t hash_of(struct str bytes, uint64_t key)
{
	uint64_t hash = key, last;
	for (size_t i = 0; i + 8 < bytes.len; i += 8)
		hash = mix(hash ^ load(bytes.at + i), key) + 1;
	last = bytes.len >= 8 ? load(bytes.at + bytes.len - 8) : load_few(bytes.at, bytes.len);
	return mix(mix(hash ^ last, key) ^ bytes.len, HASH_KEY);
}

void hash_hex(uint64_t hash, char out[HASH_HEX])
{
	(void)snprintf(out, HASH_HEX, "%016" PRIx64, hash);
}
