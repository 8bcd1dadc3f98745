#include "base/ascii.h"
#include "check/custom/filter.h"

static unsigned hash_of(unsigned triple)
{
	return (triple * 2654435761u) >> 16;
}

static void set(uint64_t *bits, unsigned at)
{
	bits[at >> 6] |= UINT64_C(1) << (at & 63);
}

static bool has(const uint64_t *bits, unsigned at)
{
	return bits[at >> 6] >> (at & 63) & 1;
}

void grams_note(struct grams *grams, struct str text, char *lower)
{
	memset(grams, 0, sizeof(*grams));
	for (size_t i = 0; i < text.len; i++)
		lower[i] = ascii_lower(text.at[i]);
	unsigned triple = 0;
	for (size_t i = 0; i < text.len; i++) {
		triple = (triple << 8 | (unsigned char)lower[i]) & 0xffffff;
		set(grams->three, hash_of(triple));
	}
	/* The non-ASCII characters whose lower or upper case is an ASCII letter: the Kelvin sign and the long s. */
	grams->odd = memmem(text.at, text.len, "\xe2\x84\xaa", 3) || memmem(text.at, text.len, "\xc5\xbf", 2);
}

static bool allows(const struct grams *grams, const struct needed_word *word)
{
	const unsigned char *at = (const unsigned char *)word->at;
	for (unsigned i = 2; i < word->len; i++)
		if (!has(grams->three, hash_of((unsigned)at[i - 2] << 16 | (unsigned)at[i - 1] << 8 | at[i])))
			return false;
	return true;
}

bool grams_allow(const struct grams *grams, const struct needed_words *words)
{
	for (unsigned i = 0; i < words->count; i++)
		if (allows(grams, &words->word[i]))
			return true;
	return words->count == 0 || grams->odd;
}
