#include "check/core/phrase.h"

#include <endian.h>
#include <stdint.h>

#include "base/ascii.h"

bool phrase_in_word_beyond_ascii(struct str text, size_t offset)
{
	/* Dashes, quotes, the ellipsis and spaces from U+2000 to U+203F separate words, and so do arrows, operators and other
	 * symbols from U+2180 to U+2BFF; all other characters belong to words. */
	size_t first = offset;
	while (first > 0 && ((unsigned char)text.at[first] & 0xc0) == 0x80)
		first--;
	if (text.len - first < 2 || (unsigned char)text.at[first] != 0xe2)
		return true;
	unsigned char second = (unsigned char)text.at[first + 1];
	return second != 0x80 && !(second >= 0x86 && second <= 0xaf);
}

size_t phrase_starts(struct str text, const char *phrase)
{
	size_t i = 0;
	for (const char *p = phrase; *p; p++) {
		if (*p == ' ') {
			if (i >= text.len || !ascii_is_space(text.at[i]))
				return 0;
			while (i < text.len && ascii_is_space(text.at[i]))
				i++;
		} else if (i >= text.len || ascii_lower(text.at[i++]) != *p) {
			return 0;
		}
	}
	return phrase_in_word(text, i) ? 0 : i;
}

size_t phrase_starts_any(struct str text, const char *const *phrases)
{
	char first = text.len ? ascii_lower(text.at[0]) : '\0', second = text.len > 1 ? ascii_lower(text.at[1]) : '\0';
	for (const char *phrase; (phrase = *phrases); phrases++) {
		/* Most begin with another letter. */
		if (phrase[0] != first)
			continue;
		size_t len = phrase[1] == second || phrase[1] <= ' ' ? phrase_starts(text, phrase) : 0;
		if (len)
			return len;
	}
	return 0;
}

size_t phrase_ends(struct str text, const char *phrase)
{
	size_t i = text.len;
	for (size_t p = strlen(phrase); p-- > 0;) {
		if (phrase[p] == ' ') {
			if (i == 0 || !ascii_is_space(text.at[i - 1]))
				return text.len;
			while (i > 0 && ascii_is_space(text.at[i - 1]))
				i--;
		} else if (i == 0 || ascii_lower(text.at[--i]) != phrase[p]) {
			return text.len;
		}
	}
	return i > 0 && phrase_in_word(text, i - 1) ? text.len : i;
}

size_t phrase_ends_any(struct str text, const char *const *phrases)
{
	size_t start = text.len;
	char last = text.len ? ascii_lower(text.at[text.len - 1]) : '\0';
	for (; *phrases && start == text.len; phrases++)
		if ((*phrases)[strlen(*phrases) - 1] == last)
			start = phrase_ends(text, *phrases);
	return start;
}

bool phrase_in_any(struct str text, const char *const *phrases)
{
	size_t at = 0;
	uint32_t firsts = 0; /* the low bits of the first letters; most words begin with another */
	struct str word;
	for (size_t i = 0; phrases[i]; i++)
		firsts |= UINT32_C(1) << (*phrases[i] & 31);
	while (phrase_next_word(text, &at, &word))
		if (firsts >> (*word.at & 31) & 1 && phrase_starts_any(phrase_after(text, (size_t)(word.at - text.at)), phrases))
			return true;
	return false;
}

bool phrase_next_word(struct str text, size_t *at, struct str *word)
{
	size_t start = *at;
	while (start < text.len && !phrase_in_word(text, start))
		start++;
	size_t end = start;
	while (phrase_in_word(text, end) ||
	       (end > start && end < text.len && (text.at[end] == '-' || text.at[end] == '\'') &&
		phrase_in_word(text, end + 1)))
		end++;
	*at = end;
	*word = (struct str){ text.at + start, end - start };
	return end > start;
}

size_t phrase_next_sign(struct str text, size_t offset)
{
	const uint64_t each = UINT64_C(0x0101010101010101), high = 0x80 * each;
	for (uint64_t eight; offset + sizeof(eight) <= text.len; offset += sizeof(eight)) {
		memcpy(&eight, text.at + offset, sizeof(eight));
		/* Those that are not a space: their difference from one is not 0. */
		uint64_t others = (((eight ^ ' ' * each) & ~high) + (high - each)) | eight;
		others &= ~ascii_alphanumeric_bits(eight) & high;
		if (others)
			return offset + (size_t)__builtin_ctzll(le64toh(others)) / 8;
	}
	while (offset < text.len && (text.at[offset] == ' ' || ascii_is_alphanumeric(text.at[offset])))
		offset++;
	return offset;
}

bool phrase_take(struct str *text, const char *const *phrases)
{
	size_t len = phrase_starts_any(*text, phrases);
	*text = str_trim(phrase_after(*text, len));
	return len > 0;
}

bool phrase_has_contracted_not(struct str text)
{
	return memmem(text.at, text.len, "n't", strlen("n't")) || memmem(text.at, text.len, "n’t", strlen("n’t"));
}

int phrase_order(const char *word, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = ascii_lower(text.at[i]);
		if (word[i] != c)
			return (unsigned char)word[i] < (unsigned char)c ? -1 : 1;
	}
	return word[text.len] ? 1 : 0;
}
