/* Gaps of QTI 1.2, and values that are drawn by chance. */
#include "convert/qti/qti1_reading.h"

#include "convert/core/gaps.h"

bool qti1_is_written(const xmlNode *node)
{
	return qti_is(node, "response_str") || qti_is(node, "response_num");
}

bool qti1_has_gaps_between(const xmlNode *presentation)
{
	bool gap = false;
	for (const xmlNode *n = qti_walk(presentation, presentation), *next; n; n = next) {
		bool response = qti1_is_response(n) || qti_attribute_is(n, "class", "RESPONSE_BLOCK") ||
				qti_attribute_is(n, "class", "RIGHT_MATCH_BLOCK");
		next = response ? qti_skip(n, presentation) : qti_walk(n, presentation);
		gap = gap || qti1_is_written(n);
		bool text = n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
		if (gap && text && str_trim(str_from(n->content ? (const char *)n->content : "")).len)
			return true;
	}
	return false;
}

void qti1_read_gaps_of_conditions(struct qti1_reading *r)
{
	for (const xmlNode *n = qti_walk(r->node, r->node); n; n = qti_walk(n, r->node)) {
		struct str response = qti_is(n, "varequal") ? qti_attribute(n, "respident") : STR_NONE;
		if (response.len && !qti_find_task(r->item, response))
			qti_add_task(r->item, QTI_TEXT, response);
	}
}

/* The name in brackets of a gap: of Canvas, the text of the response, and response_NAME; of others the response. */
static bool is_gap(const struct qti_task *task, struct str name)
{
	struct str own = task->response;
	if (str_starts(own, "response_"))
		own = (struct str){ own.at + 9, own.len - 9 };
	if (own.len > 2 && own.at[0] == '[')
		own = (struct str){ own.at + 1, own.len - 2 };
	return str_equal(own, name);
}

static void find_gap(void *context, struct str name, struct buf *out)
{
	struct qti_item *item = context;
	unsigned number = 0;
	for (struct qti_task *task = item->tasks; task; task = task->next, number++) {
		if (!is_gap(task, name) || task->in_text)
			continue;
		task->in_text = true;
		gap_add(out, number);
		return;
	}
}

/* The material of a response names its gap. */
void qti1_place_gaps(struct qti1_reading *r)
{
	qti1_replace_marks(r->qti, r->item->body, find_gap, r->item);
	for (struct qti_task *task = r->item->tasks; task; task = task->next)
		if (task->in_text)
			task->prompt = NULL;
}

static void find_value(void *context, struct str name, struct buf *out)
{
	const struct qti1_reading *r = context;
	const xmlNode *set = qti_find(r->node, "var_set");
	for (const xmlNode *var = set ? qti_child(set, "var") : NULL; var; var = qti_next(var, "var"))
		if (str_equal(qti_attribute(var, "name").at ? qti_attribute(var, "name") : STR(""), name)) {
			buf_str(out, qti_text(r->qti, var));
			return;
		}
}

/* A question with values drawn by chance becomes one with the first of the values that were drawn. */
void qti1_read_calculated(struct qti1_reading *r)
{
	const xmlNode *set = qti_find(r->node, "var_set"), *answer = set ? qti_child(set, "answer") : NULL,
		      *tolerance = qti_find(r->node, "answer_tolerance");
	struct qti_task *task = r->item->tasks;
	if (!qti_find(r->node, "calculated") || !task)
		return;
	if (!answer) {
		task->refused = "its values are drawn by chance, and it has no example of them";
		return;
	}
	task->value = qti_text(r->qti, answer);
	task->tolerance = tolerance ? qti_text(r->qti, tolerance) : STR_NONE;
	if (str_is(task->tolerance, "0"))
		task->tolerance = STR_NONE;
	task->min = task->max = STR_NONE;
	qti1_replace_marks(r->qti, r->item->body, find_value, r);
	qti_change(r->qti, STR("values that are drawn by chance"), "lessons have no variables",
		   "written with the first values that were drawn");
}
