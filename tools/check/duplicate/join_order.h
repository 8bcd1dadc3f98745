/* The order of tokens and of sets that the join goes by; see join.h. */
#ifndef CHECK_DUPLICATE_JOIN_ORDER_H
#define CHECK_DUPLICATE_JOIN_ORDER_H

#include "check/duplicate/join.h"

struct ordered_set {
	const uint32_t *tokens; /* rising: rare ones first */
	uint32_t count;
	uint32_t number; /* as the caller has it */
	uint64_t group;
};

/* Numbers the tokens of all sets anew, by how many sets they are in, the rare ones first, and sorts each set.
 * Where kinds is not NULL, it is put in the new order too, into ranked. False where memory ran out. */
bool join_rank_tokens(struct join_set *sets, size_t count, uint32_t token_count, const uint32_t *kinds,
		      uint32_t *ranked, unsigned workers) MUST_CHECK;
/* Lists the sets that are not empty by size, those of one size as they came; free it. NULL where memory ran
 * out. */
struct ordered_set *join_order_sets(const struct join_set *sets, size_t count, uint32_t *left) MUST_CHECK;

#endif
