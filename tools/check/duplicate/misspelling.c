#include "check/duplicate/misspelling.h"

#include "check/duplicate/word_form.h"

#include <stdlib.h>

enum {
	SHORTEST = 6, /* bytes of a word that may be misspelled */
	LONGEST = 24,
	RARE = 3,     /* a word that occurs more often is no misspelling */
	NEXT_MAX = 16, /* words with a common remainder that a word is compared with */
};

/* A word without one of its letters. */
struct remainder {
	uint32_t hash, word;
};

static int in_order(const void *a, const void *b)
{
	const struct remainder *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->word > y->word) - (x->word < y->word);
}

static uint32_t hash_without(struct str word, size_t left_out)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < word.len; i++)
		if (i != left_out)
			hash = (hash ^ (unsigned char)word.at[i]) * 16777619u;
	return hash;
}

static bool takes_part(struct str word)
{
	for (size_t i = 0; i < word.len && i < LONGEST; i++)
		if (word.at[i] < 'a' || word.at[i] > 'z')
			return false;
	return word.len >= SHORTEST && word.len <= LONGEST;
}

/* Lists the remainders of all words, and the words themselves; NULL if memory ran out. */
static struct remainder *list_remainders(const struct vocabulary *vocabulary, size_t *count)
{
	size_t room = 0, used = 0;
	for (uint32_t i = 0; i < vocabulary->count; i++)
		room += takes_part(vocabulary->words[i]) ? vocabulary->words[i].len + 1 : 0;
	struct remainder *all = malloc((room + 1) * sizeof(*all));
	for (uint32_t i = 0; all && i < vocabulary->count; i++)
		for (size_t j = 0; takes_part(vocabulary->words[i]) && j <= vocabulary->words[i].len; j++)
			all[used++] = (struct remainder){ hash_without(vocabulary->words[i], j), i };
	*count = used;
	return all;
}

/* Whether a is the word that was meant by b. Words that are equally frequent are put in the order of the alphabet. */
static bool is_meant(const struct vocabulary *vocabulary, const uint32_t *counts, uint32_t a, uint32_t b)
{
	if (counts[a] != counts[b])
		return counts[a] > counts[b];
	return str_compare(vocabulary->words[a], vocabulary->words[b]) < 0;
}

static void compare(const struct vocabulary *vocabulary, const uint32_t *counts, const struct map *known, uint32_t *meant,
		    uint32_t a, uint32_t b)
{
	uint32_t right = is_meant(vocabulary, counts, a, b) ? a : b, wrong = right == a ? b : a;
	if (counts[wrong] > RARE || !word_is_misspelled(vocabulary->words[a], vocabulary->words[b]) ||
	    (map_get(known, vocabulary->words[a]) && map_get(known, vocabulary->words[b])))
		return;
	if (meant[wrong] == wrong || is_meant(vocabulary, counts, right, meant[wrong]))
		meant[wrong] = right;
}

uint32_t *misspelling_find(const struct vocabulary *vocabulary, const uint32_t *counts, const struct map *known)
{
	size_t count = 0;
	struct remainder *all = list_remainders(vocabulary, &count);
	uint32_t *meant = malloc(((size_t)vocabulary->count + 1) * sizeof(*meant));
	if (!all || !meant) {
		free(all);
		free(meant);
		return NULL;
	}
	for (uint32_t i = 0; i < vocabulary->count; i++)
		meant[i] = i;
	if (count)
		qsort(all, count, sizeof(*all), in_order);
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count && j - i <= NEXT_MAX && all[j].hash == all[i].hash; j++)
			if (all[i].word != all[j].word)
				compare(vocabulary, counts, known, meant, all[i].word, all[j].word);
	free(all);
	return meant;
}
