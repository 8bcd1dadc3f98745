#include "check/custom_filter.h"

static unsigned lower(unsigned char byte)
{
	return byte >= 'A' && byte <= 'Z' ? byte + 32u : byte;
}

static unsigned hash_of(unsigned a, unsigned b, unsigned c)
{
	return ((a << 16 | b << 8 | c) * 2654435761u) >> 16;
}

static void set(uint64_t *bits, unsigned at)
{
	bits[at >> 6] |= UINT64_C(1) << (at & 63);
}

static bool has(const uint64_t *bits, unsigned at)
{
	return bits[at >> 6] >> (at & 63) & 1;
}

static void note(struct grams *grams, unsigned *a, unsigned *b, unsigned c)
{
	set(grams->one, c);
	set(grams->two, *b << 8 | c);
	set(grams->three, hash_of(*a, *b, c));
	*a = *b;
	*b = c;
}

void grams_note(struct grams *grams, struct str text)
{
	*grams = (struct grams){ .one = { 0 } };
	unsigned a = 0, b = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		note(grams, &a, &b, lower(byte));
		if (byte < 0xc0)
			continue;
		/* The two characters whose lower case, or upper case, is an ASCII letter. */
		struct str rest = { text.at + i, text.len - i };
		unsigned letter = str_starts(rest, "\xe2\x84\xaa") ? 'k' : str_starts(rest, "\xc5\xbf") ? 's' : 0;
		if (!letter)
			continue;
		/* What may match it, whatever stands around it. */
		for (unsigned other = 0; other < 256; other++) {
			set(grams->two, other << 8 | letter);
			set(grams->two, letter << 8 | other);
		}
		set(grams->one, letter);
		memset(grams->three, 0xff, sizeof(grams->three));
	}
}

static bool allows(const struct grams *grams, const struct needed_word *word)
{
	const unsigned char *at = (const unsigned char *)word->at;
	if (word->len == 1)
		return has(grams->one, at[0]);
	if (word->len == 2)
		return has(grams->two, (unsigned)at[0] << 8 | at[1]);
	for (unsigned i = 2; i < word->len; i++)
		if (!has(grams->three, hash_of(at[i - 2], at[i - 1], at[i])))
			return false;
	return true;
}

bool grams_allow(const struct grams *grams, const struct needed_words *words)
{
	for (unsigned i = 0; i < words->count; i++)
		if (allows(grams, &words->word[i]))
			return true;
	return words->count == 0;
}
