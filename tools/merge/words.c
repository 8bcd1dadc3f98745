#include "merge/words.h"

#include "base/hash.h"

struct str words_next(struct str *text)
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
	for (struct str word; (word = words_next(&text)).len; first = false) {
		if (!first)
			buf_char(out, ' ');
		buf_str(out, word);
	}
}

bool words_equal(struct str a, struct str b)
{
	for (;;) {
		struct str one = words_next(&a), other = words_next(&b);
		if (!str_equal(one, other))
			return false;
		if (!one.len)
			return true;
	}
}

uint64_t words_hash(struct str text)
{
	uint64_t hash = HASH_KEY;
	for (struct str word; (word = words_next(&text)).len;)
		hash = hash_of(word, hash * HASH_KEY + word.len);
	return hash;
}
