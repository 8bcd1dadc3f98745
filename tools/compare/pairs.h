/* Matches the units and lessons of two sides, and finds which of them moved. */
#ifndef COMPARE_PAIRS_H
#define COMPARE_PAIRS_H

#include "compare/side.h"

#define PAIR_NONE SIZE_MAX

/* The old counterpart of a unit or lesson; one for each on the new side. */
struct pair {
	size_t before; /* its index on the old side, or PAIR_NONE if it is new */
	bool moved; /* of a lesson: to another unit or within its own; never if a side is a folder, which has no
	             * order */
	bool same;  /* of a lesson: unchanged */
};

struct pairs {
	struct pair *units, *lessons;	 /* by index on the new side */
	bool *kept_units, *kept_lessons; /* by index on the old side: it is also on the new side */
};

/* The arena owns the arrays. False if memory ran out. */
bool pairs_find(struct pairs *pairs, struct arena *arena, const struct side *before,
		const struct side *after) MUST_CHECK;

#endif
