#include "check/core/groups.h"

struct group_side {
	struct group_side *up;	/* union-find parent; NULL for the root */
	size_t pairs, spent; /* of the group */
};

void groups_init(struct groups *groups)
{
	arena_init(&groups->arena);
	map_init(&groups->sides);
	map_init(&groups->fresh);
	groups->failed = false;
}

void groups_release(struct groups *groups)
{
	map_release(&groups->sides);
	map_release(&groups->fresh);
	arena_release(&groups->arena);
}

static struct group_side *top_of(struct group_side *side)
{
	while (side->up) {
		if (side->up->up)
			side->up = side->up->up;
		side = side->up;
	}
	return side;
}

/* The representative of the side's group; adds the side to map if it is new. */
static struct group_side *put(struct groups *groups, struct map *map, struct str key)
{
	struct group_side *known = map_get(&groups->sides, key);
	if (!known)
		known = map_get(&groups->fresh, key);
	if (known)
		return top_of(known);
	struct str copy = arena_str(&groups->arena, key);
	struct group_side *side = copy.at ? arena_alloc(&groups->arena, sizeof(*side)) : NULL;
	void **slot = side ? map_put(map, copy) : NULL;
	if (!slot)
		return NULL;
	*side = (struct group_side){ .up = NULL };
	return *slot = side;
}

const struct group_side *groups_add(struct groups *groups, struct str one, struct str other, size_t times)
{
	struct map *sides = &groups->sides;
	struct group_side *a = put(groups, sides, one), *b = a ? put(groups, sides, other) : NULL;
	if (!b)
		return NULL;
	if (a != b) {
		b->up = a;
		a->pairs += b->pairs;
	}
	a->pairs += times;
	return a;
}

bool groups_spend(struct groups *groups, struct str one, struct str other)
{
	struct map *fresh = &groups->fresh;
	struct group_side *a = put(groups, fresh, one), *b = a ? put(groups, fresh, other) : NULL;
	groups->failed = groups->failed || !b;
	if (!b)
		return false;
	if (a == b && a->spent < a->pairs) {
		a->spent++;
		return true;
	}
	/* A group of known sides has pairs; one of new sides only has none. */
	if (a != b && a->pairs == 0)
		a->up = b;
	else if (a != b && b->pairs == 0)
		b->up = a;
	return false;
}

bool groups_spent(const struct group_side *side)
{
	while (side->up)
		side = side->up;
	return side->spent == side->pairs;
}

void groups_restore(struct groups *groups)
{
	map_clear(&groups->fresh);
	for (size_t i = 0; i < groups->sides.room; i++) {
		struct group_side *side = groups->sides.slots[i].value;
		if (side)
			side->spent = 0;
	}
}
