#include "check/core/groups.h"

struct group_side {
	struct group_side *up;	/* towards the side that stands for the group; NULL for that one */
	size_t pairs, spent; /* of the group */
};

void groups_init(struct groups *groups)
{
	arena_init(&groups->arena);
	map_init(&groups->sides);
}

void groups_release(struct groups *groups)
{
	map_release(&groups->sides);
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

static struct group_side *put(struct groups *groups, struct str key)
{
	struct group_side *known = map_get(&groups->sides, key);
	if (known)
		return top_of(known);
	struct str copy = arena_str(&groups->arena, key);
	struct group_side *side = copy.at ? arena_alloc(&groups->arena, sizeof(*side)) : NULL;
	void **slot = side ? map_put(&groups->sides, copy) : NULL;
	if (!slot)
		return NULL;
	*side = (struct group_side){ .up = NULL };
	return *slot = side;
}

const struct group_side *groups_add(struct groups *groups, struct str one, struct str other, size_t times)
{
	struct group_side *a = put(groups, one), *b = a ? put(groups, other) : NULL;
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
	struct group_side *a = map_get(&groups->sides, one), *b = map_get(&groups->sides, other);
	struct group_side *top = a ? top_of(a) : NULL;
	if (!top || !b || top_of(b) != top || top->spent == top->pairs)
		return false;
	top->spent++;
	return true;
}

bool groups_spent(const struct group_side *side)
{
	while (side->up)
		side = side->up;
	return side->spent == side->pairs;
}

void groups_restore(struct groups *groups)
{
	for (size_t i = 0; i < groups->sides.room; i++) {
		struct group_side *side = groups->sides.slots[i].value;
		if (side)
			side->spent = 0;
	}
}
