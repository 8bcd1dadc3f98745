#include "check/duplicate/contrast_side.h"

enum {
	ORDER_JUDGED = 32, /* common words; the order of more is not judged */
	TURNED_MAX = 3,	   /* words that change their side together */
};

static bool equal(const uint32_t *a, const uint32_t *b, uint32_t count)
{
	return count == 0 || memcmp(a, b, count * sizeof(*a)) == 0;
}

/* Lists the words of a side that both have and that have an order; their number, or more than ORDER_JUDGED. */
static uint32_t list_kept(const struct contrast *contrast, const struct contrast_side *side, unsigned char both,
			  uint32_t out[ORDER_JUDGED])
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < side->run.count; i++) {
		uint32_t concept = side->run.words[i];
		enum word_class class = class_of(contrast, concept);
		/* How long, how many. */
		if (i > 0 && class_at(contrast, side, i - 1) == WORD_ASKS)
			continue;
		if ((contrast->seen[concept] & both) != both || class == WORD_PART ||
		    class == WORD_QUALIFIER || class == WORD_ASKS)
			continue;
		if (count == ORDER_JUDGED)
			return count + 1;
		out[count++] = concept;
	}
	return count;
}

static bool has_by(const struct contrast *contrast, struct word_run run)
{
	for (uint32_t i = 0; i < run.count; i++)
		if (class_of(contrast, run.words[i]) == WORD_QUALIFIER &&
		    str_is(concept_name(contrast->concepts, run.words[i]), "by"))
			return true;
	return false;
}

static bool directs(const struct contrast *contrast, const uint32_t *words, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (class_of(contrast, words[i]) != WORD_DIRECTION)
			return false;
	return true;
}

/* Whether the words name something that the answers do not. */
static bool any_names(const struct contrast *contrast, const uint32_t *words, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (class_of(contrast, words[i]) == WORD_CONTENT && !(contrast->seen[words[i]] & (BACK_A | BACK_B)))
			return true;
	return false;
}

bool contrast_is_turned(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b,
			bool list)
{
	uint32_t one[ORDER_JUDGED], other[ORDER_JUDGED], *x = one, *y = other;
	unsigned char both = a->here | b->here;
	uint32_t count = list_kept(contrast, a, both, one);
	if (count > ORDER_JUDGED || count != list_kept(contrast, b, both, other) ||
	    has_by(contrast, a->run) != has_by(contrast, b->run))
		return false;
	while (count && *x == *y) {
		x++;
		y++;
		count--;
	}
	while (count && x[count - 1] == y[count - 1])
		count--;
	for (uint32_t i = 1; i < count && i <= TURNED_MAX; i++)
		for (uint32_t j = 1; i + j < count && j <= TURNED_MAX; j++)
			if (equal(x, y + count - i, i) && equal(x + count - j, y, j) && equal(x + i, y + j, count - i - j) &&
			    (directs(contrast, x + i, count - i - j) ||
			     (!list && any_names(contrast, x, i) && any_names(contrast, y, j))))
				return true;
	return false;
}
