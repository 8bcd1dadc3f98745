#include "check/duplicate/contrast_side.h"

#include <stdlib.h>

enum {
	SHORT = 14,	  /* words; in a longer text, such as a case, an additional detail does not change the
			   * question */
	LEFT_JUDGED = 24, /* remaining words on a side; texts with more are not that similar */
	FRONT_PERCENT = 40, /* weight of the lighter front that must be common */
	BACK_PERCENT = 60,
};

bool contrast_init(struct contrast *contrast, const struct concepts *concepts, const struct join_token *tokens,
		   uint32_t most)
{
	*contrast = (struct contrast){ .concepts = concepts, .tokens = tokens };
	contrast->seen = calloc((size_t)most + 1, 1);
	return contrast->seen != NULL;
}

void contrast_release(struct contrast *contrast)
{
	free(contrast->seen);
	*contrast = (struct contrast){ .concepts = NULL };
}

static bool any_left(const struct contrast *contrast, const struct contrast_side *side, enum word_class least)
{
	for (uint32_t i = 0; i < side->left_count; i++)
		if (class_at(contrast, side, side->left[i]) >= least)
			return true;
	return false;
}

/* The nearest word before at, or after it if step is 1, that both have and that counts; UINT32_MAX if there is none. */
static uint32_t neighbour(const struct contrast *contrast, const struct contrast_side *side, uint32_t at, int step)
{
	uint32_t i = at + (uint32_t)step;
	while (i < side->run.count && (is_left(side, i) || !counts(contrast, side->run.words[i])))
		i += (uint32_t)step;
	return i < side->run.count ? side->run.words[i] : UINT32_MAX;
}

/* Whether a remaining content word of one side replaces a general word of the other: term for premature infant; common
 * for rare cause. */
static bool replaces(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b)
{
	for (uint32_t i = 0; i < a->left_count; i++) {
		if (class_at(contrast, a, a->left[i]) < WORD_CONTENT)
			continue;
		uint32_t before = neighbour(contrast, a, a->left[i], -1), after = neighbour(contrast, a, a->left[i], 1);
		for (uint32_t j = 0; j < b->left_count; j++)
			if (class_at(contrast, b, b->left[j]) == WORD_GENERAL &&
			    neighbour(contrast, b, b->left[j], -1) == before && neighbour(contrast, b, b->left[j], 1) == after)
				return true;
	}
	return false;
}

/* Whether the remaining content words of the only side that has any narrow the question: they follow "in", "during" …
 * and modify no common word. */
static bool narrows(const struct contrast *contrast, const struct contrast_side *side)
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
		if (from > 0 && class_at(contrast, side, from - 1) == WORD_QUALIFIER)
			return true;
	}
	return false;
}

static bool ends_with(struct str text, struct str ending)
{
	return text.len >= ending.len && memcmp(text.at + text.len - ending.len, ending.at, ending.len) == 0;
}

/* Whether some part of a word in the run begins or ends with these bytes. */
static bool has_part(const struct contrast *contrast, struct word_run run, struct str bytes)
{
	for (uint32_t i = 0; i < run.count; i++) {
		struct str name = concept_name(contrast->concepts, run.words[i]);
		if (class_of(contrast, run.words[i]) == WORD_PART && name.len >= bytes.len &&
		    (memcmp(name.at, bytes.at, bytes.len) == 0 || ends_with(name, bytes)))
			return true;
	}
	return false;
}

/* Whether remaining parts of words make another word, because the other text has not both halves of each: those that
 * it has only meet here. */
static bool adds_parts(const struct contrast *contrast, const struct contrast_side *side, const struct contrast_side *other)
{
	for (uint32_t i = 0; i < side->left_count; i++) {
		uint32_t concept = side->run.words[side->left[i]];
		if (class_of(contrast, concept) != WORD_PART)
			continue;
		struct str name = concept_name(contrast->concepts, concept);
		size_t half = 1;
		while (half < name.len &&
		       !((name.at[half] & 0xc0) != 0x80 && has_part(contrast, other->run, (struct str){ name.at, half }) &&
			 has_part(contrast, other->run, (struct str){ name.at + half, name.len - half })))
			half++;
		if (half >= name.len)
			return true;
	}
	return false;
}

