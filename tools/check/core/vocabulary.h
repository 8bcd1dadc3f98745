/* Words under numbers, so that texts are compared by numbers: equal words have equal numbers, and others
 * never do. */
#ifndef CHECK_CORE_VOCABULARY_H
#define CHECK_CORE_VOCABULARY_H

#include "base/arena.h"
#include "base/map.h"

struct vocabulary {
	struct map numbers;
	struct arena arena; /* owns the words */
	struct str *words;  /* by number */
	uint32_t count, room;
	bool failed; /* memory ran out */
};

void vocabulary_init(struct vocabulary *vocabulary);
void vocabulary_release(struct vocabulary *vocabulary);

/* The number of the word, which is copied where it is new. Numbers rise from 0. Where memory runs out,
 * failed is set and the number means nothing. */
uint32_t vocabulary_number(struct vocabulary *vocabulary, struct str word);

#endif
