/* Finds all pairs of similar sets: an exact set-similarity join by weighted Jaccard similarity, the weight of the
 * intersection divided by that of the union.
 *
 * It is the prefix-filtered join of AllPairs (Bayardo, Ma and Srikant 2007) and PPJoin (Xiao, Wang, Lin and Yu 2008), with
 * weights. The tokens of all sets are put in one order, rare ones first, and sets are processed by weight. If two sets
 * need c in common, their first common token is one from which the set still has that much, and the second one from
 * which it has c less the weight of the first. So it is enough to index the tokens at the beginning of each set. Sets of
 * usual size are indexed by pairs of tokens, because pairs are much rarer than tokens, so that the time is almost linear
 * in the number of sets; large sets, which have too many pairs, and small ones, for which one token may be enough, by
 * tokens. Sets with a common key are candidates; their weights are compared first, then the sets are merged until it is
 * clear that they have too little in common. Hash collisions only add candidates.
 *
 * Each set has a budget of comparisons, which only sets with very many similar ones use up: those made from one template
 * are compared with many others of their kind, but not with all. Otherwise the result is exact.
 *
 * Memory: 36 bytes per set, and 12 to 16 per key. */
#ifndef CHECK_DUPLICATE_JOIN_H
#define CHECK_DUPLICATE_JOIN_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct join_set {
	uint32_t *tokens; /* without duplicates; they are reordered and renumbered */
	uint32_t count;
	uint32_t weight;  /* set by the join */
};

/* What is known of each token, by number. */
struct join_token {
	uint32_t frequency; /* the number of sets that contain it */
	uint32_t weight;    /* from 1 to JOIN_WEIGHT_MAX */
};

enum { JOIN_WEIGHT_MAX = 1024 };

/* Called with the indices of two sets, a below b; once for each pair, in any order, on workers 0 to workers - 1. */
typedef void join_visitor(void *context, unsigned worker, size_t a, size_t b);

/* Calls visit for each pair of sets with a similarity of at least percent. Empty sets are similar to nothing. All
 * tokens are below token_count. False if memory ran out. */
bool join(struct join_set *sets, size_t count, const struct join_token *tokens, uint32_t token_count, unsigned percent,
	  unsigned workers, join_visitor *visit, void *context) MUST_CHECK;

#endif
