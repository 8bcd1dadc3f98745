/* Collects pairs of similar texts, but keeps only those needed to connect all that belong together: many similar texts
 * form far more pairs than anyone wants to read, or fit into memory. */
#ifndef CHECK_DUPLICATE_NEAR_PAIRS_H
#define CHECK_DUPLICATE_NEAR_PAIRS_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct near_pair {
	uint32_t later, earlier; /* texts */
	uint32_t common, together;
};

struct near_pairs {
	struct near_pair *list;
	size_t count, room;
};

void near_pairs_release(struct near_pairs *pairs);

/* clusters is the union-find forest of count texts; it is copied to thin out pairs occasionally. False if memory ran
 * out. */
bool near_pairs_add(struct near_pairs *pairs, struct near_pair pair, const uint32_t *clusters, size_t count) MUST_CHECK;
/* Moves all pairs of other, which is then empty. */
bool near_pairs_move(struct near_pairs *pairs, struct near_pairs *other) MUST_CHECK;
/* Sorts pairs by the later text, then by similarity, then by the first text; and removes each pair that earlier ones
 * already connect. Adds the connections to clusters. */
void near_pairs_thin(struct near_pairs *pairs, uint32_t *clusters);

#endif
