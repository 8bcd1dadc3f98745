/* Responses of QTI 1.2: what there is to choose or to write. */
#include "convert/qti/qti1_reading.h"

bool qti1_is_response(const xmlNode *node)
{
	return qti_is(node, "response_lid") || qti_is(node, "response_str") || qti_is(node, "response_num") ||
	       qti_is(node, "response_xy") || qti_is(node, "response_grp") ||
	       (qti_is(node, "response_extension") && qti_find(node, "response_label"));
}

bool qti1_is_text(const xmlNode *item)
{
	const xmlNode *presentation = qti_child(item, "presentation");
	for (const xmlNode *n = presentation ? qti_walk(presentation, presentation) : NULL; n;
	     n = qti_walk(n, presentation))
		if (qti1_is_response(n))
			return false;
	return !qti_find(item, "varequal");
}

struct str qti1_ident(const xmlNode *node)
{
	struct str id = qti_attribute(node, "ident");
	if (!id.at)
		id = qti_attribute(node, "respident");
	return id.at ? str_trim(id) : STR("");
}

/* The labels of a response as answers. */
void qti1_add_labels(struct qti1_reading *r, struct qti_task *task, struct qti_answer **list, const xmlNode *response)
{
	for (const xmlNode *n = qti_walk(response, response); n; n = qti_walk(n, response)) {
		if (!qti_is(n, "response_label"))
			continue;
		struct qti_answer *answer = qti_find_answer(*list, qti1_ident(n));
		if (answer)
			continue;
		answer = qti_add_answer(r->item, task, list, qti1_ident(n));
		if (answer)
			html_flow_option(&r->qti->html, qti1_flow(r->qti, n), &answer->content);
	}
}

bool qti1_shuffles(const xmlNode *response)
{
	const xmlNode *render = qti_child(response, "render_choice");
	if (!render)
		render = qti_find(response, "ims_render_object");
	return render && qti_attribute_is(render, "shuffle", "Yes");
}

/* Canvas: whether a gap is filled with one of the words. */
static bool is_list(const xmlNode *response)
{
	const xmlNode *label = qti_find(response, "response_label");
	return label && (qti_attribute_is(label, "answer_type", "dropdown") ||
			 qti_attribute_is(label, "answer_type", "wordbank"));
}

/* Canvas: how what is written is compared with the answers. */
static void note_comparison(struct qti1_reading *r, struct qti_task *task, const xmlNode *response)
{
	for (const xmlNode *n = qti_walk(response, response); n; n = qti_walk(n, response)) {
		if (!qti_is(n, "response_label"))
			continue;
		if (qti_attribute_is(n, "scoring_algorithm", "TextRegex"))
			task->refused = "its answer is a pattern, but accepted answers are written out";
		else if (qti_attribute_is(n, "scoring_algorithm", "TextCloseEnough"))
			qti_change(r->qti, STR("similar spellings"), "accepted answers are written out",
				   "only the answer itself is accepted");
		else if (qti_attribute_is(n, "scoring_algorithm", "TextContainsAnswer"))
			qti_change(r->qti, STR("answers that contain the right one"),
				   "accepted answers are written out", "only the answer itself is accepted");
	}
}

static void read_choices(struct qti1_reading *r, const xmlNode *response)
{
	bool ordered = qti_attribute_is(response, "rcardinality", "Ordered") || r->kind->kind == QTI_ORDER;
	struct qti_task *task = qti_add_task(r->item, ordered ? QTI_ORDER : QTI_CHOICE, qti1_ident(response));
	if (!task)
		return;
	task->multiple = qti_attribute_is(response, "rcardinality", "Multiple");
	task->shuffle = qti1_shuffles(response) || r->qti->shuffles;
	qti1_add_labels(r, task, &task->answers, response);
	const xmlNode *extension = qti_child(response, "render_extension");
	if (extension && qti_child(extension, "material"))
		qti_change(r->qti, STR("labels of the first and the last step"), "steps have none", "left out");
	if (r->kind->kind == QTI_TEXT && r->kind->gaps && !is_list(response)) {
		task->kind = QTI_TEXT;
		note_comparison(r, task, response);
		for (struct qti_answer *a = task->answers; a; a = a->next)
			a->content.blocks = NULL;
	}
}

static const char *decimal(const xmlNode *response)
{
	const xmlNode *render = qti_child(response, "render_fib");
	struct str type = render ? qti_attribute(render, "fibtype") : STR_NONE;
	return type.at && (str_is(type, "Decimal") || str_is(type, "Integer") || str_is(type, "Scientific")) ? type.at
													     : NULL;
}

/* A response to write or a number to give. */
static void read_written(struct qti1_reading *r, const xmlNode *response)
{
	bool number = qti_is(response, "response_num") || r->kind->kind == QTI_NUMBER ||
		      (decimal(response) && !r->kind->gaps);
	enum qti_kind kind = number ? QTI_NUMBER : r->kind->kind == QTI_ESSAY ? QTI_ESSAY : QTI_TEXT;
	const xmlNode *label = qti_find(response, "response_label");
	struct qti_task *task = qti_add_task(r->item, kind, qti1_ident(response));
	if (task && label)
		task->label = qti1_ident(label);
}

static void read_response(struct qti1_reading *r, const xmlNode *response)
{
	struct qti_task *task;
	bool places = qti_is(response, "response_xy") || qti_find(response, "render_hotspot");
	if (qti1_is_written(response) || r->kind->kind == QTI_NUMBER) {
		read_written(r, response);
	} else if (!places && qti_find(response, "response_label")) {
		read_choices(r, response);
	} else {
		task = qti_add_task(r->item, QTI_CHOICE, qti1_ident(response));
		if (task)
			task->refused = places ? "lessons have no places in pictures to choose"
					       : "it has nothing to choose from";
	}
}

static struct flow *joined(struct qti *qti, struct flow *first, struct flow *more)
{
	if (!first || !more)
		return first ? first : more;
	flow_append(&qti->import->arena, first, more);
	return first;
}

void qti1_read_responses(struct qti1_reading *r)
{
	struct qti *qti = r->qti;
	size_t count = 0;
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation); n; n = qti_walk(n, r->presentation))
		count += qti1_is_response(n);
	bool matching = qti1_is_matching(r, count);
	bool gaps = !matching && r->kind->kind != QTI_ESSAY && qti1_has_gaps_between(r->presentation);
	qti->next_gap = gaps ? 1 : 0;
	r->item->body = qti1_flow(qti, r->presentation);
	qti->next_gap = 0;
	if (matching) {
		qti1_read_matching(r);
		return;
	}
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation), *next; n; n = next) {
		next = qti1_is_response(n) ? qti_skip(n, r->presentation) : qti_walk(n, r->presentation);
		if (!qti1_is_response(n))
			continue;
		unsigned before = r->item->task_count;
		struct qti_task **end = r->item->last_task;
		read_response(r, n);
		if (r->item->task_count == before)
			continue;
		(*end)->in_text = gaps && qti1_is_written(n);
		if (qti_child(n, "material") && !(*end)->in_text)
			(*end)->prompt = qti1_flow(qti, n);
		const xmlNode *render = qti_child(n, "render_choice");
		if (render && qti_child(render, "material"))
			(*end)->prompt = joined(qti, (*end)->prompt, qti1_flow(qti, render));
	}
	if (!count && r->kind->gaps)
		qti1_read_gaps_of_conditions(r);
}
