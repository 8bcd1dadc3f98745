/* Pairs of texts that ask nearly the same, of which only those are kept that it takes to name all that belongs
 * together: where many texts are alike, there are many more pairs than anyone wants to read, or memory holds. */
#ifndef CHECK_DUPLICATE_NEAR_PAIRS_H
#define CHECK_DUPLICATE_NEAR_PAIRS_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct near_pair {
	size_t later, earlier; /* texts */
	uint32_t common, together;
};

struct near_pairs {
	struct near_pair *list;
	size_t count, room;
};

void near_pairs_release(struct near_pairs *pairs);

/* clusters leads from each of count texts to another one that is known to be the same, or to itself; pairs are thinned
 * out now and then, for which it is copied. False where memory ran out. */
bool near_pairs_add(struct near_pairs *pairs, struct near_pair pair, const size_t *clusters, size_t count) MUST_CHECK;
/* Adds all of other, and empties it. */
bool near_pairs_move(struct near_pairs *pairs, struct near_pairs *other) MUST_CHECK;
/* Puts pairs in order, by the later text, then the one that is most like it, then the first; and drops each whose texts
 * those before it connect. What connects them goes into clusters. */
void near_pairs_thin(struct near_pairs *pairs, size_t *clusters);

#endif
