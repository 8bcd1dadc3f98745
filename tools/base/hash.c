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
	uint64_t hash = key, last = 0;
	size_t i = 0;
	for (; i + 8 < bytes.len; i += 8)
		hash = mix(hash ^ load(bytes.at + i), key) + 1;
	if (bytes.len >= 8)
		last = load(bytes.at + bytes.len - 8);
	else
		for (; i < bytes.len; i++)
			last = last << 8 | (unsigned char)bytes.at[i];
	return mix(mix(hash ^ last, key) ^ bytes.len, HASH_KEY);
}

void hash_hex(uint64_t hash, char out[HASH_HEX])
{
	(void)snprintf(out, HASH_HEX, "%016" PRIx64, hash);
}
