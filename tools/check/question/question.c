#include "check/core/fold.h"
#include "check/question/parts.h"
#include "check/core/rules.h"
#include "check/core/symbols.h"
#include "check/text/text.h"

static unsigned line_of(struct lesson_check *check, struct span span)
{
	return source_location(check->source, span).line;
}

static void check_stem(struct lesson_check *check, const struct question *question)
{
	const struct flow *stem = question->stem;
	if (!stem || stem->element.unsure || !flow_is_blank(stem))
		return;
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_EMPTY_STEM, stem->element.tag, question->id.value,
					  "this question asks nothing");
	report_label(check->report, d, "nothing to read");
	report_help(check->report, d, "write the question");
}

static void check_keys(struct lesson_check *check, const struct question *question)
{
	struct report *report = check->report;
	struct str item = question->id.value;
	const struct option *first = NULL, *second = NULL;
	size_t options = 0, keys = 0;
	bool sure = !question->element.unsure;
	for (const struct option *o = question->options; o; o = o->next) {
		options++;
		if (!o->correct)
			continue;
		keys++;
		if (!first)
			first = o;
		else if (!second)
			second = o;
	}
	struct diagnostic *d = NULL;
	if (keys == 0 && sure) {
		d = report_add(report, RULE_QUESTION_NO_KEY, question->element.tag, item,
			       "this question has no correct option");
		report_label(report, d, "%zu option%s, none marked correct=\"true\"", options, options == 1 ? "" : "s");
		report_help(report, d, "mark the correct option, or retire the question");
	}
	if (options < 2 && sure) {
		d = report_add(report, RULE_QUESTION_TOO_FEW_OPTIONS, question->element.tag, item,
			       "this question has only one option");
		report_label(report, d, "no choice");
		report_help(report, d, "add plausible wrong options, or make it a card");
	}
	if (keys == options && options > 1 && question->kind == QUESTION_MULTIPLE) {
		d = report_add(report, RULE_QUESTION_NO_WRONG_OPTION, question->element.tag, item,
			       "all %zu options are marked correct", options);
		report_help(report, d, "add a wrong option: a learner who marks them all learns nothing");
	}
	if (keys > 1 && question->kind == QUESTION_SINGLE) {
		d = report_add(report, RULE_QUESTION_MANY_KEYS, second->correct_attribute.span, item,
			       "%zu options are marked correct, but only one may be", keys);
		report_label(report, d, "the first is on line %u", line_of(check, first->element.tag));
		report_help(report, d,
			    "keep the one best answer, or write kind=\"multiple\" if learners are to mark them all");
	}
}

/* The text by which equal options are detected: folded; but unfolded if folding leaves nothing (a question mark), or
 * just one letter (an allele, a unit). */
static struct str option_key(struct lesson_check *check, const struct option *option)
{
	buf_clear(&check->questions.text);
	buf_clear(&check->questions.folded);
	const struct flow flow = option_flow(option);
	text_flow(&check->questions.text, &flow, STR_NONE);
	fold(&check->questions.folded, buf_view(&check->questions.text));
	return check->questions.folded.len > 1 ? buf_view(&check->questions.folded)
					       : str_trim(buf_view(&check->questions.text));
}

/* The smallest difference between option and any of the preceding ones of the list with the same folded key. */
static enum symbols_difference nearest_same(struct lesson_check *check, const struct option *list,
					    const struct option *option, struct str key, const struct option **nearest)
{
	enum symbols_difference least = SYMBOLS_DIFFER;
	for (const struct option *o = list; o != option && least != SYMBOLS_SAME; o = o->next) {
		const struct flow flow = option_flow(option);
		if ((inline_is_blank(o->text) && !o->blocks) || !str_equal(option_key(check, o), key))
			continue;
		buf_clear(&check->questions.other);
		text_flow(&check->questions.other, &flow, STR_NONE);
		enum symbols_difference difference =
			symbols_compare(buf_view(&check->questions.text), buf_view(&check->questions.other));
		if (difference < least) {
			least = difference;
			*nearest = o;
		}
	}
	return least;
}

/* The options of a question, or others of that structure, and what their author calls one. */
struct judged_options {
	const struct question *question;
	const struct option *first;
	const char *noun;
};

