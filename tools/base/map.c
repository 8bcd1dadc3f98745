#include "base/map.h"

#include "base/hash.h"

#include <stdlib.h>

enum {
	ROOM_FIRST = 64,
	ROOM_KEPT = 4096, /* map_clear keeps and clears up to this many slots; it frees a larger table */
};

void map_init(struct map *map)
{
	*map = (struct map){ NULL, 0, 0 };
}

void map_release(struct map *map)
{
	free(map->slots);
	map_init(map);
}

void map_clear(struct map *map)
{
	if (map->room > ROOM_KEPT) {
		map_release(map);
		return;
	}
	if (map->count)
		memset(map->slots, 0, map->room * sizeof(*map->slots));
	map->count = 0;
}

static uint32_t hash_of_key(struct str key)
{
	return (uint32_t)hash_of(key, hash_secret());
}

/* The slot of key, or the free slot where it belongs. There is always a free one. */
static struct map_slot *find(const struct map *map, struct str key, uint32_t hash)
{
	size_t i = hash & (map->room - 1);
	for (;; i = (i + 1) & (map->room - 1)) {
		struct map_slot *slot = &map->slots[i];
		if (!slot->value || (slot->hash == hash && str_equal((struct str){ slot->key, slot->len }, key)))
			return slot;
	}
}

void *map_get(const struct map *map, struct str key)
{
	return map->count ? find(map, key, hash_of_key(key))->value : NULL;
}

static bool grow(struct map *map)
{
	struct map larger = { NULL, map->room ? map->room * 2 : ROOM_FIRST, map->count };
	larger.slots = calloc(larger.room, sizeof(*larger.slots));
	if (!larger.slots)
		return false;
	for (size_t i = 0; i < map->room; i++) {
		const struct map_slot *slot = &map->slots[i];
		if (slot->value)
			*find(&larger, (struct str){ slot->key, slot->len }, slot->hash) = *slot;
	}
	free(map->slots);
	*map = larger;
	return true;
}

void **map_put(struct map *map, struct str key)
{
	if (key.len > UINT32_MAX || (map->count + 1 > map->room / 3 * 2 && !grow(map)))
		return NULL;
	uint32_t hash = hash_of_key(key);
	struct map_slot *slot = find(map, key, hash);
	if (!slot->value) {
		slot->key = key.at;
		slot->len = (uint32_t)key.len;
		slot->hash = hash;
		map->count++;
	}
	return &slot->value;
}
