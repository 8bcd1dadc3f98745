/* Keys that are the longest or shortest option of their question more often than by chance, over a lesson. */
#include "base/utf8.h"
#include "check/question/key_positions.h"
#include "check/question/parts.h"
#include "check/text/text.h"

#include <math.h>

struct length_tally {
	const struct question *first; /* the first question whose key is the longest, or the shortest */
	long seen;
};

static size_t length_of(struct lesson_check *check, const struct option *option)
{
	buf_clear(&check->questions.text);
	text_inline(&check->questions.text, option->text, TEXT_ANSWERS);
	return utf8_count(str_trim(buf_view(&check->questions.text)));
}

static void count_question(struct lesson_check *check, const struct question *question, struct length_tally *longest,
			   struct length_tally *shortest)
{
	size_t least = SIZE_MAX, most = 0, key = 0;
	for (const struct option *o = question->options; o; o = o->next) {
		size_t length = length_of(check, o);
		if (o->correct) {
			key = length;
			continue;
		}
		least = length < least ? length : least;
		most = length > most ? length : most;
	}
	struct length_tally *tally = key > most ? longest : key < least ? shortest : NULL;
	if (!tally)
		return;
	tally->seen++;
	tally->first = tally->first ? tally->first : question;
}

static void report_tally(struct lesson_check *check, const struct length_tally *tally, const char *extreme, long questions,
			 double expected)
{
	/* Chance exceeds the mean by this many standard deviations once in 2000 lessons. */
	static const double deviations = 3.3;
	double share = expected / (double)questions;
	if ((double)tally->seen <= expected + deviations * sqrt(expected * (1 - share)))
		return;
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_KEY_LENGTH, tally->first->element.tag, STR_NONE,
					  "the correct option is the %s in %ld of the lesson's %ld questions", extreme,
					  tally->seen, questions);
	report_label(check->report, d, "the first of them; by chance it would be about %.0f", expected);
	report_help(check->report, d, "give all options of a question about the same length");
}

void check_key_lengths(struct lesson_check *check)
{
	struct length_tally longest = { .seen = 0 }, shortest = { .seen = 0 };
	struct key key;
	long questions = 0;
	double expected = 0;
	if (!report_wants(check->report, RULE_QUESTION_KEY_LENGTH))
		return;
	for (const struct question *q = check->lesson->questions; q; q = q->next) {
		if (!question_key(q, &key))
			continue;
		questions++;
		expected += 1.0 / key.options;
		count_question(check, q, &longest, &shortest);
	}
	check->failed = check->failed || buf_failed(&check->questions.text);
	if (questions < check->report->settings->options[OPTION_QUESTION_KEY_LENGTH_QUESTIONS])
		return;
	report_tally(check, &longest, "longest", questions, expected);
	report_tally(check, &shortest, "shortest", questions, expected);
}
