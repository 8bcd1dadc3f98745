#include "check/spelling/near_words.h"

#include "base/hash.h"
#include "base/nearest.h"

#include <stdlib.h>

enum { LETTERS_MOST = 30, MARKS = 16 /* for each chain */ };

bool near_words_init(struct near_words *set, size_t room)
{
	memset(set, 0, sizeof(*set));
	set->room = room < UINT32_MAX / 8 ? (uint32_t)room : UINT32_MAX / 8;
	for (set->chains = 64; set->chains < 4 * set->room;)
		set->chains *= 2;
	set->words = malloc((set->room + 1) * sizeof(*set->words));
	set->heads = calloc(set->chains, sizeof(*set->heads));
	set->links = malloc(((size_t)set->room + 1) * NEAR_PARTS * sizeof(*set->links));
	set->marks = calloc(set->chains * MARKS / 64, sizeof(*set->marks));
	return set->words && set->heads && set->links && set->marks;
}

void near_words_release(struct near_words *set)
{
	free(set->words);
	free(set->heads);
	free(set->links);
	free(set->marks);
}

/* The part of a word that a near one of len letters would share with it. */
static struct str part_of(struct str word, enum near_words_part part, size_t len)
{
	size_t half = part == NEAR_FIRST_HALF ? len / 2 : len - len / 2 - 1;
	if (part == NEAR_WHOLE || half >= word.len)
		return word;
	return (struct str){ part == NEAR_FIRST_HALF ? word.at : word.at + word.len - half, half };
}

static uint32_t hash_part(struct str shared, enum near_words_part part, size_t len)
{
	return (uint32_t)((hash_of(shared, HASH_KEY) ^ (len * NEAR_PARTS + part)) * HASH_KEY >> 32);
}

/* The first entry from this one on, as in heads, of a part with that hash; 0 if there is none. */
static uint32_t same_hash(const struct near_words *set, uint32_t entry, uint32_t hash)
{
	while (entry && set->links[entry - 1].hash != hash)
		entry = set->links[entry - 1].next;
	return entry;
}

static uint32_t first_entry(const struct near_words *set, uint32_t hash)
{
	uint32_t mark = hash & (set->chains * MARKS - 1);
	if (!(set->marks[mark / 64] >> mark % 64 & 1))
		return 0;
	return same_hash(set, set->heads[hash & (set->chains - 1)], hash);
}

static uint32_t next_entry(const struct near_words *set, uint32_t entry)
{
	return same_hash(set, set->links[entry - 1].next, set->links[entry - 1].hash);
}

void near_words_add(struct near_words *set, struct str word)
{
	bool long_enough = word.len >= NEAR_WORDS_LEAST && word.len <= LETTERS_MOST;
	enum near_words_part end = long_enough ? NEAR_PARTS : NEAR_FIRST_HALF;
	if (set->count == set->room)
		return;
	for (enum near_words_part part = NEAR_WHOLE; part < end; part++) {
		uint32_t entry = NEAR_PARTS * set->count + part;
		uint32_t hash = hash_part(part_of(word, part, word.len), part, word.len);
		uint32_t *head = &set->heads[hash & (set->chains - 1)], mark = hash & (set->chains * MARKS - 1);
		set->marks[mark / 64] |= UINT64_C(1) << mark % 64;
		set->links[entry] = (struct near_link){ hash, *head };
		*head = entry + 1;
	}
	set->words[set->count++] = word;
}

bool near_words_has(const struct near_words *set, struct str word)
{
	for (uint32_t entry = first_entry(set, hash_part(word, NEAR_WHOLE, word.len)); entry; entry = next_entry(set, entry))
		if ((entry - 1) % NEAR_PARTS == NEAR_WHOLE && str_equal(set->words[(entry - 1) / NEAR_PARTS], word))
			return true;
	return false;
}

/* Adds the words of len letters that share this part with the word and are one letter away from it. */
static size_t add_near(const struct near_words *set, struct str word, enum near_words_part part, size_t len,
		       struct str *near, size_t count, size_t max)
{
	struct str shared = part_of(word, part, len);
	uint32_t entry = first_entry(set, hash_part(shared, part, len));
	for (; entry && count < max; entry = next_entry(set, entry)) {
		struct str other = set->words[(entry - 1) / NEAR_PARTS];
		if ((entry - 1) % NEAR_PARTS != part || other.len != len ||
		    !str_equal(part_of(other, part, len), shared))
			continue;
		bool found = false;
		for (size_t i = 0; i < count && !found; i++)
			found = str_equal(near[i], other);
		if (!found && edit_distance(word, other, 1) == 1)
			near[count++] = other;
	}
	return count;
}

size_t near_words_find(const struct near_words *set, struct str word, struct str *near, size_t max)
{
	size_t count = 0;
	if (word.len < NEAR_WORDS_LEAST - 1 || word.len > LETTERS_MOST + 1)
		return 0;
	for (enum near_words_part part = NEAR_FIRST_HALF; part < NEAR_PARTS; part++)
		for (size_t len = word.len - 1; len <= word.len + 1; len++)
			count = add_near(set, word, part, len, near, count, max);
	return count;
}
