#include "check/duplicate/contrast_side.h"

enum {
	LETTERS_MIN = 2, /* of an abbreviation */
	LETTERS_MAX = 6,
	LETTERS_LONG = 3,   /* of the abbreviation of a single word */
	TIMES_LONGER = 3,   /* such a word is at least */
	WORDS_JUDGED = 100, /* longer sides are not searched */
};

/* The Latin letters of a word that counts and only this side has; empty for another word. */
static struct str letters_at(const struct contrast *contrast, const struct contrast_side *side, uint32_t at)
{
	uint32_t concept = at < side->run.count ? side->run.words[at] : UINT32_MAX;
	if (concept == UINT32_MAX || !counts(contrast, concept) || (contrast->seen[concept] & side->other))
		return STR_NONE;
	struct str name = concept_name(contrast->concepts, concept);
	return name.len && name.at[0] >= 'a' && name.at[0] <= 'z' ? name : STR_NONE;
}

/* The number of words from at that the letters abbreviate: the first letter of each, and more of its letters in order if the
 * next word does not begin with them. 0 if they abbreviate something else. */
static uint32_t words_for(const struct contrast *contrast, const struct contrast_side *side, uint32_t at,
			  struct str letters)
{
	size_t used = 0;
	uint32_t end = at;
	while (used < letters.len) {
		struct str word = letters_at(contrast, side, end++), next = letters_at(contrast, side, end);
		if (!word.len || word.at[0] != letters.at[used])
			return 0;
		used++;
		for (size_t i = 1; i < word.len && used < letters.len && !(next.len && next.at[0] == letters.at[used]);
		     i++)
			used += word.at[i] == letters.at[used];
	}
	bool single = end == at + 1;
	bool enough = letters.len >= LETTERS_LONG && letters_at(contrast, side, at).len >= TIMES_LONGER * letters.len;
	return single && !enough ? 0 : end - at;
}

static void match(const struct contrast *contrast, const struct contrast_side *side, const struct contrast_side *other)
{
	for (uint32_t i = 0; i < side->run.count; i++) {
		struct str letters = letters_at(contrast, side, i);
		if (letters.len < LETTERS_MIN || letters.len > LETTERS_MAX ||
		    class_at(contrast, side, i) != WORD_CONTENT)
			continue;
		uint32_t at = 0, words = 0;
		while (at < other->run.count && !(words = words_for(contrast, other, at, letters)))
			at++;
		if (words)
			contrast->seen[side->run.words[i]] |= other->here;
		for (uint32_t j = at; j < at + words; j++)
			contrast->seen[other->run.words[j]] |= side->here;
	}
}

void contrast_match_initials(const struct contrast *contrast, const struct contrast_side *a,
			     const struct contrast_side *b)
{
	if (a->run.count > WORDS_JUDGED || b->run.count > WORDS_JUDGED)
		return;
	match(contrast, a, b);
	match(contrast, b, a);
}
