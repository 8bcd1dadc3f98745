#include "check/question_parts.h"

static void check_objectives(struct lesson_check *check)
{
	const struct lesson *lesson = check->lesson;
	struct report *report = check->report;
	bool claims = false;
	map_clear(&check->seen);
	for (const struct question *q = lesson->questions; q; q = q->next) {
		if (q->objective.value.at) {
			void **slot = map_put(&check->seen, q->objective.value);
			check->failed = check->failed || !slot;
			if (slot)
				*slot = (void *)(uintptr_t)q;
			claims = true;
		}
		if (q->objective.value.at || q->element.implied)
			continue;
		struct diagnostic *d = report_add(report, RULE_QUESTION_NO_OBJECTIVE, q->element.tag, q->id.value,
						  "this question serves none of the lesson's objectives");
		report_help(report, d, "name the one that it tests: objective=\"ID\"");
	}
	/* A lesson whose questions claim nothing does not work with objectives; that has been told. */
	if (!claims || !report_wants(report, RULE_QUESTION_OBJECTIVE_WITHOUT_QUESTION))
		return;
	for (const struct objective *o = lesson->objectives; o; o = o->next) {
		if (o->element.implied || map_get(&check->seen, o->id.value))
			continue;
		struct diagnostic *d = report_add(report, RULE_QUESTION_OBJECTIVE_WITHOUT_QUESTION, o->element.tag,
						  STR_NONE, "no question of the lesson tests this objective");
		report_help(report, d, "add a question that does, or leave the objective out");
	}
}

enum { POSITIONS = 10 };

/* The value that chi-square passes by chance once in a thousand times, by degrees of freedom. */
static double critical(size_t freedom)
{
	static const double values[POSITIONS] = { 0,	  10.828, 13.816, 16.266, 18.467,
						  20.515, 22.458, 24.322, 26.124, 27.877 };
	return values[freedom < POSITIONS ? freedom : POSITIONS - 1];
}

/* How often the key stood first, second … and how often it would by lot. */
struct positions {
	double seen[POSITIONS], expected[POSITIONS];
	const struct question *first[POSITIONS]; /* the first question whose key stands there */
	long questions;
};

static void count_question(struct positions *positions, const struct question *question)
{
	size_t count = 0, key = 0, keys = 0;
	for (const struct option *o = question->options; o; o = o->next, count++) {
		if (!o->correct)
			continue;
		key = count;
		keys++;
	}
	if (keys != 1 || count < 2 || count > POSITIONS || question->kind != QUESTION_SINGLE)
		return;
	for (size_t i = 0; i < count; i++)
		positions->expected[i] += 1.0 / (double)count;
	positions->seen[key]++;
	positions->questions++;
	if (!positions->first[key])
		positions->first[key] = question;
}

static void check_positions(struct lesson_check *check)
{
	struct report *report = check->report;
	struct positions positions = { .questions = 0 };
	for (const struct question *q = check->lesson->questions; q; q = q->next)
		count_question(&positions, q);
	if (positions.questions < report->settings->options[OPTION_QUESTION_KEY_POSITION_QUESTIONS])
		return;
	double chi = 0;
	size_t freedom = 0, most = 0;
	for (size_t i = 0; i < POSITIONS && positions.expected[i] > 0; i++) {
		double off = positions.seen[i] - positions.expected[i];
		chi += off * off / positions.expected[i];
		freedom = i;
		if (off > positions.seen[most] - positions.expected[most])
			most = i;
	}
	if (chi <= critical(freedom) || !positions.first[most])
		return;
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_KEY_POSITION, positions.first[most]->element.tag, STR_NONE,
			   "the right option is option %c in %.0f of the lesson's %ld questions",
			   (int)('A' + (int)most), positions.seen[most], positions.questions);
	report_label(report, d, "the first of them; by chance it would be %.0f", positions.expected[most]);
	report_help(report, d, "order options by number, date or alphabet: the key then falls anywhere");
}

void check_question_set(struct lesson_check *check)
{
	if (check->lesson->objectives && !check->lesson->objectives->element.implied)
		check_objectives(check);
	if (report_wants(check->report, RULE_QUESTION_KEY_POSITION))
		check_positions(check);
}
