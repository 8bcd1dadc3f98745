#include "check/question/key_positions.h"
#include "check/question/parts.h"

static void check_objectives(struct lesson_check *check)
{
	const struct lesson *lesson = check->lesson;
	struct report *report = check->report;
	bool claims = false;
	map_clear(&check->questions.seen);
	for (const struct question *q = lesson->questions; q; q = q->next) {
		if (q->objective.value.at) {
			void **slot = map_put(&check->questions.seen, q->objective.value);
			check->failed = check->failed || !slot;
			if (slot)
				*slot = (void *)(uintptr_t)q;
			claims = true;
		}
		if (q->objective.value.at || q->element.unsure)
			continue;
		struct diagnostic *d = report_add(report, RULE_QUESTION_NO_OBJECTIVE, q->element.tag, q->id.value,
						  "this question names none of the lesson's objectives");
		report_help(report, d, "name the one that it tests: objective=\"ID\"");
	}
	/* If no question of the lesson names an objective, the lesson does not use them; another rule reports that. */
	if (!claims || !report_wants(report, RULE_QUESTION_OBJECTIVE_WITHOUT_QUESTION))
		return;
	for (const struct objective *o = lesson->objectives; o; o = o->next) {
		if (o->element.unsure || map_get(&check->questions.seen, o->id.value))
			continue;
		struct diagnostic *d = report_add(report, RULE_QUESTION_OBJECTIVE_WITHOUT_QUESTION, o->element.tag,
						  STR_NONE, "no question of the lesson tests this objective");
		report_help(report, d, "add a question that does, or delete the objective");
	}
}

static void check_positions(struct lesson_check *check)
{
	struct report *report = check->report;
	struct key_positions positions = { .questions = 0 };
	const struct question *first[KEY_POSITIONS] = { NULL }; /* the first question with its key there */
	struct key key;
	size_t most;
	for (const struct question *q = check->lesson->questions; q; q = q->next) {
		if (!question_key(q, &key))
			continue;
		key_positions_add(&positions, key);
		if (!first[key.position])
			first[key.position] = q;
	}
	if (positions.questions < report->settings->options[OPTION_QUESTION_KEY_POSITION_QUESTIONS] ||
	    key_positions_unevenness(&positions, &most) <= 1 || !first[most])
		return;
	struct diagnostic *d = report_add(report, RULE_QUESTION_KEY_POSITION, first[most]->element.tag, STR_NONE,
					  "the correct option is option %c in %.0f of the lesson's %ld questions",
					  (int)('A' + (int)most), positions.seen[most], positions.questions);
	report_label(report, d, "the first of them; by chance it would be %.0f", positions.expected[most]);
	report_help(report, d, "order options by number, date or alphabet, which spreads the key over all positions");
}

/* For the rule about folders in key_folder.c. */
void check_index_keys(struct lesson_check *check)
{
	bool first = true;
	struct key key;
	if (!report_wants(check->report, RULE_QUESTION_KEY_POSITION))
		return;
	for (const struct question *q = check->lesson->questions; q; q = q->next) {
		if (!question_key(q, &key))
			continue;
		if (first)
			index_set_keys_location(check->index, source_location(check->source, q->element.tag));
		first = false;
		index_add_key(check->index, key);
	}
}

static void check_lone_questions(struct lesson_check *check)
{
	const struct question *before = NULL;
	for (const struct question *q = check->lesson->questions; q; before = q, q = q->next) {
		bool alone = q->set && !(before && before->set == q->set) && !(q->next && q->next->set == q->set);
		if (!alone || q->element.unsure || q->set->element.unsure)
			continue;
		struct diagnostic *d = report_add(check->report, RULE_QUESTION_LONE_QUESTION, q->set->element.tag,
						  STR_NONE, "this set has only one question");
		report_help(check->report, d, "move its vignette into the question, and delete the set");
	}
}

void check_question_set(struct lesson_check *check)
{
	check_lone_questions(check);
	if (check->lesson->objectives && !check->lesson->objectives->element.unsure)
		check_objectives(check);
	if (report_wants(check->report, RULE_QUESTION_KEY_POSITION))
		check_positions(check);
	check_key_lengths(check);
}
