/* Matching questions of QTI 1.2. */
#include "convert/qti/qti1_reading.h"

#include <stdio.h>

static bool has_text(const struct option *content)
{
	return content->blocks || !inline_is_blank(content->text);
}

/* Blackboard has the choices beside the prompts, each of which numbers them. */
static void read_right_block(struct qti1_reading *r, struct qti_task *task, const xmlNode *block)
{
	const xmlNode *flow = qti_child(block, "flow");
	size_t place = 0;
	for (; flow; flow = qti_next(flow, "flow"), place++) {
		char id[32];
		snprintf(id, sizeof(id), "right-%zu", place + 1);
		struct qti_answer *choice = qti_add_answer(r->item, task, &task->answers, str_from(id));
		if (!choice)
			return;
		html_flow_option(&r->qti->html, qti1_flow(r->qti, flow), &choice->content);
		choice->match = STR("");
		/* The labels in that place, of all prompts. */
		for (const xmlNode *n = qti_walk(r->presentation, r->presentation); n;
		     n = qti_walk(n, r->presentation)) {
			const xmlNode *label = qti_is(n, "response_lid") ? qti_find(n, "response_label") : NULL;
			for (size_t i = 0; label && i < place; i++)
				label = qti_next(label, "response_label");
			if (label)
				choice->match = qti_join(r->qti, "", choice->match,
							 arena_copy(&r->qti->import->arena, qti1_ident(label).at,
								    qti1_ident(label).len));
		}
	}
}

static const xmlNode *right_block(const struct qti1_reading *r)
{
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation); n; n = qti_walk(n, r->presentation))
		if (qti_is(n, "flow") && qti_attribute_is(n, "class", "RIGHT_MATCH_BLOCK"))
			return n;
	return NULL;
}

/* Canvas has a response for each category, all with the same labels, several of which may belong to it. */
static bool has_categories(const struct qti1_reading *r)
{
	return r->kind->name && strcmp(r->kind->name, "categorization_question") == 0;
}

static void read_categories(struct qti1_reading *r, struct qti_task *task)
{
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation), *next; n; n = next) {
		next = qti1_is_response(n) ? qti_skip(n, r->presentation) : qti_walk(n, r->presentation);
		if (!qti1_is_response(n))
			continue;
		struct qti_answer *category = qti_add_answer(r->item, task, &task->answers, qti1_ident(n));
		if (!category)
			return;
		html_flow_option(&r->qti->html, qti1_flow(r->qti, n), &category->content);
		qti1_add_labels(r, task, &task->prompts, n);
	}
}

void qti1_read_matching(struct qti1_reading *r)
{
	struct qti_task *task = qti_add_task(r->item, QTI_MATCH, STR(""));
	const xmlNode *block = right_block(r);
	if (!task)
		return;
	task->shuffle = r->qti->shuffles;
	if (has_categories(r)) {
		read_categories(r, task);
		return;
	}
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation), *next; n; n = next) {
		next = qti1_is_response(n) ? qti_skip(n, r->presentation) : qti_walk(n, r->presentation);
		if (!qti1_is_response(n))
			continue;
		struct qti_answer *prompt = qti_add_answer(r->item, task, &task->prompts, qti1_ident(n));
		if (!prompt)
			return;
		html_flow_option(&r->qti->html, qti1_flow(r->qti, n), &prompt->content);
		/* Blackboard has its text before it. */
		const xmlNode *parent = n->parent;
		if (!has_text(&prompt->content) && parent != r->presentation && qti_is(parent, "flow"))
			html_flow_option(&r->qti->html, qti1_flow(r->qti, parent), &prompt->content);
		task->shuffle = task->shuffle || qti1_shuffles(n);
		if (!block)
			qti1_add_labels(r, task, &task->answers, n);
	}
	if (block)
		read_right_block(r, task, block);
}

/* Whether there are several responses, each with a text of its own, to choose among the same labels. */
bool qti1_is_matching(const struct qti1_reading *r, size_t responses)
{
	if (r->kind->name)
		return r->kind->kind == QTI_MATCH;
	if (responses < 2)
		return false;
	const xmlNode *first = NULL;
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation); n; n = qti_walk(n, r->presentation)) {
		if (!qti1_is_response(n))
			continue;
		const xmlNode *label = qti_find(n, "response_label");
		if (!qti_is(n, "response_lid") || !qti_child(n, "material") || !label)
			return false;
		if (first && !str_equal(qti1_ident(first), qti1_ident(label)))
			return false;
		first = label;
	}
	return true;
}
