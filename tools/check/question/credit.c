#include "check/question/parts.h"
#include "lesson/answer_range.h"

#include <stdio.h>

static const int64_t percent = 1000000000, all = 100000000000, slack = 100000000; /* 3 times 33.333 is 100 */

static void add_wrong(struct lesson_check *check, const struct question *question, struct span span,
		      const char *message, const char *help)
{
	struct diagnostic *d =
		report_add(check->report, RULE_QUESTION_WRONG_CREDIT, span, question->id.value, "%s", message);
	report_help(check->report, d, "%s", help);
}

/* Returns whether the credit of a correct option is wrong, which is reported. */
static bool check_option(struct lesson_check *check, const struct question *question, const struct option *option,
			 int64_t credit)
{
	bool single = question->kind == QUESTION_SINGLE;
	struct span span = option->credit.span;
	bool wrong = option->correct && (single ? credit != all : credit <= 0);
	if (wrong && single)
		add_wrong(check, question, span, "the correct option does not give all points",
			  "delete this attribute: the correct option gives 100 percent");
	else if (wrong)
		add_wrong(check, question, span, "a correct option gives no points",
			  "write a number above 0, or delete the attribute");
	else if (!option->correct && single && credit == all)
		add_wrong(check, question, span, "a wrong option gives all points",
			  "write a number below 100, or mark the option correct");
	else if (!option->correct && !single && credit > 0)
		add_wrong(check, question, span, "a wrong option gives points",
			  "write 0 or less, or mark the option correct");
	return wrong;
}

void check_credit(struct lesson_check *check, const struct question *question)
{
	int64_t sum = 0, credit;
	size_t keys = 0, given = 0, wrong = 0;
	for (const struct option *o = question->options; o; o = o->next)
		keys += o->correct;
	if (keys == 0)
		return; /* reported otherwise */
	for (const struct option *o = question->options; o; o = o->next) {
		if (!decimal_read(&o->credit, &credit))
			continue;
		if (credit > all || credit < -all)
			return; /* reported by the schema */
		wrong += check_option(check, question, o, credit);
		given += o->correct;
		sum += o->correct ? credit : 0;
	}
	if (question->kind != QUESTION_MULTIPLE || given == 0 || wrong || question->element.unsure)
		return;
	if (given < keys)
		add_wrong(check, question, question->element.tag, "only some correct options have a credit",
			  "give each one, or none: they then share 100 percent");
	else if (sum < all - slack || sum > all + slack) {
		char message[96];
		snprintf(message, sizeof(message), "the correct options together give %lld percent of the points",
			 (long long)(sum / percent));
		add_wrong(check, question, question->element.tag, message,
			  "make the sum 100, or delete their credits: they then share 100 percent");
	}
}
