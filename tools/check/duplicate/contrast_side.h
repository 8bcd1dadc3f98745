/* Internals shared by the files that compare two texts; see contrast.h. */
#ifndef CHECK_DUPLICATE_CONTRAST_SIDE_H
#define CHECK_DUPLICATE_CONTRAST_SIDE_H

#include "check/duplicate/concept_rules.h"
#include "check/duplicate/contrast.h"

/* Where a concept occurs. */
enum { FRONT_A = 1, BACK_A = 2, FRONT_B = 4, BACK_B = 8, IN_A = FRONT_A | BACK_A, IN_B = FRONT_B | BACK_B };

/* A front or back, and what the other text lacks. */
struct contrast_side {
	struct word_run run;
	unsigned char here, other; /* where its own words, and those of the other text that count as common, are */
	uint32_t *left;		   /* positions in the run, ascending */
	uint32_t left_count;
};

static inline enum word_class class_of(const struct contrast *contrast, uint32_t concept)
{
	return (enum word_class)contrast->concepts->classes[concept];
}

static inline enum word_class class_at(const struct contrast *contrast, const struct contrast_side *side, uint32_t at)
{
	return class_of(contrast, side->run.words[at]);
}

static inline bool counts(const struct contrast *contrast, uint32_t concept)
{
	return word_class_counts(class_of(contrast, concept));
}

static inline bool is_left(const struct contrast_side *side, uint32_t at)
{
	for (uint32_t i = 0; i < side->left_count; i++)
		if (side->left[i] == at)
			return true;
	return false;
}

static inline bool any_left(const struct contrast *contrast, const struct contrast_side *side, enum word_class least)
{
	for (uint32_t i = 0; i < side->left_count; i++)
		if (class_at(contrast, side, side->left[i]) >= least)
			return true;
	return false;
}

/* The word at that position of a text as it is written; empty beyond its end. */
static inline struct str written_at(const struct contrast *contrast, struct word_run run, uint32_t at)
{
	return at < run.count ? contrast->concepts->words->words[run.words[at]] : STR_NONE;
}

/* Whether the word is in a list that ends with NULL. */
static inline bool is_listed(struct str word, const char *const *list)
{
	while (*list && !str_is(word, *list))
		list++;
	return *list != NULL;
}

/* Makes abbreviations on one side common with what they stand for on the other: words with these initials (AR for autosomal
 * recessive), or a long word with these letters (PKU). */
void contrast_match_initials(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b);
/* Whether a remaining word of one of two fronts decides, replaces one of the other, or narrows the question, or they have
 * different question words. */
bool contrast_asks_other(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b,
			 bool same_backs);
/* Whether a remaining content word of one side replaces a word of the other, between the same common words. */
bool contrast_replaces(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b);
/* Whether remaining parts of words make another word, because the other text has not both halves of each: those that it
 * has only meet here. */
bool contrast_adds_parts(const struct contrast *contrast, const struct contrast_side *side, const struct contrast_side *other);
/* Whether something has changed its side: the common words of a are "x m y", and those of b "y m x". That means nothing if x
 * or y is long, or only what is asked for ("which nerve"), nor in a list, as many backs are, unless only a word of
 * direction is in the middle. */
bool contrast_is_turned(const struct contrast *contrast, const struct contrast_side *a, const struct contrast_side *b,
			bool list);
/* Whether a front begins with a patient: "A 45-year-old man", "Mrs Hall", "Maria, 52,". */
bool contrast_is_case(const struct contrast *contrast, struct word_run words);
/* Removes the name, the age and the sex of the patient from what remains of a case; words are those of its front. */
void contrast_leave_out_person(const struct contrast *contrast, struct contrast_side *side, struct word_run words);
/* Whether two fronts are equal except for a verb, and neither verb decides. */
bool contrast_only_verb(const struct contrast *contrast, struct word_run a, struct word_run b);

#endif
