/* Known pairs, grouped: if n things are equal, n - 1 findings report it, and their order determines which pairs these
 * are. So a pair is known if both its sides are in one group, as many times as the group has pairs. The first pair with
 * a side that is in no group is new, and adds the side to the other's group. */
#ifndef CHECK_CORE_GROUPS_H
#define CHECK_CORE_GROUPS_H

#include "base/arena.h"
#include "base/map.h"

struct group_side;

struct groups {
	struct arena arena;
	struct map sides; /* key to side */
	struct map fresh; /* sides that were in no group, by key */
	bool failed;	  /* memory ran out */
};

void groups_init(struct groups *groups);
void groups_release(struct groups *groups);
/* Adds times to the known count of the pair. Returns one of its sides; NULL if memory ran out. */
const struct group_side *groups_add(struct groups *groups, struct str one, struct str other, size_t times) MUST_CHECK;
/* Whether the pair is known; if so, uses up one of the group's count. Also false if memory ran out. */
bool groups_spend(struct groups *groups, struct str one, struct str other);
/* Whether all pairs of the side's group have been used up. */
bool groups_spent(const struct group_side *side);
/* Makes all used pairs available again. */
void groups_restore(struct groups *groups);

#endif
