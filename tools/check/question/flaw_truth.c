/* Questions whose options must be judged true or false. */
#include "check/question/flaw.h"

/* "Yes, within 6 hours; yes, within a day; no", "yes, because …; yes, because …": more than the verdict distinguishes these. */
static bool verdicts_repeat(const struct flaw_question *question)
{
	for (size_t i = 0; i < question->count; i++)
		for (size_t j = 0; j < i; j++)
			if (question->options[i].count > 1 && question->options[j].count > 1 &&
			    str_equal(flaw_word(&question->options[i], 0), flaw_word(&question->options[j], 0)))
				return true;
	return false;
}

bool flaw_options_are_verdicts(const struct flaw_question *question)
{
	size_t verdicts = 0;
	if (verdicts_repeat(question))
		return false;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		bool letter =
			question->count == 2 && option->count == 1 && word_is_one_of(flaw_word(option, 0), " t f ");
		if (option->count == 0 || (!(option->words[0].kinds & WORD_VERDICT) && !letter) ||
		    flaw_is_verdicts(option) || flaw_is_speech(option))
			continue;
		size_t end = option->words[0].end;
		verdicts += option->count == 1 || memchr(",.;:", option->raw.at[end], 4) ||
			    flaw_words_are(option, 1, "because");
	}
	return verdicts > 1 && verdicts + 1 >= question->count;
}

/* Whether the question, before its word verdict, asks to choose, and from a set of statements. */
static bool asks_to_choose(const struct flaw_question *question, size_t verdict, bool *set)
{
	const struct flaw_text *stem = &question->stem;
	bool choose = false;
	*set = false;
	for (size_t i = question->lead; i < verdict; i++) {
		struct str word = flaw_word(stem, i);
		choose = choose || word_is_one_of(word, " which what all each select choose identify pick mark ");
		*set = *set || word_is_one_of(word, " following statement statements these ") ||
		       (word_is_one_of(word, " which what ") && word_is_one_of(flaw_word(stem, i + 1), " is are "));
	}
	return choose;
}

/* The index of the verdict in a question for the true statement; the number of words in the stem if it asks for
 * something else: "which of the following is true", "choose the correct statement", "all of these are true except". */
static size_t asks_for_truth(const struct flaw_question *question)
{
	const struct flaw_text *stem = &question->stem;
	for (size_t i = question->lead + 1; i < question->lead_end; i++) {
		struct str after = flaw_word(stem, i + 1);
		bool set;
		if (!(stem->words[i].kinds & WORD_VERDICT) ||
		    word_is_one_of(flaw_word(stem, i), " right wrong yes no ") || !asks_to_choose(question, i, &set))
			continue;
		if (word_is_one_of(after, " statement statements "))
			return i;
		if ((set || i + 1 == question->lead_end) &&
		    word_is_one_of(flaw_word(stem, i - 1),
				   " is are be most least not likely also statement statements ") &&
		    !word_is_one_of(after, " diagnosis treatment order sequence positive negative "))
			return i;
	}
	return stem->count;
}

/* Whether the options are statements rather than answers: long enough to be right or wrong on their own. */
static bool options_are_statements(const struct flaw_question *question)
{
	size_t words = 0, options = 0;
	for (size_t i = 0; i < question->count; i++) {
		words += question->sums_up[i] ? 0 : question->options[i].count;
		options += !question->sums_up[i];
	}
	return options > 1 && words >= 4 * options;
}

void flaw_true_false(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	struct diagnostic *d;
	if (!report_wants(report, RULE_QUESTION_TRUE_FALSE))
		return;
	if (flaw_options_are_verdicts(question)) {
		const struct flaw_text *option = &question->options[0];
		d = report_add(report, RULE_QUESTION_TRUE_FALSE, option->tag, question->id,
			       "this is a true-or-false question");
		report_help(report, d, "ask for the fact itself, with answers to choose from");
		return;
	}
	if (!options_are_statements(question))
		return;
	size_t word = asks_for_truth(question);
	if (word == stem->count)
		return;
	d = report_add(report, RULE_QUESTION_TRUE_FALSE, flaw_words_span(question, stem, word, word), question->id,
		       "each option of this question must be judged true or false");
	report_help(report, d, "ask one thing that has one best answer: the cause, the next step, the drug of choice");
}
