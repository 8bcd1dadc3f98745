#include "check/duplicate/concept_rules.h"
#include "check/duplicate/contrast_side.h"
#include "check/duplicate/word_form.h"

#include <stdlib.h>
#include <string.h>

enum {
	TERM_MAX = 4,	  /* concepts of a term */
	TERM_SHORT = 2,	  /* concepts of a term that may be general: kidney disease */
	TERM_SMALL = 3,	  /* function words around it */
	LEFT_JUDGED = 24, /* remaining words on a side; texts with more are not that similar */
};

/* Percentages of the weight of the lighter and of the heavier side that must be common. */
struct least {
	unsigned lighter, heavier;
};
static const struct least fronts_share = { 40, 25 }, backs_share = { 60, 20 };
/* Fronts that have so much in common ask the same, so that backs, unless they are terms, may have less. */
static const struct least fronts_equal = { 100, 85 }, backs_reworded = { 40, 10 };

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

/* The weight of the different words of a side, and of those among them that the other text has. */
static uint64_t weight_of(struct contrast *contrast, const struct contrast_side *side, uint64_t *common)
{
	uint64_t weight = 0;
	*common = 0;
	for (uint32_t i = 0; i < side->run.count; i++) {
		uint32_t concept = side->run.words[i];
		/* Counted once: the mark is taken away, and put back below. */
		if (!counts(contrast, concept) || !(contrast->seen[concept] & side->here))
			continue;
		weight += contrast->tokens[concept].weight;
		*common += contrast->seen[concept] & side->other ? contrast->tokens[concept].weight : 0;
		contrast->seen[concept] &= (unsigned char)~side->here;
	}
	for (uint32_t i = 0; i < side->run.count; i++)
		contrast->seen[side->run.words[i]] |= side->here;
	return weight;
}

/* Whether two sides have those parts of their weights in common. */
static bool share(struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b,
		  struct least least)
{
	uint64_t of_a, of_b, x = weight_of(contrast, a, &of_a), y = weight_of(contrast, b, &of_b);
	if (!x || !y)
		return false;
	of_a = of_a * 100 / x;
	of_b = of_b * 100 / y;
	return (of_a >= least.lighter || of_b >= least.lighter) && of_a >= least.heavier && of_b >= least.heavier;
}

/* Whether a remaining content word modifies a common one: it is before it. */
static bool modifies(const struct contrast *contrast, const struct contrast_side *side)
{
	for (uint32_t i = 0; i < side->left_count; i++) {
		uint32_t next = side->left[i] + 1;
		if (class_at(contrast, side, side->left[i]) >= WORD_CONTENT && next < side->run.count &&
		    !is_left(side, next) && counts(contrast, side->run.words[next]))
			return true;
	}
	return false;
}

static bool has_class(const struct contrast *contrast, const struct contrast_side *side, enum word_class class)
{
	for (uint32_t i = 0; i < side->left_count; i++)
		if (class_at(contrast, side, side->left[i]) == class)
			return true;
	return false;
}

static bool backs_differ(struct contrast *contrast, const struct contrast_side sides[4])
{
	const struct contrast_side *a = &sides[2], *b = &sides[3];
	if (has_class(contrast, a, WORD_NEGATES) || has_class(contrast, b, WORD_NEGATES))
		return true;
	if (any_left(contrast, a, WORD_DECIDES) && any_left(contrast, b, WORD_DECIDES))
		return true;
	bool reworded = share(contrast, &sides[0], &sides[1], fronts_equal) &&
			(!a->left_count || !b->left_count || (a->run.count > TERM_MAX && b->run.count > TERM_MAX));
	return !share(contrast, a, b, reworded ? backs_reworded : backs_share) || contrast_is_turned(contrast, a, b, true);
}

/* Whether a front or back is only a term: "hypertension", "what is essential hypertension". */
static bool is_term(const struct contrast *contrast, const struct contrast_side *side, struct word_run words)
{
	if (side->run.count > TERM_MAX || words.count > side->run.count + TERM_SMALL)
		return false;
	for (uint32_t i = 0; i < side->run.count; i++)
		if (class_at(contrast, side, i) != WORD_CONTENT &&
		    (side->run.count > TERM_SHORT || !counts(contrast, side->run.words[i])))
			return false;
	return true;
}

/* Whether the last word of a term remains, which says what it is: kidney disease for kidney. */
static bool has_own_end(const struct contrast_side *side)
{
	return side->left_count && side->left[side->left_count - 1] + 1 == side->run.count;
}

