/* Which lessons of two sides are the same ones, and which of these moved. */
#ifndef COMPARE_PAIRS_H
#define COMPARE_PAIRS_H

#include "compare/side.h"

#define PAIR_NONE SIZE_MAX

/* What became of a lesson of the old side; for each lesson of the new one. */
struct lesson_pair {
	size_t before; /* its place on the old side, or PAIR_NONE: it is new */
	bool moved;    /* to another unit, or in the order; never where a side is a folder, which has neither */
	bool same;     /* nothing in it changed */
};

/* Fills pairs for each lesson of after, and kept for each lesson of before that is in after too. The arrays are the
 * caller's, zeroed. False where memory ran out. */
bool pairs_find(const struct side *before, const struct side *after, struct lesson_pair *pairs, bool *kept) MUST_CHECK;

#endif
