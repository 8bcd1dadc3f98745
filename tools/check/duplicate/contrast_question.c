#include "check/duplicate/contrast_side.h"

/* In a longer text, such as a case, an additional detail does not change the question. */
enum { SHORT = 14 };

/* The nearest word before at, or after it if step is 1, that both have and that counts; UINT32_MAX if there is none. */
static uint32_t neighbour(const struct contrast *contrast, const struct contrast_side *side, uint32_t at, int step)
{
	uint32_t i = at + (uint32_t)step;
	while (i < side->run.count && (is_left(side, i) || !counts(contrast, side->run.words[i])))
		i += (uint32_t)step;
	return i < side->run.count ? side->run.words[i] : UINT32_MAX;
}

/* Whether the remaining words around at, without a gap, are of that class or more important ones. */
static bool run_has(const struct contrast *contrast, const struct contrast_side *side, uint32_t at,
		    enum word_class class)
{
	uint32_t from = at, to = at;
	while (from > 0 && is_left(side, from - 1))
		from--;
	while (to < side->run.count && is_left(side, to))
		if (class_at(contrast, side, to++) == class)
			return true;
	for (uint32_t i = from; i < at; i++)
		if (class_at(contrast, side, i) == class)
			return true;
	return false;
}

/* Whether a remaining word of one side replaces one of the other: it is between the same common words. A general word is
 * only replaced by content that has none: term for premature infant, but not cause for underlying cause. */
static bool replaces(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b)
{
	for (uint32_t i = 0; i < a->left_count; i++) {
		if (class_at(contrast, a, a->left[i]) < WORD_CONTENT)
			continue;
		uint32_t before = neighbour(contrast, a, a->left[i], -1), after = neighbour(contrast, a, a->left[i], 1);
		bool general = run_has(contrast, a, a->left[i], WORD_GENERAL);
		for (uint32_t j = 0; j < b->left_count; j++)
			if (class_at(contrast, b, b->left[j]) >= (general ? WORD_CONTENT : WORD_GENERAL) &&
			    neighbour(contrast, b, b->left[j], -1) == before &&
			    neighbour(contrast, b, b->left[j], 1) == after)
				return true;
	}
	return false;
}

/* The common noun that the remaining word at that position modifies, because it comes next; UINT32_MAX if there is none. */
static uint32_t modified(const struct contrast *contrast, const struct contrast_side *side, uint32_t at)
{
	bool next = at + 1 < side->run.count && !is_left(side, at + 1) && class_at(contrast, side, at + 1) == WORD_CONTENT;
	return next && class_at(contrast, side, at) >= WORD_CONTENT ? side->run.words[at + 1] : UINT32_MAX;
}

/* Whether remaining words of both sides modify the same word: cranial nerves, spinal nerves. */
static bool modify_one(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b)
{
	for (uint32_t i = 0; i < a->left_count; i++) {
		uint32_t word = modified(contrast, a, a->left[i]);
		for (uint32_t j = 0; word != UINT32_MAX && j < b->left_count; j++)
			if (modified(contrast, b, b->left[j]) == word)
				return true;
	}
	return false;
}

/* Whether the remaining content words of the only side that has any narrow the question: they follow "in", "during" …
 * and modify no common word. If nothing else differs, it takes a word that decides: "in men", but not "in the stomach". */
static bool narrows(const struct contrast *contrast, const struct contrast_side *side, bool only_addition)
{
	if (side->run.count >= SHORT)
		return false;
	for (uint32_t i = 0; i < side->left_count; i++) {
		uint32_t from = side->left[i], to = from + 1;
		if (class_at(contrast, side, from) < WORD_CONTENT)
			continue;
		while (to < side->run.count && is_left(side, to))
			to++;
		if (to < side->run.count && class_at(contrast, side, to) != WORD_QUALIFIER &&
		    class_at(contrast, side, to) != WORD_DIRECTION)
			continue;
		while (from > 0 && is_left(side, from - 1))
			from--;
		if (from > 0 && class_at(contrast, side, from - 1) == WORD_QUALIFIER &&
		    (!only_addition || run_has(contrast, side, from, WORD_DECIDES)))
			return true;
	}
	return false;
}

/* Whether the remaining word at that position only says what is counted, or how many are asked for: the three layers, which
 * three features, how many weeks. */
static bool only_counts(const struct contrast *contrast, const struct contrast_side *side, uint32_t at)
{
	struct str name = concept_name(contrast->concepts, side->run.words[at]);
	if (at > 0 && str_is(concept_name(contrast->concepts, side->run.words[at - 1]), "number"))
		return class_at(contrast, side, at) != WORD_NEGATES;
	return name.len == 1 && name.at[0] >= '2' && name.at[0] <= '9' && at + 1 < side->run.count &&
	       (at == 0 || class_at(contrast, side, at + 1) == WORD_GENERAL);
}

enum decision {
	NOTHING,
	DETAIL,	  /* a word that decides if the other front has such a word too, or another answer: acute */
	DECISION, /* a negation, a number or a letter */
};

/* What a front decides that the other front does not. */
static enum decision decision_of(const struct contrast *contrast, const struct contrast_side *side)
{
	enum decision decision = NOTHING;
	for (uint32_t i = 0; i < side->left_count; i++) {
		enum word_class class = class_at(contrast, side, side->left[i]);
		struct str name = concept_name(contrast->concepts, side->run.words[side->left[i]]);
		if (class < WORD_DECIDES || only_counts(contrast, side, side->left[i]))
			continue;
		if (class == WORD_NEGATES || name.len == 1 || name.at[0] < 'a' || name.at[0] > 'z')
			return DECISION;
		decision = DETAIL;
	}
	return decision;
}

/* The question word that changes the question; UINT32_MAX if there is none. */
static uint32_t asks(const struct contrast *contrast, struct word_run run)
{
	for (uint32_t i = 0; i < run.count; i++)
		if (class_of(contrast, run.words[i]) == WORD_ASKS)
			return run.words[i];
	return UINT32_MAX;
}

bool contrast_asks_other(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b,
			 bool same_backs)
{
	unsigned decisions = decision_of(contrast, a) + decision_of(contrast, b);
	uint32_t one = asks(contrast, a->run), other = asks(contrast, b->run);
	bool only_addition = same_backs && !(any_left(contrast, a, WORD_CONTENT) && any_left(contrast, b, WORD_CONTENT));
	return decisions > (same_backs ? DETAIL : NOTHING) ||
	       (one != other && one != UINT32_MAX && other != UINT32_MAX) || replaces(contrast, a, b) ||
	       replaces(contrast, b, a) || narrows(contrast, a, only_addition) || narrows(contrast, b, only_addition) ||
	       (!same_backs && modify_one(contrast, a, b));
}

bool contrast_replaces(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b)
{
	return replaces(contrast, a, b) || replaces(contrast, b, a);
}
