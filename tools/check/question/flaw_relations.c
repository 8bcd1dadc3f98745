#include "check/question/flaw.h"

/* Longer options are not combinations of elements. */
enum { ELEMENT_WORDS = 12 };

static bool stands_first(const struct flaw_text *text, size_t i)
{
	for (size_t n = 0; n < i; n++)
		if (str_equal(flaw_root(text, n), flaw_root(text, i)))
			return false;
	return true;
}

/* How often the content words of an option occur in the others; *elements is the number of these words. */
static size_t shared_words(const struct flaw_question *question, size_t option, size_t *elements)
{
	const struct flaw_text *text = &question->options[option];
	size_t shared = 0;
	*elements = 0;
	for (size_t i = 0; i < text->count; i++) {
		if (!flaw_is_content(&text->words[i]) || !stands_first(text, i))
			continue;
		size_t before = shared;
		for (size_t o = 0; o < question->count; o++)
			shared += o != option && flaw_has_root(&question->options[o], flaw_root(text, i));
		*elements += shared > before;
	}
	return shared;
}

/* Reports a key whose elements each occur in a distractor, and that has more in common with the distractors than any of
 * them: choosing what occurs most often finds it. */
void flaw_convergence_cue(struct flaw_question *question)
{
	struct report *report = question->check->report;
	size_t elements, most = 0, least = SIZE_MAX, ignored;
	if (!report_wants(report, RULE_QUESTION_CONVERGENCE_CUE) || question->key == FLAW_OPTIONS ||
	    question->count < 3)
		return;
	for (size_t i = 0; i < question->count; i++)
		if (question->options[i].count > ELEMENT_WORDS)
			return;
	size_t own = shared_words(question, question->key, &elements);
	for (size_t i = 0; i < question->count; i++) {
		size_t shared = i == question->key ? 0 : shared_words(question, i, &ignored);
		most = shared > most ? shared : most;
		if (i != question->key)
			least = shared < least ? shared : least;
	}
	if (elements < 2 || own <= most || least == 0)
		return;
	const struct flaw_text *key = &question->options[question->key];
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_CONVERGENCE_CUE, flaw_words_span(question, key, 0, key->count - 1),
			   question->id, "the correct option has the most in common with the others");
	report_help(report, d, "use each element in the same number of options");
}

/* Pairs of words that exclude each other. */
static const char *const opposites[][2] = {
	{ "increase", "decrease" },
	{ "increases", "decreases" },
	{ "increased", "decreased" },
	{ "higher", "lower" },
	{ "high", "low" },
	{ "more", "less" },
	{ "larger", "smaller" },
	{ "faster", "slower" },
	{ "rises", "falls" },
	{ "rise", "fall" },
	{ "acidosis", "alkalosis" },
	{ "always", "never" },
	{ "positive", "negative" },
	{ "can", "cannot" },
	{ "is", "isn't" },
	{ "agonist", "antagonist" },
	{ "dilation", "constriction" },
	{ "vasodilation", "vasoconstriction" },
	{ "systolic", "diastolic" },
};

static bool are_opposites(struct str a, struct str b)
{
	for (size_t i = 0; i < sizeof(opposites) / sizeof(opposites[0]); i++)
		if ((str_is(a, opposites[i][0]) && str_is(b, opposites[i][1])) ||
		    (str_is(a, opposites[i][1]) && str_is(b, opposites[i][0])))
			return true;
	struct str hyper = STR("hyper"), hypo = STR("hypo");
	if (str_starts(a, hypo.at)) {
		struct str other = a;
		a = b;
		b = other;
	}
	return str_starts(a, hyper.at) && str_starts(b, hypo.at) && a.len - hyper.len == b.len - hypo.len &&
	       a.len > hyper.len && memcmp(a.at + hyper.len, b.at + hypo.len, a.len - hyper.len) == 0;
}

/* Whether the two contradict each other: the same words, except one pair of opposites. */
static bool oppose(const struct flaw_text *a, const struct flaw_text *b)
{
	size_t opposed = 0;
	if (a->count != b->count || a->count == 0)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (str_equal(flaw_word(a, i), flaw_word(b, i)))
			continue;
		if (opposed++ || !are_opposites(flaw_word(a, i), flaw_word(b, i)))
			return false;
	}
	return opposed == 1;
}

/* Whether an option says that nothing changes: with it, more and less are all that can happen. */
static bool is_no_change(const struct flaw_text *text)
{
	for (size_t i = 0; i < text->count; i++)
		if (word_is_one_of(flaw_word(text, i), " same unchanged constant unaffected equal stable neither ") ||
		    flaw_words_are(text, i, "no change") || flaw_words_are(text, i, "no effect") ||
		    flaw_words_are(text, i, "not change"))
			return true;
	return false;
}

/* Reports a key that is the opposite of one distractor, so that one of the two must be right, if there is no other such
 * pair. */
void flaw_logical_cue(struct flaw_question *question)
{
	struct report *report = question->check->report;
	size_t pairs = 0, partner = FLAW_OPTIONS;
	if (!report_wants(report, RULE_QUESTION_LOGICAL_CUE) || question->key == FLAW_OPTIONS || question->count < 4)
		return;
	for (size_t i = 0; i < question->count; i++) {
		if (is_no_change(&question->options[i]))
			return;
		for (size_t j = i + 1; j < question->count; j++) {
			if (!oppose(&question->options[i], &question->options[j]))
				continue;
			pairs++;
			if (i == question->key || j == question->key)
				partner = i == question->key ? j : i;
		}
	}
	if (pairs != 1 || partner == FLAW_OPTIONS)
		return;
	const struct flaw_text *option = &question->options[partner];
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_LOGICAL_CUE, flaw_words_span(question, option, 0, option->count - 1),
			   question->id,
			   "this is the opposite of the correct option, and no other two options are opposites");
	report_help(report, d, "add a second pair of opposites, or replace this option");
}
