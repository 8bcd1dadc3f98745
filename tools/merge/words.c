#include "merge/words.h"

#include "base/hash.h"

/* Removes the next word from text; empty at its end. */
static struct str next_word(struct str *text)
{
	size_t start = 0;
	while (start < text->len && ascii_is_space(text->at[start]))
		start++;
	size_t end = start;
	while (end < text->len && !ascii_is_space(text->at[end]))
		end++;
	struct str word = { text->at + start, end - start };
	*text = (struct str){ text->at + end, text->len - end };
	return word;
}

void words_collapse(struct buf *out, struct str text)
{
	bool first = true;
	for (struct str word; (word = next_word(&text)).len; first = false) {
		if (!first)
			buf_char(out, ' ');
		buf_str(out, word);
	}
}

bool words_equal(struct str a, struct str b)
{
	for (;;) {
		struct str one = next_word(&a), other = next_word(&b);
		if (!str_equal(one, other))
			return false;
		if (!one.len)
			return true;
	}
}

uint64_t words_hash(struct str text)
{
	uint64_t hash = HASH_KEY;
	for (struct str word; (word = next_word(&text)).len;)
		hash = hash_of(word, hash * HASH_KEY + word.len);
	return hash;
}
