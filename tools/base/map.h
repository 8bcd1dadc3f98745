/* A hash map from strings to pointers. Keys and values are borrowed: the map owns only its slots. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

struct map_slot {
	const char *key;
	void *value; /* NULL if the slot is free */
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
/* Removes everything; keeps the slots unless there are many. */
void map_clear(struct map *map);

/* The value for key, or NULL. */
void *map_get(const struct map *map, struct str key);
/* Returns the address of the value for key, which is NULL if the key is new: the caller must set it to another value
 * before the next call. NULL if memory ran out. */
void **map_put(struct map *map, struct str key) MUST_CHECK;

#endif