/* The question word that changes the question; UINT32_MAX if there is none. */
static uint32_t asks(const struct contrast *contrast, struct word_run run)
{
	for (uint32_t i = 0; i < run.count; i++)
		if (class_of(contrast, run.words[i]) == WORD_ASKS)
			return run.words[i];
	return UINT32_MAX;
}

static bool fronts_differ(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b)
{
	if (any_left(contrast, a, WORD_DECIDES) || any_left(contrast, b, WORD_DECIDES))
		return true;
	uint32_t one = asks(contrast, a->run), other = asks(contrast, b->run);
	if (one != other && one != UINT32_MAX && other != UINT32_MAX)
		return true;
	if (replaces(contrast, a, b) || replaces(contrast, b, a) || adds_parts(contrast, a, b) || adds_parts(contrast, b, a))
		return true;
	if (any_left(contrast, a, WORD_CONTENT) && any_left(contrast, b, WORD_CONTENT))
		return true;
	return narrows(contrast, a) || narrows(contrast, b) || contrast_is_turned(contrast, a, b, false);
}

/* The weight of the different words of a side, and of those among them that the other text has on the same side. */
static uint64_t weight_of(struct contrast *contrast, const struct contrast_side *side, unsigned char other, uint64_t *common)
{
	uint64_t weight = 0;
	*common = 0;
	for (uint32_t i = 0; i < side->run.count; i++) {
		uint32_t concept = side->run.words[i];
		/* Counted once: the mark is taken away, and put back below. */
		if (!counts(contrast, concept) || !(contrast->seen[concept] & side->here))
			continue;
		weight += contrast->tokens[concept].weight;
		*common += contrast->seen[concept] & other ? contrast->tokens[concept].weight : 0;
		contrast->seen[concept] &= (unsigned char)~side->here;
	}
	for (uint32_t i = 0; i < side->run.count; i++)
		contrast->seen[side->run.words[i]] |= side->here;
	return weight;
}

/* Whether two sides have that part of the weight of the lighter one in common. */
static bool share(struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b, unsigned char in_a,
		  unsigned char in_b, unsigned percent)
{
	uint64_t of_a, of_b;
	uint64_t x = weight_of(contrast, a, in_b, &of_a), y = weight_of(contrast, b, in_a, &of_b);
	return x && y && (of_a * 100 >= x * percent || of_b * 100 >= y * percent);
}

/* Whether one text asks for what the other one gives: a term and its definition, both ways round. */
static bool is_reversed(struct contrast *contrast, const struct contrast_side sides[4])
{
	uint64_t fronts, backs, from_front, from_back;
	weight_of(contrast, &sides[0], FRONT_B, &fronts);
	weight_of(contrast, &sides[2], BACK_B, &backs);
	weight_of(contrast, &sides[0], BACK_B, &from_front);
	weight_of(contrast, &sides[2], FRONT_B, &from_back);
	return from_front + from_back && from_front + from_back >= fronts + backs;
}

/* Whether a front has content or deciding words that the other front has not. */
static bool has_own(const struct contrast *contrast, const struct contrast_side *side, unsigned char other)
{
	for (uint32_t i = 0; i < side->run.count; i++)
		if (class_at(contrast, side, i) >= WORD_CONTENT && !(contrast->seen[side->run.words[i]] & other))
			return true;
	return false;
}

/* Whether a remaining content word modifies a common one: it is before it. */
static bool modifies(const struct contrast *contrast, const struct contrast_side *side)
{
	for (uint32_t i = 0; i < side->left_count; i++) {
		uint32_t next = side->left[i] + 1;
		if (class_at(contrast, side, side->left[i]) >= WORD_CONTENT && next < side->run.count && !is_left(side, next) &&
		    counts(contrast, side->run.words[next]))
			return true;
	}
	return false;
}

