/* An index of sets by hash: each slot contains the entries of some hashes, sorted by set. Count all entries, open, add
 * all of them again, close. */
#ifndef CHECK_DUPLICATE_JOIN_SLOTS_H
#define CHECK_DUPLICATE_JOIN_SLOTS_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slot_entry {
	uint32_t set;
	uint32_t check; /* hash bits that the slot does not determine */
};

struct slots {
	struct slot_entry *entries;
	uint32_t *starts; /* start of each slot's entries */
	unsigned bits;
};

/* entries is their number; false if memory ran out. */
bool slots_init(struct slots *slots, size_t entries) MUST_CHECK;
void slots_release(struct slots *slots);
/* Call it after counting. */
void slots_open(struct slots *slots);
/* Call it after adding. */
void slots_close(struct slots *slots);

static inline size_t slot_of(const struct slots *slots, uint64_t hash)
{
	return hash >> (64 - slots->bits);
}

/* Counts an entry, or adds it. */
static inline void slots_add(struct slots *slots, uint64_t hash, uint32_t set, bool location)
{
	uint32_t *slot = &slots->starts[slot_of(slots, hash)];
	if (location)
		slots->entries[*slot] = (struct slot_entry){ set, (uint32_t)hash };
	++*slot;
}

#endif
