/* Pairs that are known, whichever of a group are reported: of n things that are the same, n - 1 findings say so, and which
 * of them depends on their order. A pair is known if its sides are in one group, as often as the group has pairs. A side
 * that is in none makes the first pair that it is in new, and is in the other's group from then on. */
#ifndef CHECK_CORE_GROUPS_H
#define CHECK_CORE_GROUPS_H

#include "base/arena.h"
#include "base/map.h"

struct group_side;

struct groups {
	struct arena arena;
	struct map sides; /* key to side */
	struct map fresh; /* the same of those that were in no group */
	bool failed;	  /* memory ran out */
};

void groups_init(struct groups *groups);
void groups_release(struct groups *groups);
/* Adds times to the known count of the pair. Returns one of its sides; NULL if memory ran out. */
const struct group_side *groups_add(struct groups *groups, struct str one, struct str other, size_t times) MUST_CHECK;
/* Whether the pair is known, once less from then on; false too if memory ran out. */
bool groups_spend(struct groups *groups, struct str one, struct str other);
/* Whether all pairs of the side's group have been used up. */
bool groups_spent(const struct group_side *side);
/* Makes all used pairs available again. */
void groups_restore(struct groups *groups);

#endif
