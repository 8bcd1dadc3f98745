/* "Did you mean …": the nearest of some names to a misspelled one. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/* How many letters have to be put in, left out, changed or swapped with their neighbour to turn a into b
 * (the optimal string alignment distance), letter case ignored; more than limit counts as limit + 1. */
unsigned edit_distance(struct str a, struct str b, unsigned limit);

struct nearest {
	struct str wanted;
	const char *best; /* NULL while nothing near was offered */
	unsigned distance;
};

/* Near is a third of the letters of wanted, rounded up, but at most three; nothing is near a single one. */
void nearest_init(struct nearest *nearest, struct str wanted);
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
