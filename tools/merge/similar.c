#include "merge/similar.h"

#include "base/hash.h"

#include <stdlib.h>

static int by_hash(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
	return (one > other) - (one < other);
}

static bool is_end(char c)
{
	return ascii_is_space(c) || c == '<' || c == '>';
}

static bool is_punctuation(char c)
{
	return (unsigned char)c < 0x80 && !ascii_is_alphanumeric(c);
}

/* Removes the next word from text and returns it, without punctuation at its ends; empty at the end. The names of
 * elements are none: short texts would be similar for their sake. Attributes are. */
static struct str next_word(struct str *text)
{
	struct str word = STR("");
	while (text->len && !word.len) {
		bool tag = *text->at == '<';
		size_t start = is_end(*text->at), end = start;
		while (end < text->len && !is_end(text->at[end]))
			end++;
		word = (struct str){ text->at + start, tag ? 0 : end - start };
		*text = (struct str){ text->at + end, text->len - end };
		for (; word.len && is_punctuation(*word.at); word.len--)
			word.at++;
		while (word.len && is_punctuation(word.at[word.len - 1]))
			word.len--;
	}
	return word;
}

bool similar_read(struct arena *arena, struct str text, struct similar_words *words)
{
	size_t count = 0;
	struct str rest = text;
	while (count < SIMILAR_WORDS_MAX && next_word(&rest).len)
		count++;
	*words = (struct similar_words){ arena_alloc(arena, (count + 1) * sizeof(*words->hashes)), count };
	if (!words->hashes)
		return false;
	for (size_t i = 0; i < count; i++)
		words->hashes[i] = hash_of(next_word(&text), HASH_KEY);
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
