#include "check/question/flaw.h"
#include "check/question/parts.h"

static const enum rule_id rules[] = {
	RULE_QUESTION_NONE_OF_THE_ABOVE, RULE_QUESTION_ALL_OF_THE_ABOVE,      RULE_QUESTION_COMPLEX_OPTIONS,
	RULE_QUESTION_TRUE_FALSE,	 RULE_QUESTION_OPTIONS_OUT_OF_ORDER,  RULE_QUESTION_NEGATIVE_STEM,
	RULE_QUESTION_FILL_IN_BLANK,	 RULE_QUESTION_UNFOCUSED_STEM,	      RULE_QUESTION_ABSOLUTE_TERM,
	RULE_QUESTION_VAGUE_TERM,	 RULE_QUESTION_LONGEST_OPTION_IS_KEY, RULE_QUESTION_WORD_REPEAT,
	RULE_QUESTION_GRAMMATICAL_CUE,	 RULE_QUESTION_CONVERGENCE_CUE,	      RULE_QUESTION_LOGICAL_CUE,
	RULE_QUESTION_KEY_COUNT,
};

static bool wants_any(const struct report *report)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (report_wants(report, rules[i]))
			return true;
	return false;
}

static void check_question(struct lesson_check *check, const struct question *source)
{
	struct flaw_question question;
	arena_clear(&check->questions.memory);
	if (!flaw_read(&question, check, source))
		return;
	flaw_summaries(&question);
	if (!language_is_english(question.lang)) {
		flaw_negative_stem(&question);
		flaw_fill_in_blank(&question);
		return;
	}
	flaw_complex_options(&question);
	flaw_true_false(&question);
	flaw_order(&question);
	flaw_negative_stem(&question);
	flaw_fill_in_blank(&question);
	flaw_unfocused_stem(&question);
	flaw_terms(&question);
	flaw_longest_option(&question);
	flaw_word_repeat(&question);
	flaw_grammatical_cue(&question);
	flaw_convergence_cue(&question);
	flaw_logical_cue(&question);
	flaw_key_count(&question);
}

void check_flaws(struct lesson_check *check)
{
	/* Most of these rules only know English. */
	if (!wants_any(check->report))
		return;
	for (const struct question *q = check->lesson->questions; q; q = q->next)
		if (question_has_options(q) && (question_is_english(q) || (q->stem && flaw_knows_language(question_lang(q)))))
			check_question(check, q);
}
