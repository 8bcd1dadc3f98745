/* A hash map from strings to things. Keys and things are borrowed: the map owns only its slots. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

struct map_slot {
	const char *key;
	void *value; /* NULL where the slot is free */
	uint32_t len;
	uint32_t hash;
};

struct map {
	struct map_slot *slots;
	size_t room; /* a power of two, or 0 */
	size_t count;
};

void map_init(struct map *map);
void map_release(struct map *map);
/* Forgets what is in it; keeps the slots unless they are many. */
void map_clear(struct map *map);

/* What stands under key, or NULL. */
void *map_get(const struct map *map, struct str key);
/* The value's place under key, holding NULL where the key is new: the caller sets it to something else
 * before the next call. NULL where memory ran out. */
void **map_put(struct map *map, struct str key) MUST_CHECK;

#endif
