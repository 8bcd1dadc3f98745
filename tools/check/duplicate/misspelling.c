#include "check/duplicate/misspelling.h"

#include "base/hash.h"
#include "check/duplicate/word_form.h"

#include <stdlib.h>

enum {
	SHORTEST = 6, /* bytes of a word that may be misspelled */
	LONGEST = 24,
	RARE = 3,     /* a word that occurs more often is no misspelling */
	NEXT_MAX = 16, /* words with a common remainder that a word is compared with */
};

/* A word without one of its letters, or the word itself, in a chain of those with similar hashes. */
struct remainder {
	uint32_t hash, word;
	uint32_t next; /* 1 + the one before; 0 at the end */
};

struct remainders {
	struct remainder *all;
	uint32_t *heads, count;
	uint64_t key;
	unsigned shift; /* of a hash of 64 bits, to a number of heads */
};

/* Compares words; see misspelling_find. */
struct word_comparison {
	const struct vocabulary *vocabulary;
	const uint32_t *counts;
	const struct listed *listed;
	uint32_t *meant;
};

/* Whether a is the word that was meant by b. Words that are equally frequent are put in the order of the alphabet. */
static bool is_meant(const struct word_comparison *with, uint32_t a, uint32_t b)
{
	if (with->counts[a] != with->counts[b])
		return with->counts[a] > with->counts[b];
	return str_compare(with->vocabulary->words[a], with->vocabulary->words[b]) < 0;
}

static void compare(const struct word_comparison *with, uint32_t a, uint32_t b)
{
	uint32_t right = is_meant(with, a, b) ? a : b, wrong = right == a ? b : a, *meant = with->meant;
	struct str one = with->vocabulary->words[a], other = with->vocabulary->words[b];
	if (with->counts[wrong] > RARE || !word_is_misspelled(one, other) ||
	    (listed_is_known(with->listed, one) && listed_is_known(with->listed, other)))
		return;
	if (meant[wrong] == wrong || is_meant(with, right, meant[wrong]))
		meant[wrong] = right;
}

static bool takes_part(struct str word)
{
	for (size_t i = 0; i < word.len && i < LONGEST; i++)
		if (word.at[i] < 'a' || word.at[i] > 'z')
			return false;
	return word.len >= SHORTEST && word.len <= LONGEST;
}

static bool remainders_init(struct remainders *remainders, const struct vocabulary *vocabulary)
{
	size_t room = 1;
	for (uint32_t i = 0; i < vocabulary->count; i++)
		room += takes_part(vocabulary->words[i]) ? vocabulary->words[i].len + 1 : 0;
	*remainders = (struct remainders){ .key = hash_secret(), .shift = 63 };
	while (remainders->shift > 32 && UINT64_C(1) << (64 - remainders->shift) < room)
		remainders->shift--;
	remainders->all = room < UINT32_MAX ? malloc(room * sizeof(*remainders->all)) : NULL;
	remainders->heads = calloc((size_t)1 << (64 - remainders->shift), sizeof(*remainders->heads));
	return remainders->all && remainders->heads;
}

/* The hashes of the word without each of its letters, then that of the word. */
static void hash_remainders(struct str word, uint32_t hashes[LONGEST + 1])
{
	const uint32_t factor = 16777619u;
	uint32_t before = 0, after = 0, power = 1;
	for (size_t i = 0; i < word.len; i++) {
		hashes[i] = before;
		before = before * factor + (unsigned char)word.at[i];
	}
	hashes[word.len] = before;
	for (size_t i = word.len; i-- > 0;) {
		hashes[i] = hashes[i] * power + after;
		after += power * (unsigned char)word.at[i];
		power *= factor;
	}
}

/* Adds a remainder of the word, and compares the word with the last ones that have the same. */
static void add_remainder(struct remainders *remainders, const struct word_comparison *with, uint32_t hash, uint32_t word)
{
	uint32_t *head = &remainders->heads[hash * remainders->key >> remainders->shift];
	unsigned compared = 0;
	for (uint32_t at = *head; at && compared < NEXT_MAX; at = remainders->all[at - 1].next) {
		const struct remainder *other = &remainders->all[at - 1];
		compared += other->hash == hash;
		if (other->hash == hash && other->word != word)
			compare(with, other->word, word);
	}
	remainders->all[remainders->count] = (struct remainder){ hash, word, *head };
	*head = ++remainders->count;
}

uint32_t *misspelling_find(const struct vocabulary *vocabulary, const uint32_t *counts, const struct listed *listed)
{
	struct remainders remainders;
	uint32_t *meant = malloc(((size_t)vocabulary->count + 1) * sizeof(*meant));
	struct word_comparison with = { vocabulary, counts, listed, meant };
	bool good = remainders_init(&remainders, vocabulary) && meant;
	for (uint32_t i = 0; good && i < vocabulary->count; i++)
		meant[i] = i;
	for (uint32_t i = 0; good && i < vocabulary->count; i++) {
		struct str word = vocabulary->words[i];
		uint32_t hashes[LONGEST + 1];
		if (!takes_part(word))
			continue;
		hash_remainders(word, hashes);
		for (size_t j = 0; j <= word.len; j++)
			add_remainder(&remainders, &with, hashes[j], i);
	}
	free(remainders.all);
	free(remainders.heads);
	if (!good)
		free(meant);
	return good ? meant : NULL;
}
