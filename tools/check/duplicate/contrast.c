#include "check/duplicate/contrast.h"

#include "check/duplicate/contrast_words.h"

#include <stdlib.h>

enum {
	SHORT = 25,	  /* words; in a longer text, such as a case, an additional detail does not change the
	                   * question */
	LEFT_JUDGED = 24, /* remaining words on a side; texts with more are not that similar */
};

unsigned char *contrast_classes(const struct vocabulary *vocabulary)
{
	struct map known;
	unsigned char *classes = malloc((size_t)vocabulary->count + 1);
	if (!classes || !word_classes_init(&known)) {
		free(classes);
		return NULL;
	}
	for (uint32_t i = 0; i < vocabulary->count; i++)
		classes[i] = (unsigned char)word_class_of(&known, vocabulary->words[i]);
	map_release(&known);
	return classes;
}

bool contrast_decides(unsigned char class)
{
	return class == WORD_DECIDES;
}

bool contrast_is_part(unsigned char class)
{
	return class == WORD_PART;
}

bool contrast_init(struct contrast *contrast, const struct vocabulary *vocabulary, const unsigned char *classes,
		   const uint32_t *kinds)
{
	*contrast = (struct contrast){ .vocabulary = vocabulary, .classes = classes, .kinds = kinds };
	contrast->balance = calloc((size_t)vocabulary->count + 1, sizeof(*contrast->balance));
	return contrast->balance != NULL;
}

void contrast_release(struct contrast *contrast)
{
	free(contrast->balance);
	free(contrast->left);
	free(contrast->kept);
	*contrast = (struct contrast){ .vocabulary = NULL };
}

static bool make_room(struct contrast *contrast, size_t words)
{
	if (words <= contrast->room)
		return true;
	uint32_t *left = realloc(contrast->left, 2 * words * sizeof(*left));
	if (left) {
		contrast->left = left;
		uint32_t *kept = realloc(contrast->kept, 2 * words * sizeof(*kept));
		if (kept) {
			contrast->kept = kept;
			contrast->room = 2 * words;
			return true;
		}
	}
	contrast->failed = true;
	return false;
}

/* A text, split into the words that the other one has too and the rest. */
struct side {
	struct word_run run;
	uint32_t *kept; /* the common words, in order */
	uint32_t *left; /* positions of the other words in the run, ascending */
	uint32_t kept_count, left_count;
};

/* sign is 1 for the text whose words raised the balance, -1 for the other. */
static void split(struct contrast *contrast, struct side *side, int32_t sign)
{
	/* Of a repeated word, the last occurrences remain. */
	uint32_t end = side->run.count, kept = end, left = end;
	for (uint32_t i = end; i-- > 0;) {
		uint32_t word = side->run.words[i];
		if (contrast->balance[word] * sign > 0) {
			contrast->balance[word] -= sign;
			side->left[--left] = i;
		} else {
			side->kept[--kept] = word;
		}
	}
	side->kept += kept;
	side->left += left;
	side->kept_count = end - kept;
	side->left_count = end - left;
}

static unsigned class_at(const struct contrast *contrast, const struct side *side, uint32_t location)
{
	return contrast->classes[side->run.words[location]];
}

static bool are_one(const struct contrast *contrast, uint32_t a, uint32_t b)
{
	const struct str *words = contrast->vocabulary->words;
	return contrast->kinds[a] == contrast->kinds[b] && words_are_one(words[a], words[b]);
}

static bool any_left(const struct contrast *contrast, const struct side *side, unsigned class)
{
	for (uint32_t i = 0; i < side->left_count; i++)
		if (class_at(contrast, side, side->left[i]) == class)
			return true;
	return false;
}

/* Keeps in left only the words of the class. */
static void keep_class(const struct contrast *contrast, struct side *side, unsigned class)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < side->left_count; i++)
		if (class_at(contrast, side, side->left[i]) == class)
			side->left[count++] = side->left[i];
	side->left_count = count;
}

/* Removes words from both sides that are forms of each other. */
static void pair_forms(const struct contrast *contrast, struct side *a, struct side *b)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < a->left_count; i++) {
		uint32_t j = 0;
		while (j < b->left_count && !are_one(contrast, a->run.words[a->left[i]], b->run.words[b->left[j]]))
			j++;
		if (j == b->left_count) {
			a->left[count++] = a->left[i];
			continue;
		}
		memmove(b->left + j, b->left + j + 1, (b->left_count - j - 1) * sizeof(*b->left));
		b->left_count--;
	}
	a->left_count = count;
}

static bool is_left(const struct side *side, uint32_t location)
{
	for (uint32_t i = 0; i < side->left_count; i++)
		if (side->left[i] == location)
			return true;
	return false;
}

static bool is_small(unsigned class)
{
	return class == WORD_SMALL || class == WORD_PHRASE;
}

/* The nearest word before the position, or after it if step is 1, that is common to both and not a function word;
 * UINT32_MAX if there is none. */
static uint32_t neighbour(const struct contrast *contrast, const struct side *side, uint32_t location, int step)
{
	uint32_t i = location + (uint32_t)step;
	while (i < side->run.count && (is_left(side, i) || class_at(contrast, side, i) == WORD_SMALL))
		i += (uint32_t)step;
	return i < side->run.count ? side->run.words[i] : UINT32_MAX;
}

/* Whether a remaining content word of one side replaces a word of the other that matters only in contrast: term for
 * premature infant; common for rare cause. */
