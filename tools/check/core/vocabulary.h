/* Numbers for words, so that texts can be compared quickly: two words have equal numbers if and only if they are
 * equal. */
#ifndef CHECK_CORE_VOCABULARY_H
#define CHECK_CORE_VOCABULARY_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

struct vocabulary {
	struct vocabulary_slot {
		uint64_t hash; /* of the word; 0: free */
		uint32_t number;
	} *slots; /* from that of the hash on. That two words have equal hashes is less likely than that a machine fails */
	uint32_t slot_room; /* a power of two, or 0 */
	struct arena arena; /* owns the words */
	struct str *words;  /* indexed by number */
	uint32_t count, room;
	bool failed; /* memory ran out */
};

void vocabulary_init(struct vocabulary *vocabulary);
void vocabulary_release(struct vocabulary *vocabulary);

/* Returns the number of the word, adding a copy if it is new. Numbers count up from 0. If memory ran out, failed is set
 * and the number is meaningless. */
uint32_t vocabulary_number(struct vocabulary *vocabulary, struct str word);

#endif
