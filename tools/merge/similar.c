#include "merge/similar.h"

#include "base/array.h"
#include "base/hash.h"
#include "merge/words.h"

#include <stdlib.h>

/* More words say no more. */
enum { WORDS_MAX = 1000 };

struct word_hashes {
	uint64_t *all;
	size_t count, room;
};

static int by_hash(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
	return (one > other) - (one < other);
}

static bool hash_words(struct word_hashes *hashes, struct str text)
{
	for (struct str word; (word = words_next(&text)).len && hashes->count < WORDS_MAX;) {
		uint64_t *grown = array_grow(hashes->all, hashes->count, &hashes->room, sizeof(*grown));
		if (!grown)
			return false;
		hashes->all = grown;
		grown[hashes->count++] = hash_of(word, HASH_KEY);
	}
	if (hashes->count)
		qsort(hashes->all, hashes->count, sizeof(*hashes->all), by_hash);
	return true;
}

bool similar_percent(struct str a, struct str b, unsigned *percent)
{
	struct word_hashes one = { .count = 0 }, other = { .count = 0 };
	bool good = hash_words(&one, a) && hash_words(&other, b);
	size_t shared = 0;
	for (size_t i = 0, j = 0; good && i < one.count && j < other.count;) {
		int order = by_hash(&one.all[i], &other.all[j]);
		shared += order == 0;
		i += order <= 0;
		j += order >= 0;
	}
	size_t sum = one.count + other.count;
	*percent = sum ? (unsigned)(200 * shared / sum) : 100;
	free(one.all);
	free(other.all);
	return good;
}
