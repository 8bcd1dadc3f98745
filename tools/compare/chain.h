/* The order of a list in which each element names its predecessor. */
#ifndef COMPARE_CHAIN_H
#define COMPARE_CHAIN_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

#define CHAIN_HEAD SIZE_MAX

/* before[i] is the index of the predecessor of element i, or CHAIN_HEAD. Fills order with the indices in list order. If
 * several elements have the same predecessor, as after a merge, they are ordered by index; elements in cycles come
 * last. False if memory ran out. */
bool chain_order(const size_t *before, size_t count, size_t *order) MUST_CHECK;

/* The elements by id, which is borrowed. Zero-initialise for an empty chain. */
struct chain_link {
	struct str id, before;
};
struct chain {
	struct chain_link *links; /* sorted by id: add them in this order */
	size_t count, room;
};

bool chain_add(struct chain *chain, struct str id, struct str before) MUST_CHECK;
/* The index of the element, or CHAIN_HEAD. */
size_t chain_find(const struct chain *chain, struct str id);
/* The indices in list order, which the caller frees; NULL if memory ran out. */
size_t *chain_indices(const struct chain *chain) MUST_CHECK;
void chain_release(struct chain *chain);

#endif