static bool replaces(const struct contrast *contrast, const struct side *a, const struct side *b)
{
	for (uint32_t i = 0; i < a->left_count; i++) {
		if (class_at(contrast, a, a->left[i]) != WORD_CONTENT)
			continue;
		uint32_t before = neighbour(contrast, a, a->left[i], -1), after = neighbour(contrast, a, a->left[i], 1);
		for (uint32_t j = 0; j < b->left_count; j++)
			if (class_at(contrast, b, b->left[j]) == WORD_PHRASE &&
			    neighbour(contrast, b, b->left[j], -1) == before && neighbour(contrast, b, b->left[j], 1) == after)
				return true;
	}
	return false;
}

/* Whether the remaining words of the only side that has any narrow the question: they follow "in", "during" … and
 * modify no common word. */
static bool narrows(const struct contrast *contrast, const struct side *side)
{
	if (side->run.count >= SHORT)
		return false;
	for (uint32_t i = 0; i < side->left_count; i++) {
		uint32_t from = side->left[i], to = from + 1;
		while (to < side->run.count && is_left(side, to))
			to++;
		if (to < side->run.count && !is_small(class_at(contrast, side, to)) &&
		    class_at(contrast, side, to) != WORD_QUALIFIER)
			continue;
		while (from > 0 && (is_left(side, from - 1) || is_small(class_at(contrast, side, from - 1))))
			from--;
		if (from > 0 && class_at(contrast, side, from - 1) == WORD_QUALIFIER)
			return true;
	}
	return false;
}

/* Only content words have an order; moves their numbers to the front. */
static uint32_t drop_small(const struct contrast *contrast, uint32_t *words, uint32_t count)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < count; i++)
		if (!is_small(contrast->classes[words[i]]))
			words[kept++] = words[i];
	return kept;
}

static bool equal(const uint32_t *a, const uint32_t *b, uint32_t count)
{
	return count == 0 || memcmp(a, b, count * sizeof(*a)) == 0;
}

/* Whether two runs of the same words have the same order, except that two adjacent blocks may be swapped. */
static bool same_order(const uint32_t *a, const uint32_t *b, uint32_t count)
{
	while (count && *a == *b) {
		a++;
		b++;
		count--;
	}
	while (count && a[count - 1] == b[count - 1])
		count--;
	for (uint32_t i = 1; i < count; i++)
		if (a[i] == b[0] && equal(a + i, b, count - i) && equal(a, b + count - i, i))
			return true;
	return count == 0;
}

static bool holds_run(struct word_run run, const uint32_t *words, uint32_t count)
{
	for (uint32_t i = 0; i + count <= run.count; i++)
		if (equal(run.words + i, words, count))
			return true;
	return false;
}

/* Whether remaining parts of words make another word: they replace something, or the other side does not have them
 * elsewhere in the same order. */
static bool adds_parts(const struct contrast *contrast, const struct side *side, const struct side *other)
{
	if (any_left(contrast, side, WORD_PART) &&
	    (any_left(contrast, other, WORD_PART) || any_left(contrast, other, WORD_CONTENT)))
		return true;
	for (uint32_t i = 0; i < side->left_count; i++) {
		uint32_t from = side->left[i], to = from + 1;
		if (class_at(contrast, side, from) != WORD_PART || (from > 0 && is_left(side, from - 1) &&
								  class_at(contrast, side, from - 1) == WORD_PART))
			continue;
		while (to < side->run.count && is_left(side, to) && class_at(contrast, side, to) == WORD_PART)
			to++;
		if (!holds_run(other->run, side->run.words + from, to - from))
			return true;
	}
	return false;
}

static bool differs(struct contrast *contrast, struct side *a, struct side *b)
{
	if (any_left(contrast, a, WORD_DECIDES) || any_left(contrast, b, WORD_DECIDES))
		return true;
	if (replaces(contrast, a, b) || replaces(contrast, b, a) || adds_parts(contrast, a, b) || adds_parts(contrast, b, a))
		return true;
	keep_class(contrast, a, WORD_CONTENT);
	keep_class(contrast, b, WORD_CONTENT);
	if (a->left_count > LEFT_JUDGED || b->left_count > LEFT_JUDGED)
		return true;
	pair_forms(contrast, a, b);
	if ((a->left_count && b->left_count) || narrows(contrast, a) || narrows(contrast, b))
		return true;
	if (same_order(a->kept, b->kept, a->kept_count))
		return false;
	uint32_t count = drop_small(contrast, a->kept, a->kept_count);
	return count != drop_small(contrast, b->kept, b->kept_count) || !equal(a->kept, b->kept, count);
}

bool contrast_found(struct contrast *contrast, struct word_run a, struct word_run b)
{
	if (!make_room(contrast, (size_t)a.count + b.count))
		return true;
	for (uint32_t i = 0; i < a.count; i++)
		contrast->balance[a.words[i]]++;
	for (uint32_t i = 0; i < b.count; i++)
		contrast->balance[b.words[i]]--;
	struct side x = { .run = a, .kept = contrast->kept, .left = contrast->left };
	struct side y = { .run = b, .kept = contrast->kept + a.count, .left = contrast->left + a.count };
	/* This resets the balance to 0. */
	split(contrast, &x, 1);
	split(contrast, &y, -1);
	return differs(contrast, &x, &y);
}

uint32_t contrast_common(struct contrast *contrast, struct word_run a, struct word_run b)
{
	uint32_t common = 0;
	for (uint32_t i = 0; i < a.count; i++)
		contrast->balance[a.words[i]]++;
	for (uint32_t i = 0; i < b.count; i++)
		common += contrast->balance[b.words[i]]-- > 0;
	for (uint32_t i = 0; i < a.count; i++)
		contrast->balance[a.words[i]] = 0;
	for (uint32_t i = 0; i < b.count; i++)
		contrast->balance[b.words[i]] = 0;
	return common;
}
