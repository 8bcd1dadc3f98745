/* An index of sets by the hash of something that they have: each slot holds the entries of some hashes side by side,
 * those of lower sets first. Count all entries, open, add them all again, close. */
#ifndef CHECK_DUPLICATE_JOIN_SLOTS_H
#define CHECK_DUPLICATE_JOIN_SLOTS_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct entry {
	uint32_t set;
	uint32_t check; /* bits of the hash that the slot does not say */
};

struct slots {
	struct entry *entries;
	uint32_t *starts; /* where the entries of a slot begin */
	unsigned bits;
};

/* For so many entries; false where memory ran out. */
bool slots_init(struct slots *slots, size_t entries) MUST_CHECK;
void slots_release(struct slots *slots);
/* After all are counted. */
void slots_open(struct slots *slots);
/* After all are placed. */
void slots_close(struct slots *slots);

static inline size_t slot_of(const struct slots *slots, uint64_t hash)
{
	return hash >> (64 - slots->bits);
}

/* Counts an entry, or places it. */
static inline void slots_add(struct slots *slots, uint64_t hash, uint32_t set, bool location)
{
	uint32_t *slot = &slots->starts[slot_of(slots, hash)];
	if (location)
		slots->entries[*slot] = (struct entry){ set, (uint32_t)hash };
	++*slot;
}

#endif
