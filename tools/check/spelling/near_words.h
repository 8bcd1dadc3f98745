/* A set of words in lower case that finds those one letter away from a word: with a letter missing, added, replaced, or
 * swapped with its neighbour. Constant once made, so that threads may share it. */
#ifndef CHECK_SPELLING_NEAR_WORDS_H
#define CHECK_SPELLING_NEAR_WORDS_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

/* Too many words are near a shorter one. */
enum { NEAR_WORDS_LEAST = 7 };

/* Words are found by themselves and by either half, of which one stays when a letter changes. The letter in the middle
 * belongs to neither half, since it may be swapped with its neighbour in the first one. */
enum near_words_part { NEAR_WHOLE, NEAR_FIRST_HALF, NEAR_LAST_HALF, NEAR_PARTS };

struct near_words {
	struct str *words;
	uint32_t count, room;
	uint32_t *heads, chains; /* by the hash of a part: 1 + NEAR_PARTS * number of the word + part; a power of two */
	uint64_t *marks; /* a bit for each hash of a part, so few that they stay in the processor's cache: most have none */
	struct near_link {
		uint32_t hash, next; /* of the part, and as in heads */
	} *links;
};

/* Makes room for so many words. False if memory ran out; release the set even then. */
bool near_words_init(struct near_words *set, size_t room) MUST_CHECK;
void near_words_release(struct near_words *set);
/* Adds a word, whose bytes are borrowed, and which can be found as near if it is long enough. There must be room. */
void near_words_add(struct near_words *set, struct str word);

bool near_words_has(const struct near_words *set, struct str word);
/* Finds the words near word, at most max of them. Returns how many there are. */
size_t near_words_find(const struct near_words *set, struct str word, struct str *near, size_t max);

#endif
