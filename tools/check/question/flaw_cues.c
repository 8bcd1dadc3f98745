#include "check/question/flaw.h"

/* How much longer than the longest distractor a key must be to stand out. Terms of a few words naturally differ in
 * length: right ventricular infarction, pericarditis, CT. So do diagnoses, tests and measures asked for after a case: there
 * only an additional clause stands out. */
enum {
	TERM_WORDS = 4,
	LONGER_TERM_PERCENT = 210,
	LONGER_PERCENT = 140,
	LONGER_CHARACTERS = 10,
	LONGER_CHARACTERS_IN_CASE = 40,
};

/* A longer key is not judged. */
enum { KEY_WORDS = 200 };

void flaw_longest_option(struct flaw_question *question)
{
	struct report *report = question->check->report;
	size_t longest = 0, written_out = 0;
	if (!report_wants(report, RULE_QUESTION_LONGEST_OPTION_IS_KEY) || !flaw_has_key(question))
		return;
	const struct flaw_text *key = &question->options[question->key];
	for (size_t i = 0; i < question->count; i++)
		if (i != question->key) {
			const struct flaw_text *other = &question->options[i];
			longest = other->length > longest ? other->length : longest;
			written_out += other->count != 1 || !other->words[0].capitals;
		}
	size_t percent = key->count <= TERM_WORDS ? LONGER_TERM_PERCENT : LONGER_PERCENT;
	size_t more = question->has_case ? LONGER_CHARACTERS_IN_CASE : LONGER_CHARACTERS;
	/* Any term is longer than abbreviations. */
	if (key->count < 2 || (key->count <= TERM_WORDS && !written_out) || key->length * 100 < longest * percent || key->length < longest + more)
		return;
	struct diagnostic *d = report_add(report, RULE_QUESTION_LONGEST_OPTION_IS_KEY, key->tag, question->id,
					  "the correct option is much longer than the others");
	report_label(report, d, "%zu characters; the longest of the others has %zu", key->length, longest);
	report_help(report, d,
		    "shorten it and move explanations to its feedback, or give the others as much detail");
}

void flaw_word_repeat(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	if (!report_wants(report, RULE_QUESTION_WORD_REPEAT) || !flaw_has_key(question))
		return;
	const struct flaw_text *key = &question->options[question->key];
	/* A correct answer may naturally repeat words of the case. */
	size_t from = question->has_case ? question->lead : 0;
	size_t to = question->has_case ? question->lead_end : stem->count;
	for (size_t i = 0; i < key->count && key->count <= KEY_WORDS; i++) {
		struct str root = flaw_root(key, i);
		bool repeats = false;
		if (!flaw_is_content(&key->words[i]))
			continue;
		for (size_t s = from; s < to && !repeats; s++)
			repeats = flaw_is_content(&stem->words[s]) && str_equal(flaw_root(stem, s), root);
		for (size_t o = 0; o < question->count && repeats; o++)
			repeats = o == question->key || !flaw_has_root(&question->options[o], root);
		if (!repeats)
			continue;
		struct diagnostic *d = report_add(
			report, RULE_QUESTION_WORD_REPEAT, flaw_words_span(question, key, i, i), question->id,
			"\"%.*s\" from the stem recurs only in the correct option", STR_ARG(flaw_word(key, i)));
		report_help(report, d, "reword it, or use the word in a distractor too");
		return;
	}
}
