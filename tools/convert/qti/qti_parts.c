/* The parts of an item that is being read. */
#include "convert/qti/qti.h"

#include "lesson/language_tag.h"

void qti_item_init(struct qti_item *item, struct qti *qti)
{
	*item = (struct qti_item){ .qti = qti, .item = qti->html.item, .id = STR(""), .title = STR("") };
	item->outer_language = qti->import->language;
	item->last_task = &item->tasks;
	item->last_feedback = &item->feedback;
	item->last_trigger = &item->triggers;
}

void qti_set_language(struct qti_item *item, const xmlNode *node)
{
	struct qti *qti = item->qti;
	struct arena *arena = &qti->import->arena;
	struct str lang = qti_language(node);
	struct lesson *lesson = qti->lesson ? &qti->lesson->lesson : NULL;
	if (!lang.len || !lesson)
		return;
	if (!language_tag_check(lang, NULL)) {
		qti_changef(qti, "its tag is not valid", "left out", "language '%.*s'", STR_ARG(lang));
		return;
	}
	lang = arena_str(arena, lang);
	if (!lang.at)
		return;
	qti->import->language = lang.at;
	if (!qti->language_known) {
		lesson->lang = make_attribute(arena, lang);
		lesson->element.lang = lesson->lang.value;
	}
	qti->language_known = true;
	if (!language_tag_same(lang, lesson->lang.value))
		item->lang = lang;
}

struct qti_task *qti_add_task(struct qti_item *item, enum qti_kind kind, struct str response)
{
	struct qti_task *task =
		item->task_count < QTI_TASKS_MAX ? arena_alloc(&item->qti->import->arena, sizeof(*task)) : NULL;
	if (!task) {
		qti_change(item->qti, STR("more than 100 answers to give"), "that is too many", "left out");
		return NULL;
	}
	*task = (struct qti_task){ .kind = kind, .response = response.at ? response : STR(""), .label = STR_NONE };
	*item->last_task = task;
	item->last_task = &task->next;
	item->task_count++;
	return task;
}

struct qti_answer *qti_add_answer(struct qti_item *item, struct qti_task *task, struct qti_answer **list, struct str id)
{
	struct arena *arena = &item->qti->import->arena;
	struct qti_answer *answer = task->count < QTI_ANSWERS_MAX ? arena_alloc(arena, sizeof(*answer)) : NULL;
	if (!answer) {
		qti_change(item->qti, STR("more than 2000 answers"), "that is too many", "left out");
		return NULL;
	}
	task->count++;
	answer->id = id.at ? make_str(arena, id) : STR("");
	while (*list)
		list = &(*list)->next;
	*list = answer;
	return answer;
}

struct qti_answer *qti_find_answer(struct qti_answer *list, struct str id)
{
	while (list && !str_equal(list->id, id))
		list = list->next;
	return list;
}

struct qti_task *qti_find_task(const struct qti_item *item, struct str response)
{
	struct qti_task *task = item->tasks;
	while (task && !str_equal(task->response, response) && !(task->label.at && str_equal(task->label, response)))
		task = task->next;
	return task;
}

void qti_add_trigger(struct qti_item *item, struct qti_trigger trigger)
{
	size_t count = 0;
	for (const struct qti_trigger *t = item->triggers; t; t = t->next, count++)
		if (trigger.when == QTI_SAME && t->when == QTI_SAME && str_equal(t->response, trigger.response) &&
		    str_equal(t->outcome, trigger.outcome))
			return;
	if (count >= QTI_ANSWERS_MAX)
		return;
	struct qti_trigger *made = arena_alloc(&item->qti->import->arena, sizeof(*made));
	if (!made)
		return;
	*made = trigger;
	made->next = NULL;
	*item->last_trigger = made;
	item->last_trigger = &made->next;
}

void qti_add_feedback(struct qti_item *item, struct qti_feedback feedback)
{
	if (item->feedback_count++ >= QTI_ANSWERS_MAX)
		return;
	struct qti_feedback *made = arena_alloc(&item->qti->import->arena, sizeof(*made));
	if (!made)
		return;
	*made = feedback;
	made->next = NULL;
	*item->last_feedback = made;
	item->last_feedback = &made->next;
}
