#include "check/core/fold_words.h"

#include "base/ascii.h"

#include <endian.h>

/* Whether a word that is certainly not paired begins at offset. */
static bool starts_plain_word(struct str text, size_t offset)
{
	return offset + 1 < text.len && ascii_is_alphanumeric(text.at[offset]) &&
	       (text.at[offset] | 0x20) != (text.at[offset + 1] | 0x20);
}

/* The highest bit of each of eight bytes that is not 0. */
static uint64_t any_bits(uint64_t eight)
{
	const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
	return (((eight & low) + low) | eight) & ~low;
}

size_t fold_words(char *out, struct str text, size_t offset)
{
	const uint64_t each = UINT64_C(0x0101010101010101), high = 0x80 * each, lower = 0x20 * each;
	size_t end = offset;
	for (uint64_t at[3], good; end + sizeof(*at) + 2 <= text.len; end += sizeof(*at)) {
		memcpy(&at[0], text.at + end, sizeof(*at));
		memcpy(&at[1], text.at + end + 1, sizeof(*at));
		memcpy(&at[2], text.at + end + 2, sizeof(*at));
		/* Digits and spaces already have the bit that makes letters small. */
		uint64_t folded = at[0] | lower, starts = any_bits((at[1] | lower) ^ (at[2] | lower));
		memcpy(out + (end - offset), &folded, sizeof(folded));
		good = ascii_alphanumeric_bits(at[0]) |
		       (~any_bits(at[0] ^ lower) & ascii_alphanumeric_bits(at[1]) & starts);
		if (~good & high)
			return end - offset + (size_t)__builtin_ctzll(le64toh(~good & high)) / 8;
	}
	for (; end < text.len; end++) {
		bool space = text.at[end] == ' ' && starts_plain_word(text, end + 1);
		if (!space && !ascii_is_alphanumeric(text.at[end]))
			break;
		out[end - offset] = (char)(text.at[end] | 0x20);
	}
	return end - offset;
}

size_t fold_gap(struct str text, size_t offset)
{
	if (offset + 2 >= text.len || !starts_plain_word(text, offset + 2))
		return 0;
	char first = text.at[offset], second = text.at[offset + 1];
	return (second == ' ' && first && strchr(",.;:?!)", first)) || (first == ' ' && second == '(') ? 2 : 0;
}
