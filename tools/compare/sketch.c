#include "compare/sketch.h"

#include "base/utf8.h"

enum { BITS = 64 };

struct votes {
	int for_one[BITS];
	size_t features;
};

/* FNV-1a, then the finaliser of MurmurHash3, because its low bits alone are too similar. */
static uint64_t hash(struct str text)
{
	uint64_t value = 14695981039346656037u;
	for (size_t i = 0; i < text.len; i++)
		value = (value ^ (unsigned char)text.at[i]) * 1099511628211u;
	value = (value ^ value >> 33) * 0xff51afd7ed558ccdu;
	value = (value ^ value >> 33) * 0xc4ceb9fe1a85ec53u;
	return value ^ value >> 33;
}

static void vote(struct votes *votes, struct str feature)
{
	uint64_t value = hash(feature);
	for (unsigned bit = 0; bit < BITS; bit++)
		votes->for_one[bit] += value >> bit & 1 ? 1 : -1;
	votes->features++;
}

static void vote_words(struct votes *votes, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t start = at, end = at;
		while (at < text.len && utf8_is_word(utf8_next(text, &at)))
			end = at;
		if (end > start)
			vote(votes, (struct str){ text.at + start, end - start });
	}
}

uint64_t sketch_make(const struct record *record)
{
	struct votes votes = { .features = 0 };
	uint64_t sketch = 0;
	for (const struct record_line *line = record->lines; line; line = line->next) {
		if (strcmp(line->label, RECORD_PLACE) == 0)
			continue;
		if (record->kind == RECORD_LESSON)
			vote(&votes, line->text);
		else
			vote_words(&votes, line->text);
	}
	if (record->kind != RECORD_LESSON && votes.features < SKETCH_FEATURES_MIN)
		return 0;
	for (unsigned bit = 0; bit < BITS; bit++)
		sketch |= (uint64_t)(votes.for_one[bit] > 0) << bit;
	return sketch;
}

unsigned sketch_distance(uint64_t a, uint64_t b)
{
	return (unsigned)__builtin_popcountll(a ^ b);
}