static void check_same_option(struct lesson_check *check, const struct judged_options *list, const struct option *option)
{
	const struct question *question = list->question;
	struct report *report = check->report;
	struct str key = arena_str(&check->questions.memory, option_key(check, option));
	void **slot = key.at ? map_put(&check->questions.seen, key) : NULL;
	if (!slot) {
		check->failed = true;
		return;
	}
	if (!*slot) {
		*slot = (void *)(uintptr_t)option;
		return;
	}
	const struct option *first = *slot;
	enum symbols_difference difference = nearest_same(check, list->first, option, key, &first);
	bool same = difference == SYMBOLS_SAME;
	/* It is no difference between accepted answers, but may be one between pictures. */
	if (difference == SYMBOLS_DIFFER || (!same && (question->kind == QUESTION_OPEN || option->blocks)))
		return;
	enum rule_id rule = same ? RULE_QUESTION_DUPLICATE_OPTIONS : RULE_QUESTION_EQUIVALENT_OPTIONS;
	struct diagnostic *d = report_add(report, rule, option->element.tag, question->id.value,
					  "two %ss of this question %s", list->noun,
					  same ? "are the same" : "differ only in letter case or brackets");
	report_label(report, d, same ? "the same as on line %u" : "the other is on line %u",
		     line_of(check, first->element.tag));
	report_help(report, d, question_has_options(question) ? "replace one of them with another plausible answer, or delete it"
						     : "delete one of them");
}

static void check_feedback(struct lesson_check *check, const struct question *question, const struct option *option)
{
	if (!flow_is_blank(option->feedback))
		return;
	struct span span = option->feedback ? option->feedback->element.tag : option->element.tag;
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_NO_FEEDBACK, span, question->id.value,
					  "this option has no feedback");
	report_help(check->report, d, "say in <feedback> why it is %s", option->correct ? "right" : "wrong");
}

static void check_options(struct lesson_check *check, const struct judged_options *list)
{
	const struct question *question = list->question;
	struct report *report = check->report;
	map_clear(&check->questions.seen);
	arena_clear(&check->questions.memory);
	for (const struct option *o = list->first; o; o = o->next) {
		bool blank = inline_is_blank(o->text) && !o->blocks;
		if (o->element.unsure && blank)
			continue;
		if (blank) {
			struct diagnostic *d = report_add(report, RULE_QUESTION_EMPTY_OPTION, o->element.tag,
							  question->id.value, "this %s is empty", list->noun);
			report_label(report, d, o->feedback ? "nothing but feedback" : "nothing to read");
			report_help(report, d, "write it, or delete the element");
		} else if (report_wants(report, RULE_QUESTION_DUPLICATE_OPTIONS) ||
			   report_wants(report, RULE_QUESTION_EQUIVALENT_OPTIONS)) {
			check_same_option(check, list, o);
		}
		if (question_has_options(question))
			check_feedback(check, question, o);
	}
}

static const char *const option_nouns[] = {
	[QUESTION_SINGLE] = "option", [QUESTION_MULTIPLE] = "option",  [QUESTION_OPEN] = "answer",
	[QUESTION_NUMERIC] = "",      [QUESTION_MATCHING] = "choice", [QUESTION_ORDERING] = "step",
};

static void check_explanation(struct lesson_check *check, const struct question *question)
{
	const struct flow *explanation = question->explanation;
	if (question->element.unsure || !flow_is_blank(explanation) || !flow_is_blank(question->model_answer))
		return;
	struct span span = explanation ? explanation->element.tag : question->element.tag;
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_NO_EXPLANATION, span, question->id.value,
					  "this question has no explanation");
	report_help(check->report, d, "add <explanation> at its end: why the answer is right");
}

void check_questions(struct lesson_check *check)
{
	for (const struct question *q = check->lesson->questions; q; q = q->next) {
		check_stem(check, q);
		check_options(check, &(struct judged_options){ q, q->options, option_nouns[q->kind] });
		if (q->prompts)
			check_options(check, &(struct judged_options){ q, q->prompts, "prompt" });
		check_option_ids(check, q);
		if (question_has_options(q)) {
			if (q->options && !q->options->element.implied)
				check_keys(check, q);
			check_credit(check, q);
			check_option_set(check, q);
			check_option_marks(check, q);
			check_option_numbers(check, q);
			check_equal_options(check, q);
			check_comments(check, q);
		} else {
			check_answer(check, q);
		}
		check_explanation(check, q);
	}
	check_question_set(check);
}