/* Whether a text is about something more special than the other one: it adds to both its front and its back. */
static bool is_special(const struct contrast *contrast, const struct contrast_side *front, const struct contrast_side *back)
{
	return any_left(contrast, front, WORD_CONTENT) && any_left(contrast, back, WORD_CONTENT) &&
	       (modifies(contrast, front) || modifies(contrast, back));
}

static bool has_class(const struct contrast *contrast, const struct contrast_side *side, enum word_class class)
{
	for (uint32_t i = 0; i < side->left_count; i++)
		if (class_at(contrast, side, side->left[i]) == class)
			return true;
	return false;
}

static bool backs_differ(struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b)
{
	if (has_class(contrast, a, WORD_NEGATES) || has_class(contrast, b, WORD_NEGATES))
		return true;
	if (any_left(contrast, a, WORD_GENERAL) && any_left(contrast, b, WORD_GENERAL))
		return true;
	return !share(contrast, a, b, a->here, b->here, BACK_PERCENT) || contrast_is_turned(contrast, a, b, true);
}

/* Lists the positions of the words that the other text has nowhere; false if there are too many. */
static bool list_left(const struct contrast *contrast, struct contrast_side *side)
{
	for (uint32_t i = 0; i < side->run.count; i++) {
		uint32_t concept = side->run.words[i];
		if (!counts(contrast, concept) || (contrast->seen[concept] & side->other))
			continue;
		if (side->left_count == LEFT_JUDGED)
			return false;
		side->left[side->left_count++] = i;
	}
	return true;
}

static void mark(struct contrast *contrast, struct word_run run, unsigned char where)
{
	for (uint32_t i = 0; i < run.count; i++)
		contrast->seen[run.words[i]] |= where;
}

/* Counts the different words of both texts, and resets the marks of one after the other. */
static void count_words(struct contrast *contrast, struct word_run run, struct contrast_found *found)
{
	for (uint32_t i = 0; i < run.count; i++) {
		unsigned char *seen = &contrast->seen[run.words[i]];
		if (*seen && counts(contrast, run.words[i])) {
			found->together++;
			found->common += (*seen & IN_A) && (*seen & IN_B);
		}
		*seen = 0;
	}
}

struct contrast_found contrast_compare(struct contrast *contrast, const struct contrast_text *a,
				       const struct contrast_text *b, bool same_answers)
{
	uint32_t left[4][LEFT_JUDGED];
	struct contrast_side sides[4] = {
		{ a->front, FRONT_A, IN_B, left[0], 0 },
		{ b->front, FRONT_B, IN_A, left[1], 0 },
		{ a->back, BACK_A, IN_B, left[2], 0 },
		{ b->back, BACK_B, IN_A, left[3], 0 },
	};
	struct contrast_found found = { .fronts = true, .backs = true };
	bool few = true;
	for (int i = 0; i < 4; i++)
		mark(contrast, sides[i].run, sides[i].here);
	for (int i = 0; i < 4; i++)
		few = list_left(contrast, &sides[i]) && few;
	if (few && same_answers) {
		contrast_leave_out_person(contrast, &sides[0]);
		contrast_leave_out_person(contrast, &sides[1]);
	}
	if (few) {
		found.backs = backs_differ(contrast, &sides[2], &sides[3]);
		found.fronts = fronts_differ(contrast, &sides[0], &sides[1]) ||
			       !share(contrast, &sides[0], &sides[1], IN_A, IN_B, FRONT_PERCENT) ||
			       is_reversed(contrast, sides) || is_special(contrast, &sides[0], &sides[2]) ||
			       is_special(contrast, &sides[1], &sides[3]) ||
			       (a->term && b->term && (any_left(contrast, &sides[0], WORD_CONTENT) ||
						       any_left(contrast, &sides[1], WORD_CONTENT))) ||
			       (!same_answers && a->cloze == b->cloze && has_own(contrast, &sides[0], FRONT_B) &&
				has_own(contrast, &sides[1], FRONT_A));
	}
	for (int i = 0; i < 4; i++)
		count_words(contrast, sides[i].run, &found);
	return found;
}