/* Whether two terms are different words for one concept: infected and infection, kidney and renal. */
static bool are_forms(const struct contrast *contrast, struct word_run a, struct word_run b)
{
	const struct concepts *concepts = contrast->concepts;
	for (uint32_t i = 0; i < a.count; i++)
		for (uint32_t j = 0; j < b.count; j++) {
			struct str one = concepts->words->words[a.words[i]], other = concepts->words->words[b.words[j]];
			uint32_t concept = concepts->of_word[a.words[i]];
			if (concept == concepts->of_word[b.words[j]] && concept != NO_CONCEPT &&
			    class_of(contrast, concept) >= WORD_CONTENT &&
			    (word_is_derived(one, other) || word_is_adjective(one) != word_is_adjective(other)))
				return true;
		}
	return false;
}

/* Whether two texts are on different terms, which their fronts or backs are. */
static bool terms_differ(const struct contrast *contrast, const struct contrast_side sides[4],
			 const struct contrast_text *x, const struct contrast_text *y)
{
	const struct contrast_side *a = &sides[0], *b = &sides[1], *c = &sides[2], *d = &sides[3];
	bool one = any_left(contrast, a, WORD_CONTENT), other = any_left(contrast, b, WORD_CONTENT), more = one || other;
	if (is_term(contrast, a, x->front_words) && is_term(contrast, b, y->front_words) &&
	    (more || has_own_end(a) || has_own_end(b) || are_forms(contrast, x->front_words, y->front_words)))
		return true;
	return one && other && is_term(contrast, c, x->back_words) && is_term(contrast, d, y->back_words) &&
	       (modifies(contrast, c) || modifies(contrast, d) ||
		(c->run.count == 1 && d->run.count == 1 && are_forms(contrast, x->back_words, y->back_words)));
}

/* Whether two backs say the same, and more than yes or a number. */
static bool are_equal(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b)
{
	for (uint32_t i = 0; i < a->run.count; i++)
		if (class_at(contrast, a, i) == WORD_CONTENT)
			return !a->left_count && !b->left_count;
	return false;
}

static bool fronts_differ(struct contrast *contrast, const struct contrast_side sides[4])
{
	const struct contrast_side *a = &sides[0], *b = &sides[1], *c = &sides[2], *d = &sides[3];
	/* One word in common is too little to be sure. */
	bool same = are_equal(contrast, c, d) && a->run.count > a->left_count + 1 && b->run.count > b->left_count + 1;
	return contrast_asks_other(contrast, a, b, same) || contrast_adds_parts(contrast, a, b) ||
	       contrast_adds_parts(contrast, b, a) || contrast_is_turned(contrast, a, b, false) ||
	       !share(contrast, a, b, fronts_share);
}

/* Lists the positions of the words that the other text lacks; false if there are too many. */
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

/* Removes the remaining word at that place. */
static void drop_left(struct contrast_side *side, uint32_t at)
{
	side->left_count--;
	memmove(side->left + at, side->left + at + 1, (side->left_count - at) * sizeof(*side->left));
}

/* Whether two fronts have a word in common that is not in the answer. */
static bool share_question(const struct contrast *contrast, const struct contrast_side *front, const struct contrast_side *back)
{
	for (uint32_t i = 0; i < front->run.count; i++) {
		unsigned char seen = contrast->seen[front->run.words[i]];
		if (counts(contrast, front->run.words[i]) && (seen & front->other) && !(seen & back->here))
			return true;
	}
	return false;
}

/* Removes words that one question asks with and the other answers with, if the rest of its answer is the whole of the
 * other's: "What causes scurvy? Vitamin C deficiency", "Scurvy is a deficiency of what? Vitamin C". */
