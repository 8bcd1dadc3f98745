/* The order of tokens and sets in the join; see join.h. */
#ifndef CHECK_DUPLICATE_JOIN_ORDER_H
#define CHECK_DUPLICATE_JOIN_ORDER_H

#include "check/duplicate/join.h"

struct ordered_set {
	const uint32_t *tokens; /* ascending: rare ones first */
	uint32_t count;
	uint32_t number; /* the caller's index */
	uint64_t group;
};

/* Renumbers the tokens of all sets by the number of sets that contain them, rare ones first, and sorts each set. If
 * kinds is not NULL, writes it in the new order to ranked. False if memory ran out. */
bool join_rank_tokens(struct join_set *sets, size_t count, uint32_t token_count, const uint32_t *kinds,
		      uint32_t *ranked, unsigned workers) MUST_CHECK;
/* Lists the non-empty sets by size, stably; the caller frees the result. NULL if memory ran out. */
struct ordered_set *join_order_sets(const struct join_set *sets, size_t count, uint32_t *left) MUST_CHECK;

#endif
