/* Internals shared by both parts of the join; see join.h. */
#ifndef CHECK_DUPLICATE_JOIN_WORK_H
#define CHECK_DUPLICATE_JOIN_WORK_H

#include "check/duplicate/join.h"

/* A set in whose prefix a token, or a pair of them, is. */
struct join_entry {
	uint32_t set;	/* its position by weight */
	uint16_t check; /* hash bits that the slot does not determine, and whether it is for a pair */
	uint16_t share; /* the part of its weight that it can have in common if the key is the first that it has, in
			 * 1 / JOIN_WHOLE, rounded up */
};

enum { JOIN_WHOLE = UINT16_MAX };

struct join_work {
	struct join_set *sets;
	uint32_t *order;   /* by position: the set; empty ones are left out */
	struct join_set *ordered; /* by position: a copy of the set, because sets of similar weight are compared */
	uint32_t *weights; /* by ranked token */
	uint32_t *ranks;   /* by token */
	uint32_t *starts;  /* by slot: where its entries begin */
	struct join_entry *entries;
	unsigned bits;	     /* of a hash that are the number of its slot */
	uint32_t count;	     /* of positions */
	uint32_t paired_most, single_most; /* the weight of the heaviest set that is indexed by pairs, and by tokens */
	size_t set_count;
	unsigned percent;
	join_visitor *visit;
	void *context;
};

/* Numbers tokens by frequency, rare ones first. False if memory ran out. */
bool join_rank_tokens(struct join_work *work, const struct join_token *tokens, uint32_t count) MUST_CHECK;
/* Renumbers the tokens of all sets by rank, sorts them, and adds up their weights. */
void join_rank_sets(struct join_work *work, unsigned workers);
/* Puts the sets that are not empty in the order of their weight. False if memory ran out. */
bool join_order_sets(struct join_work *work) MUST_CHECK;

#endif