static void leave_out_moved(const struct contrast *contrast, struct contrast_side *front, const struct contrast_side *back,
			    struct contrast_side *other_back)
{
	if (back->left_count || !back->run.count || !share_question(contrast, front, back))
		return;
	for (uint32_t i = 0; i < front->left_count;) {
		uint32_t concept = front->run.words[front->left[i]], j = 0;
		while (j < other_back->left_count && other_back->run.words[other_back->left[j]] != concept)
			j++;
		if (j == other_back->left_count) {
			i++;
			continue;
		}
		drop_left(front, i);
		drop_left(other_back, j);
	}
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

/* Whether a front only names something: "coronary heart disease", not "rash in measles". */
static bool is_name(const struct contrast *contrast, const struct contrast_side *side, struct word_run words)
{
	enum { NAME_MAX = 5 };
	static const char *const asks[] = { "what", "whats", "which", "who",  "whose", "how",
					    "when", "where", "why",   "name", "list",  NULL };
	for (uint32_t i = 0; i < words.count; i++)
		if (is_listed(written_at(contrast, words, i), asks))
			return false;
	for (uint32_t i = 0; i < side->run.count; i++)
		if (class_at(contrast, side, i) == WORD_QUALIFIER)
			return false;
	return side->run.count <= NAME_MAX;
}

/* Whether a front and its back have a content word that the other text has in neither. */
static bool repeats_own(const struct contrast *contrast, const struct contrast_side *front,
			const struct contrast_side *back)
{
	for (uint32_t i = 0; i < front->left_count; i++)
		for (uint32_t j = 0; j < back->left_count; j++)
			if (front->run.words[front->left[i]] == back->run.words[back->left[j]] &&
			    class_at(contrast, front, front->left[i]) >= WORD_CONTENT)
				return true;
	return false;
}

/* Whether two names are of different things by what is said of them: each is said to be something else, or one is a kind of
 * the other (doctor of medicine, doctor of dental medicine). */
static bool names_differ(const struct contrast *contrast, const struct contrast_side sides[4],
			 const struct contrast_text *x, const struct contrast_text *y)
{
	const struct contrast_side *a = &sides[0], *b = &sides[1], *c = &sides[2], *d = &sides[3];
	if (x->cloze || y->cloze || !is_name(contrast, a, x->front_words) || !is_name(contrast, b, y->front_words) ||
	    (!a->left_count && !b->left_count))
		return false;
	return (any_left(contrast, c, WORD_CONTENT) && any_left(contrast, d, WORD_CONTENT)) ||
	       repeats_own(contrast, a, c) || repeats_own(contrast, b, d);
}

/* Whether a definition begins with a kind of thing that the other one lacks: a person who has hypertension, a drug that lowers
 * it; the virus of a disease. */
static bool adds_kind(const struct contrast *contrast, const struct contrast_side *side)
{
	enum { BEGINNING = 3 };
	static const char *const kinds[] = { "person", "pati",	  "individ", "peop",	 "group",
					     "drug",   "medicin", "agent",   "remed",	 "instrument",
					     "devic",  "virus",	  "fungus",  "organism", NULL };
	for (uint32_t i = 0; side->run.count > 1 && i < side->left_count && side->left[i] < BEGINNING; i++)
		if (is_listed(concept_name(contrast->concepts, side->run.words[side->left[i]]), kinds))
			return true;
	return false;
}

/* Whether two backs of one front that don't differ mean the same: neither names another thing in place of one of the other
 * (the skin of the penis, of the clitoris), and what either adds doesn't say what kind of thing it is. */
static bool is_rewording(struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b)
{
	const struct least least = { 70, 45 };
	return !contrast_replaces(contrast, a, b) && !adds_kind(contrast, a) && !adds_kind(contrast, b) &&
	       (!any_left(contrast, a, WORD_CONTENT) || !any_left(contrast, b, WORD_CONTENT) ||
		share(contrast, a, b, least));
}

struct contrast_found contrast_compare(struct contrast *contrast, const struct contrast_text *a,
				       const struct contrast_text *b, enum contrast_answers answers)
{
	uint32_t left[4][LEFT_JUDGED];
	/* A cloze has words in its sentence that a question has on its back. */
	bool cloze = a->cloze || b->cloze;
	struct contrast_side sides[4] = {
		{ a->front, FRONT_A, cloze ? IN_B : FRONT_B, left[0], 0 },
		{ b->front, FRONT_B, cloze ? IN_A : FRONT_A, left[1], 0 },
		{ a->back, BACK_A, b->cloze && !a->cloze ? IN_B : BACK_B, left[2], 0 },
		{ b->back, BACK_B, a->cloze && !b->cloze ? IN_A : BACK_A, left[3], 0 },
	};
	struct contrast_found found = { .fronts = true, .backs = true };
	bool few = true;
	for (int i = 0; i < 4; i++)
		mark(contrast, sides[i].run, sides[i].here);
	contrast_match_initials(contrast, &sides[0], &sides[1]);
	contrast_match_initials(contrast, &sides[2], &sides[3]);
	for (int i = 0; i < 4; i++)
		few = list_left(contrast, &sides[i]) && few;
	leave_out_moved(contrast, &sides[0], &sides[2], &sides[3]);
	leave_out_moved(contrast, &sides[1], &sides[3], &sides[2]);
	bool explained = answers == ANSWERS_EXPLAINED, equal = are_equal(contrast, &sides[2], &sides[3]);
	if (few && (explained || (equal && contrast_is_case(contrast, a->front_words))))
		contrast_leave_out_person(contrast, &sides[0], a->front_words);
	if (few && (explained || (equal && contrast_is_case(contrast, b->front_words))))
		contrast_leave_out_person(contrast, &sides[1], b->front_words);
	if (answers != ANSWERS_DIFFER && contrast_only_verb(contrast, a->front_words, b->front_words)) {
		found.fronts = found.backs = false;
	} else if (few) {
		found.backs = backs_differ(contrast, sides);
		found.fronts = terms_differ(contrast, sides, a, b) || fronts_differ(contrast, sides);
	}
	found.fronts = found.fronts || names_differ(contrast, sides, a, b);
	found.reworded = !found.backs && is_rewording(contrast, &sides[2], &sides[3]);
	for (int i = 0; i < 4; i++)
		count_words(contrast, sides[i].run, &found);
	return found;
}
