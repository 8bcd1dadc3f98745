/* All pairs of like sets, among many: an exact set-similarity join by Jaccard similarity, the share of what
 * two sets have in common in what they have together.
 *
 * It is the prefix-filtered join of AllPairs (Bayardo, Ma and Srikant 2007) and PPJoin (Xiao, Wang, Lin and
 * Yu 2008). All sets are put in one order of tokens, rare ones first, and taken by size. Two sets that have
 * at least c tokens in common, of m and n, share one among the first m-c+1 of the one and the first n-c+1 of
 * the other; and k among the first m-c+k and n-c+k. So it is enough to index these prefixes. Sets of usual
 * size are indexed by pairs of tokens of the prefix (k is 2), since pairs are far rarer than tokens and
 * the time then hardly grows faster than the number of sets; large sets, of which the pairs would be too
 * many, by tokens (k is 1). What stands at an index entry is a candidate; sizes are compared first, and then
 * the sets themselves, merged until it is clear that too little can be in common. A hash of the entry can
 * only add candidates: nothing is sampled and nothing missed.
 *
 * Where very many sets share an entry, as the texts of one template do, there is nothing to be gained by it.
 * Who can tell that only pairs are of interest of which one set stands for all that the other does, spares
 * these sets being compared each with each; see kinds, and join_nested.c.
 *
 * Memory: 24 bytes a set, and 8 to 16 for each index entry; a set of 15 has 3 at 80 percent. */
#ifndef CHECK_DUPLICATE_JOIN_H
#define CHECK_DUPLICATE_JOIN_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JOIN_PERCENT_MIN = 50, JOIN_PERCENT_MAX = 99 };

#define JOIN_NO_KIND UINT32_MAX

struct join_set {
	uint32_t *tokens; /* each once; they are put in another order and numbered anew */
	uint32_t count;
	uint64_t group; /* only sets of the same group are compared; 0 where all are */
};

/* Called with the indices of two sets, a below b, and how many tokens they have in common; once for each
 * pair, in no certain order, on worker 0 to workers-1. */
typedef void join_visitor(void *context, unsigned worker, size_t a, size_t b, uint32_t common);

/* Calls visit for each pair of sets whose similarity is at least percent. Empty sets are like none. All
 * tokens are below token_count. kinds may be NULL; else it says for each token what it stands for, a number below
 * token_count, or JOIN_NO_KIND for one that does not matter. Then pairs may be left out of which neither has a token
 * of each kind that the other has. False where memory ran out. */
bool join(struct join_set *sets, size_t count, uint32_t token_count, const uint32_t *kinds, unsigned percent,
	  unsigned workers, join_visitor *visit, void *context) MUST_CHECK;

#endif
