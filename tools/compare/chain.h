/* The order of a list of which each element names the one before it. */
#ifndef COMPARE_CHAIN_H
#define COMPARE_CHAIN_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

#define CHAIN_HEAD SIZE_MAX

/* before[i] is the place of the element before element i, or CHAIN_HEAD. Fills order with the places in the order of
 * the list. Where several name the same one, as after a merge, they come by their places; what only leads back to
 * itself comes last. False where memory ran out. */
bool chain_order(const size_t *before, size_t count, size_t *order) MUST_CHECK;

/* The elements by their ids, which are borrowed. Zeros make an empty one. */
struct chain_link {
	struct str id, before;
};
struct chain {
	struct chain_link *links; /* in byte order of the ids: add them so */
	size_t count, room;
};

bool chain_add(struct chain *chain, struct str id, struct str before) MUST_CHECK;
/* The place of the element, or CHAIN_HEAD. */
size_t chain_find(const struct chain *chain, struct str id);
/* The places in the order of the list, which the caller frees; NULL where memory ran out. */
size_t *chain_places(const struct chain *chain) MUST_CHECK;
void chain_release(struct chain *chain);

#endif
