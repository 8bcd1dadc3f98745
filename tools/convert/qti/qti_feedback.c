/* Feedback: on options where it is about one, else in the explanation. */
#include "convert/qti/qti.h"

/* When a feedback is shown, from all its triggers. */
struct qti_shown {
	bool always, right, wrong, otherwise, unknown, answers;
};

static bool is_about(const struct qti_trigger *trigger, const struct qti_feedback *feedback)
{
	bool outcome = !trigger->outcome.at || !feedback->outcome.at || str_equal(trigger->outcome, feedback->outcome);
	return outcome && (trigger->when == QTI_SAME || (feedback->id.at && str_equal(trigger->id, feedback->id)));
}

/* The content as it was read first, then read again each time, because no two parts may share it. */
static struct flow *take_content(struct qti_item *item, struct qti_feedback *feedback)
{
	struct flow *flow = feedback->first ? feedback->first : item->read(item->qti, feedback->node);
	feedback->first = NULL;
	return flow_is_blank(flow) ? NULL : flow;
}

static void append(struct qti_item *item, struct flow **to, struct flow *flow)
{
	if (!flow)
		return;
	if (*to)
		flow_append(&item->qti->import->arena, *to, flow);
	else
		*to = flow;
}

static void explain(struct qti_item *item, struct qti_feedback *feedback, struct str words)
{
	struct flow *flow = take_content(item, feedback);
	if (flow && words.len) {
		struct inline_chain chain;
		inline_chain_init(&chain);
		inline_chain_add(&chain, make_text(&item->qti->import->arena, qti_join(item->qti, "", words, ": ")));
		inline_chain_add(&chain, flow->text);
		flow->text = chain.first;
	}
	append(item, &item->explanation, flow);
}

static void tell_option(struct qti_item *item, struct qti_feedback *feedback, struct qti_answer *answer)
{
	append(item, &answer->content.feedback, take_content(item, feedback));
}

/* The answers after which it is shown. *all is whether these are all options. */
static size_t chosen(struct qti_item *item, const struct qti_feedback *feedback, struct qti_answer **answers,
		     struct qti_task **of, bool *all)
{
	size_t count = 0, options = 0;
	*of = NULL;
	for (const struct qti_trigger *t = item->triggers; t; t = t->next) {
		if (!is_about(t, feedback) || (t->when != QTI_CHOSEN && t->when != QTI_SAME))
			continue;
		struct qti_task *task = qti_find_task(item, t->response);
		struct str id = t->when == QTI_SAME ? feedback->id : t->answer;
		struct qti_answer *answer = task && id.at ? qti_find_answer(task->answers, id) : NULL;
		size_t i = 0;
		while (i < count && answers[i] != answer)
			i++;
		if (!answer || i < count || count == QTI_ANSWERS_MAX)
			continue;
		answers[count++] = answer;
		*of = task;
	}
	for (const struct qti_answer *a = *of ? (*of)->answers : NULL; a; a = a->next)
		options++;
	*all = *of && (*of)->kind == QTI_CHOICE && count == options;
	return count;
}

static struct qti_shown shown_when(const struct qti_item *item, const struct qti_feedback *feedback)
{
	struct qti_shown shown = { .always = false };
	for (const struct qti_trigger *t = item->triggers; t; t = t->next) {
		if (!is_about(t, feedback))
			continue;
		shown.always = shown.always || t->when == QTI_ALWAYS;
		shown.right = shown.right || t->when == QTI_RIGHT;
		shown.wrong = shown.wrong || t->when == QTI_WRONG;
		shown.otherwise = shown.otherwise || t->when == QTI_OTHERWISE;
		shown.unknown = shown.unknown || t->when == QTI_UNKNOWN;
		shown.answers = shown.answers || t->when == QTI_CHOSEN;
	}
	shown.always = shown.always || (shown.right && shown.wrong);
	return shown;
}

/* Whether it is right to choose the answer, as far as is known before the points are shared. */
static bool is_right(const struct qti_task *task, const struct qti_answer *answer)
{
	bool keyed = false;
	for (const struct qti_answer *a = task->answers; a; a = a->next)
		keyed = keyed || a->correct;
	return keyed ? answer->correct : answer->weight > 0;
}

/* Feedback for right or wrong replies: of a question with one right option, these are options. */
static void place_by_rightness(struct qti_item *item, struct qti_feedback *feedback, bool right)
{
	struct qti_task *task = item->tasks;
	if (item->task_count == 1 && task->kind == QTI_CHOICE && !task->multiple) {
		for (struct qti_answer *a = task->answers; a; a = a->next)
			if (is_right(task, a) == right)
				tell_option(item, feedback, a);
		return;
	}
	qti_change(item->qti, right ? STR("feedback for right replies") : STR("feedback for wrong replies"),
		   "all learners see the explanation", "added to the explanation");
	explain(item, feedback, STR(""));
}

static void place_on_answers(struct qti_item *item, struct qti_feedback *feedback, struct qti_task *task,
			     struct qti_answer **answers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (task->kind == QTI_CHOICE) {
			tell_option(item, feedback, answers[i]);
			continue;
		}
		qti_change(item->qti, STR("feedback of an answer"), "only options have feedback",
			   "added to the explanation");
		explain(item, feedback, answers[i]->id);
	}
}

/* Of a question to answer in words: whether all these are accepted, so that it is feedback for right replies. */
static bool are_accepted(const struct qti_task *task, struct qti_answer **answers, size_t count)
{
	size_t accepted = 0, right = 0;
	for (const struct qti_answer *a = task->answers; a; a = a->next)
		accepted += is_right(task, a);
	for (size_t i = 0; i < count; i++)
		right += is_right(task, answers[i]);
	return right == accepted && right == count;
}

static void place(struct qti_item *item, struct qti_feedback *feedback, struct qti_answer **answers)
{
	bool all;
	struct qti_task *task;
	struct qti_shown shown = shown_when(item, feedback);
	size_t count = chosen(item, feedback, answers, &task, &all);
	bool text = task && task->kind != QTI_CHOICE;
	feedback->first = take_content(item, feedback);
	if (!feedback->first)
		return;
	if (feedback->hides) {
		qti_changef(item->qti, "feedback of lessons is never hidden on a condition", "added to the explanation",
			    "feedback '%.*s'", STR_ARG(feedback->id));
		explain(item, feedback, STR(""));
	} else if (shown.always || all || (text && shown.otherwise)) {
		explain(item, feedback, STR(""));
	} else if (feedback->owner) {
		tell_option(item, feedback, feedback->owner);
	} else if (text && are_accepted(task, answers, count)) {
		place_by_rightness(item, feedback, true);
	} else if (count) {
		place_on_answers(item, feedback, task, answers, count);
	} else if (shown.right || shown.wrong || shown.otherwise) {
		place_by_rightness(item, feedback, shown.right);
	} else {
		qti_changef(item->qti, "its condition is not about the answer alone, or is never met",
			    "added to the explanation", "feedback '%.*s'", STR_ARG(feedback->id));
		explain(item, feedback, STR(""));
	}
}

void qti_place_feedback(struct qti_item *item)
{
	struct qti_answer **answers =
		item->feedback ? arena_alloc(&item->qti->import->arena, QTI_ANSWERS_MAX * sizeof(*answers)) : NULL;
	for (struct qti_feedback *f = item->feedback; answers && f; f = f->next)
		place(item, f, answers);
}
