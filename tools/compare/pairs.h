/* Which units and lessons of two sides are the same ones, and which of these moved. */
#ifndef COMPARE_PAIRS_H
#define COMPARE_PAIRS_H

#include "compare/side.h"

#define PAIR_NONE SIZE_MAX

/* What became of a unit or lesson of the old side; for each one of the new side. */
struct pair {
	size_t before; /* its place on the old side, or PAIR_NONE: it is new */
	bool moved; /* of a lesson: to another unit, or in its own; never where a side is a folder, which has no order */
	bool same;  /* of a lesson: nothing in it changed */
};

struct pairs {
	struct pair *units, *lessons;	 /* for each of the new side */
	bool *kept_units, *kept_lessons; /* for each of the old side: it is on the new one too */
};

/* The arrays live in the arena. False where memory ran out. */
bool pairs_find(struct pairs *pairs, struct arena *arena, const struct side *before,
		const struct side *after) MUST_CHECK;

#endif
