#include "check/duplicate/contrast_side.h"

enum {
	NAME_REACH = 4, /* words between the name of a patient and what is said of them */
	AGE_REACH = 3,	/* the same between the sex and the age */
};
static const char *const people[] = { "man", "woman", "boy", "girl", "male", "female", NULL };

static bool is_any(const struct contrast *contrast, uint32_t concept, const char *const *names)
{
	while (*names && !str_is(concept_name(contrast->concepts, concept), *names))
		names++;
	return *names != NULL;
}

static bool is_number(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] < '0' || name.at[i] > '9')
			return false;
	return name.len > 0;
}

/* Whether the word at that position is an age: "45 years", "aged 45". */
static bool is_age(const struct contrast *contrast, const struct contrast_side *side, uint32_t at)
{
	static const char *const units[] = { "year", "month", "week", "day", "old", NULL }, *const aged[] = { "aged", "age", NULL };
	static const char *const of[] = { "of", NULL };
	if (!is_number(concept_name(contrast->concepts, side->run.words[at])))
		return false;
	if (at + 1 < side->run.count && is_any(contrast, side->run.words[at + 1], units))
		return true;
	if (at > 0 && is_any(contrast, side->run.words[at - 1], aged))
		return true;
	/* "A man of 60". */
	bool follows = at > 0 && is_any(contrast, side->run.words[at - 1], of);
	return at > follows && is_any(contrast, side->run.words[at - 1 - follows], people);
}

/* Whether the word at that position is the sex of a patient whose age is beside it: "a 45-year-old man". */
static bool is_sex(const struct contrast *contrast, const struct contrast_side *side, uint32_t at)
{
	if (!is_any(contrast, side->run.words[at], people))
		return false;
	uint32_t first = at > AGE_REACH ? at - AGE_REACH : 0;
	for (uint32_t i = first; i < side->run.count && i <= at + AGE_REACH; i++)
		if (is_age(contrast, side, i))
			return true;
	return false;
}

/* Whether the word at that position is the name of a patient, who is described after it. */
static bool is_name(const struct contrast *contrast, const struct contrast_side *side, uint32_t at)
{
	static const char *const titles[] = { "mr", "mrs", "ms", "miss", "dr", NULL };
	static const char *const described[] = { "year", "old", "man", "woman", "boy", "girl", "patient", "aged", "age", NULL };
	bool first = at == 0 || (at == 1 && is_left(side, 0));
	if (class_at(contrast, side, at) != WORD_CONTENT || (!first && !is_any(contrast, side->run.words[at - 1], titles)))
		return false;
	for (uint32_t i = at + 1; i < side->run.count && i <= at + NAME_REACH; i++)
		if (is_any(contrast, side->run.words[i], described))
			return true;
	return false;
}

void contrast_leave_out_person(const struct contrast *contrast, struct contrast_side *side)
{
	uint32_t kept = 0, name = UINT32_MAX;
	for (uint32_t i = 0; i < side->left_count; i++)
		if (is_name(contrast, side, side->left[i]))
			name = side->run.words[side->left[i]];
	for (uint32_t i = 0; i < side->left_count; i++) {
		uint32_t at = side->left[i];
		bool person = is_name(contrast, side, at) || is_age(contrast, side, at) || is_sex(contrast, side, at) ||
			      side->run.words[at] == name;
		if (!person)
			side->left[kept++] = at;
	}
	side->left_count = kept;
}
