/* Internals shared by both parts of the join; see join.h. */
#ifndef CHECK_DUPLICATE_JOIN_WORK_H
#define CHECK_DUPLICATE_JOIN_WORK_H

#include "check/duplicate/join_order.h"
#include "check/duplicate/join_slots.h"

enum { PAIRED_PREFIX = 12 }; /* sets with longer prefixes are indexed by tokens, not pairs */

#define NO_TOKEN UINT32_MAX /* the second token of an entry for a single token */

struct work {
	struct ordered_set *sets; /* by size */
	uint32_t count;
	uint32_t token_count;
	unsigned percent;
	struct slots slots;	/* by tokens of the prefixes */
	const uint32_t *kinds;	/* by ranked token; or NULL */
	uint32_t crowd;		/* a slot with more entries is crowded */
	unsigned char *crowded; /* by set: whether one of its keys has a crowded slot; NULL without kinds */
	join_visitor *visit;
	void *context;
};

/* The number of common tokens that sets of these sizes need. */
static inline uint32_t overlap_needed(uint32_t a, uint32_t b, unsigned percent)
{
	uint64_t sum = (uint64_t)a + b, whole = 100 + percent;
	return (uint32_t)((sum * percent + whole - 1) / whole);
}

/* The size of the smallest set that can be similar to one of this size, which is also the minimum number of common
 * tokens. */
static inline uint32_t smallest_like(uint32_t size, unsigned percent)
{
	return (uint32_t)(((uint64_t)size * percent + 99) / 100);
}

/* Whether sets of this size are indexed by pairs: from 2 up to a limit. Sets of two or more tokens with a similarity of
 * at least half have two tokens in common. */
static inline bool is_paired(uint32_t size, unsigned percent)
{
	return size >= 2 && size - overlap_needed(size, size, percent) + 2 <= PAIRED_PREFIX;
}

static inline uint64_t hash_of(uint64_t group, uint32_t first, uint32_t second)
{
	uint64_t h = ((uint64_t)first << 32 | second) ^ group * 0x9e3779b97f4a7c15U;
	h = (h ^ h >> 32) * 0xd6e8feb86659fd93U;
	h = (h ^ h >> 32) * 0xd6e8feb86659fd93U;
	return h ^ h >> 32;
}

static inline bool is_crowded(const struct work *work, size_t slot)
{
	return work->slots.starts[slot + 1] - work->slots.starts[slot] > work->crowd;
}

/* Visits the pairs that only a crowded slot would find. False if memory ran out. */
bool join_nested(const struct work *work, unsigned workers) MUST_CHECK;

#endif
