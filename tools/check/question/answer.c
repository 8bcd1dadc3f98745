/* The answers of questions without options. */
#include "check/question/parts.h"
#include "lesson/answer_range.h"

static void add_no_answer(struct lesson_check *check, const struct question *question, const char *help)
{
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_NO_ANSWER, question->element.tag,
					  question->id.value, "this question has no answer");
	report_help(check->report, d, "%s", help);
}

static void check_open(struct lesson_check *check, const struct question *question)
{
	const struct flow *model = question->model_answer;
	if (question->options || !flow_is_blank(model) || question->element.unsure || (model && model->element.unsure))
		return;
	add_no_answer(check, question, "add <answer> for each short answer that is accepted, or <model-answer>");
}

static void add_wrong(struct lesson_check *check, const struct question *question, const struct attribute *attribute,
		      const char *message, const char *help)
{
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_IMPOSSIBLE_RANGE, attribute->span,
					  question->id.value, "%s", message);
	report_help(check->report, d, "%s", help);
}

/* Whether the tolerance is a percentage of 0. */
static bool is_share_of_nothing(const struct question *question)
{
	struct str tolerance = question->tolerance.value;
	int64_t value;
	return tolerance.len && tolerance.at[tolerance.len - 1] == '%' && decimal_read(&question->value, &value) &&
	       value == 0;
}

/* There is no negative zero: a digit is probably missing. */
static void check_negative_zero(struct lesson_check *check, const struct question *question)
{
	const struct attribute *const numbers[] = { &question->value, &question->min, &question->max };
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		int64_t number;
		if (numbers[i]->value.len && numbers[i]->value.at[0] == '-' && decimal_read(numbers[i], &number) &&
		    number == 0)
			add_wrong(check, question, numbers[i], "0 has no sign", "write the number that is meant, or 0");
	}
}

/* Attributes that contradict each other; false if there are any. */
static bool check_attributes(struct lesson_check *check, const struct question *question)
{
	const struct attribute *min = &question->min, *max = &question->max, *tolerance = &question->tolerance;
	bool has_range = min->value.at && max->value.at;
	if (!min->value.at != !max->value.at)
		add_wrong(check, question, min->value.at ? min : max,
			  min->value.at ? "min without max" : "max without min",
			  "write both, or write value, and tolerance if other numbers are accepted too");
	else if (tolerance->value.at && has_range)
		add_wrong(check, question, tolerance, "tolerance beside min and max",
			  "delete it: min and max say which numbers are accepted");
	else if (is_share_of_nothing(question))
		add_wrong(check, question, tolerance, "a percentage of 0 is 0, so only 0 is accepted",
			  "write the tolerance as a number, in the unit of the value; or delete it");
	else if (tolerance->value.at && !question->value.value.at)
		add_wrong(check, question, tolerance, "tolerance without a value", "add value, the correct number");
	else
		return true;
	return false;
}

static void check_numeric(struct lesson_check *check, const struct question *question)
{
	struct answer_range range;
	int64_t value;
	bool has_value = question->value.value.at;
	check_negative_zero(check, question);
	if (!has_value && !question->min.value.at && !question->max.value.at && !question->tolerance.value.at &&
	    !question->element.unsure)
		add_no_answer(check, question, "add value, and tolerance if need be, or min and max");
	if (!check_attributes(check, question) || !answer_range_read(question, &range))
		return;
	if (range.least > range.most)
		add_wrong(check, question, &question->min, "no number is accepted: min is above max", "swap them");
	else if (has_value && decimal_read(&question->value, &value) && (value < range.least || value > range.most))
		add_wrong(check, question, &question->value, "the value is not within min and max",
			  "correct it, or min and max");
}

static void check_count(struct lesson_check *check, const struct question *question, const char *message,
			const char *help)
{
	const struct option *only = question->options;
	if (!only || only->next || only->element.unsure || question->element.unsure)
		return;
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_TOO_FEW_OPTIONS, question->element.tag,
					  question->id.value, "%s", message);
	report_help(check->report, d, "%s", help);
}

void check_answer(struct lesson_check *check, const struct question *question)
{
	switch (question->kind) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE: break;
	case QUESTION_OPEN: check_open(check, question); break;
	case QUESTION_NUMERIC: check_numeric(check, question); break;
	case QUESTION_MATCHING:
		check_count(check, question, "this question has only one choice",
			    "add others, of which some may be right for no prompt");
		check_option_set(check, question);
		check_option_marks(check, question);
		check_equal_options(check, question);
		break;
	case QUESTION_ORDERING:
		check_count(check, question, "this question has only one step", "add the others");
		check_option_marks(check, question);
		break;
	}
}
