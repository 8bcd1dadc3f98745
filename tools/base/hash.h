/* A fast 64-bit hash for tables and digests, which multiplies and folds eight bytes at a time, like Wang
 * Yi's wyhash (https://github.com/wangyi-fudan/wyhash). With a key that nobody can guess, nobody can prepare texts that
 * collide. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

/* A key for hashes that are the same everywhere. */
#define HASH_KEY UINT64_C(0x9e3779b97f4a7c15)

/* A key for tables, which nobody can guess if the system places programs at random; it is odd. */
uint64_t hash_secret(void);

uint64_t hash_of(struct str bytes, uint64_t key);

enum { HASH_HEX = 17 };

/* Writes a hash as hexadecimal digits. */
void hash_hex(uint64_t hash, char out[HASH_HEX]);

#endif
