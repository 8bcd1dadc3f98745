#include "check/duplicate/contrast.h"
#include "check/duplicate/contrast_words.h"

#include <stdlib.h>

struct maker {
	uint32_t *kinds;
	struct map first; /* key to the index in kinds of the first word that has it */
	struct arena keys;
};

/* The representative of the word's kind (union-find, with path compression). */
static uint32_t root_of(uint32_t *kinds, uint32_t word)
{
	while (kinds[word] != word) {
		kinds[word] = kinds[kinds[word]];
		word = kinds[word];
	}
	return word;
}

static void join_synonyms(void *context, struct str a, struct str b)
{
	struct maker *maker = context;
	char key[WORD_KEY];
	const uint32_t *one = map_get(&maker->first, (struct str){ key, word_key(key, a) });
	const uint32_t *other = map_get(&maker->first, (struct str){ key, word_key(key, b) });
	if (one && other)
		maker->kinds[root_of(maker->kinds, *other)] = root_of(maker->kinds, *one);
}

static bool put_word(struct maker *maker, uint32_t word, struct str text)
{
	char key[WORD_KEY];
	size_t len = word_key(key, text);
	const uint32_t *known = map_get(&maker->first, (struct str){ key, len });
	maker->kinds[word] = known ? *known : word;
	if (known)
		return true;
	const char *kept = arena_copy(&maker->keys, key, len);
	void **slot = kept ? map_put(&maker->first, (struct str){ kept, len }) : NULL;
	if (slot)
		*slot = &maker->kinds[word];
	return slot != NULL;
}

uint32_t *contrast_kinds(const struct vocabulary *vocabulary, const unsigned char *classes)
{
	struct maker maker = { .kinds = malloc(((size_t)vocabulary->count + 1) * sizeof(*maker.kinds)) };
	map_init(&maker.first);
	arena_init(&maker.keys);
	bool good = maker.kinds != NULL;
	for (uint32_t i = 0; good && i < vocabulary->count; i++) {
		maker.kinds[i] = JOIN_NO_KIND;
		if (classes[i] == WORD_CONTENT)
			good = put_word(&maker, i, vocabulary->words[i]);
	}
	if (good)
		words_each_synonym(join_synonyms, &maker);
	for (uint32_t i = 0; good && i < vocabulary->count; i++)
		if (maker.kinds[i] != JOIN_NO_KIND)
			maker.kinds[i] = root_of(maker.kinds, i);
	map_release(&maker.first);
	arena_release(&maker.keys);
	if (good)
		return maker.kinds;
	free(maker.kinds);
	return NULL;
}
