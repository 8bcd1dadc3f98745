#include "merge/similar.h"

#include "base/hash.h"
#include "merge/words.h"

#include <stdlib.h>

static int by_hash(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
	return (one > other) - (one < other);
}

bool similar_read(struct arena *arena, struct str text, struct similar_words *words)
{
	size_t count = 0;
	struct str rest = text;
	while (count < SIMILAR_WORDS_MAX && words_next(&rest).len)
		count++;
	*words = (struct similar_words){ arena_alloc(arena, (count + 1) * sizeof(*words->hashes)), count };
	if (!words->hashes)
		return false;
	for (size_t i = 0; i < count; i++)
		words->hashes[i] = hash_of(words_next(&text), HASH_KEY);
	qsort(words->hashes, count, sizeof(*words->hashes), by_hash);
	return true;
}

bool similar_read_all(struct arena *arena, struct merge_piece *const *pieces, size_t count, struct similar_words *words)
{
	for (size_t i = 0; i < count; i++)
		if (!similar_read(arena, pieces[i]->text, &words[i]))
			return false;
	return true;
}

unsigned similar_percent(const struct similar_words *a, const struct similar_words *b)
{
	size_t shared = 0, sum = a->count + b->count;
	for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
		int order = by_hash(&a->hashes[i], &b->hashes[j]);
		shared += order == 0;
		i += order <= 0;
		j += order >= 0;
	}
	return sum ? (unsigned)(200 * shared / sum) : 100;
}
