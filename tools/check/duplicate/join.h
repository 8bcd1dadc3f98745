/* Finds all pairs of similar sets: an exact set-similarity join by Jaccard similarity, the size of the intersection
 * divided by that of the union.
 *
 * It is the prefix-filtered join of AllPairs (Bayardo, Ma and Srikant 2007) and PPJoin (Xiao, Wang, Lin and Yu 2008).
 * The tokens of all sets are put in one order, rare ones first, and sets are processed by size. Two sets of m and n
 * tokens with at least c tokens in common share one among the first m-c+1 of one and the first n-c+1 of the other, and
 * k among the first m-c+k and n-c+k. So it is enough to index these prefixes. Sets of usual size are indexed by pairs
 * of tokens of the prefix (k is 2), because pairs are much rarer than tokens, so that the time is almost linear in the
 * number of sets; large sets, which have too many pairs, by tokens (k is 1). Sets with a common index entry are
 * candidates; their sizes are compared first, then the sets are merged until it is clear that they have too little in
 * common. Hash collisions only add candidates: the result is exact.
 *
 * If very many sets share an entry, like texts made from one template, the index is useless. If only those pairs matter
 * in which one set has all kinds of the other (see kinds), these sets need not all be compared with each other: see
 * join_nested.c.
 *
 * Memory: 24 bytes per set, and 8 to 16 per index entry; a set of 15 tokens has 3 entries at 80 percent. */
#ifndef CHECK_DUPLICATE_JOIN_H
#define CHECK_DUPLICATE_JOIN_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JOIN_PERCENT_MIN = 50, JOIN_PERCENT_MAX = 99 };

#define JOIN_NO_KIND UINT32_MAX

struct join_set {
	uint32_t *tokens; /* without duplicates; they are reordered and renumbered */
	uint32_t count;
	uint64_t group; /* only sets of the same group are compared; 0 if all are */
};

/* Called with the indices of two sets, a below b, and the number of their common tokens; once for each pair, in any
 * order, on workers 0 to workers - 1. */
typedef void join_visitor(void *context, unsigned worker, size_t a, size_t b, uint32_t common);

/* Calls visit for each pair of sets with a similarity of at least percent. Empty sets are similar to nothing. All
 * tokens are below token_count. kinds, unless NULL, contains for each token its kind, a number below token_count, or
 * JOIN_NO_KIND if the token does not matter; then pairs may be omitted in which neither set has all kinds of the other.
 * False if memory ran out. */
bool join(struct join_set *sets, size_t count, uint32_t token_count, const uint32_t *kinds, unsigned percent,
	  unsigned workers, join_visitor *visit, void *context) MUST_CHECK;

#endif
