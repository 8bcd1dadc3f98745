/* "Did you mean …": the name nearest to a misspelled one. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/* The optimal string alignment distance, ignoring case: the number of letters that must be inserted, removed, replaced,
 * or swapped with a neighbour to turn a into b. Returns limit + 1 if it exceeds limit. */
unsigned edit_distance(struct str a, struct str b, unsigned limit);

struct nearest {
	struct str wanted;
	const char *best; /* NULL until a near name was offered */
	unsigned distance;
};

/* A name is near if its distance is at most a third of the letters of wanted, rounded up, and at most three; nothing is
 * near a single letter. */
void nearest_init(struct nearest *nearest, struct str wanted);
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
