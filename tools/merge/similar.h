/* How similar two texts are. */
#ifndef MERGE_SIMILAR_H
#define MERGE_SIMILAR_H

#include "merge/piece.h"

#include <stdint.h>

/* The words of a text, and the attributes of its tags, as sorted hashes. */
struct similar_words {
	uint64_t *hashes;
	size_t count;
};

/* At most so many words are read; more would say no more. */
enum { SIMILAR_WORDS_MAX = 1000 };

enum {
	SIMILAR_LEAST = 50,	/* percent, of pieces that are probably versions of each other */
	SIMILAR_REWRITTEN = 20, /* of pieces that may be; most paragraphs of a lesson have less in common */
	SIMILAR_COUNT_MAX = 50, /* among more pieces, none are looked for */
};

/* The arena owns the hashes. False if memory ran out. */
bool similar_read(struct arena *arena, struct str text, struct similar_words *words) MUST_CHECK;
/* The same for the texts of several pieces. */
bool similar_read_all(struct arena *arena, struct merge_piece *const *pieces, size_t count,
		      struct similar_words *words) MUST_CHECK;
/* The number of words that both have, in percent of the mean of theirs. */
unsigned similar_percent(const struct similar_words *a, const struct similar_words *b);

#endif
