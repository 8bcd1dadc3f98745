/* Items of QTI 1.2. */
#include "convert/qti/qti.h"

#include "convert/core/foreign_xml.h"
#include "convert/core/gaps.h"

#include <strings.h>

/* What the programs name their kinds of questions, as far as that is not clear from the responses. */
static const struct kind {
	const char *name;
	enum qti_kind kind;
	bool gaps, plain;
	const char *refused;
} kinds[] = {
	{ "essay_question", QTI_ESSAY, false, false, NULL },
	{ "essay", QTI_ESSAY, false, false, NULL },
	{ "Essay", QTI_ESSAY, false, false, NULL },
	{ "Short Response", QTI_ESSAY, false, false, NULL },
	{ "cc.essay.v0p1", QTI_ESSAY, false, false, NULL },
	{ "numerical_question", QTI_NUMBER, false, false, NULL },
	{ "numerical", QTI_NUMBER, false, false, NULL },
	{ "Numeric", QTI_NUMBER, false, false, NULL },
	{ "calculated_question", QTI_NUMBER, false, false, NULL },
	{ "Calculated", QTI_NUMBER, false, false, NULL },
	{ "matching_question", QTI_MATCH, false, false, NULL },
	{ "matching", QTI_MATCH, false, false, NULL },
	{ "Matching", QTI_MATCH, false, false, NULL },
	{ "ordering", QTI_ORDER, false, false, NULL },
	{ "ordering_question", QTI_ORDER, false, false, NULL },
	{ "fill_in_multiple_blanks_question", QTI_TEXT, true, false, NULL },
	{ "fillInMultiple", QTI_TEXT, true, false, NULL },
	{ "Fill in the Blank Plus", QTI_TEXT, true, false, NULL },
	{ "multiple_dropdowns_question", QTI_CHOICE, true, false, NULL },
	{ "Jumbled Sentence", QTI_CHOICE, true, false, NULL },
	{ "text_only_question", QTI_ESSAY, false, true, NULL },
	{ "textInformation", QTI_ESSAY, false, true, NULL },
	{ "file_upload_question", QTI_ESSAY, false, false, "lessons have no files to send" },
	{ "File Upload", QTI_ESSAY, false, false, "lessons have no files to send" },
	{ "hot_spot_question", QTI_CHOICE, false, false, "lessons have no places in pictures to choose" },
	{ "Hot Spot", QTI_CHOICE, false, false, "lessons have no places in pictures to choose" },
	{ NULL, QTI_CHOICE, false, false, NULL },
};

struct qti1_reading {
	struct qti *qti;
	struct qti_item *item;
	const xmlNode *node, *presentation;
	const struct kind *kind; /* its name is NULL if it is unknown */
	struct str type;
	bool several; /* responses */
};

static void set_type(struct qti1_reading *r, struct str type)
{
	if (!type.len || r->type.len)
		return;
	r->type = type;
	while (r->kind->name && !str_is(type, r->kind->name))
		r->kind++;
}

static void read_metadata(struct qti1_reading *r)
{
	struct qti *qti = r->qti;
	const xmlNode *metadata = qti_child(r->node, "itemmetadata");
	r->kind = kinds;
	r->type = STR("");
	for (const xmlNode *n = metadata ? qti_walk(metadata, metadata) : NULL; n; n = qti_walk(n, metadata)) {
		/* Blackboard's items have no other id. */
		if (qti_is(n, "bbmd_asi_object_id") && !r->item->id.len)
			r->item->id = qti_text(qti, n);
		if (qti_is(n, "bbmd_questiontype") || qti_is(n, "qmd_itemtype"))
			set_type(r, qti_text(qti, n));
		const xmlNode *label = qti_is(n, "qti_metadatafield") ? qti_child(n, "fieldlabel") : NULL;
		const xmlNode *entry = label ? qti_child(n, "fieldentry") : NULL;
		if (!entry)
			continue;
		struct str name = qti_text(qti, label), value = qti_text(qti, entry);
		if (str_is(name, "question_type") || str_is(name, "respondusapi_qtype") || str_is(name, "cc_profile"))
			set_type(r, value);
		double points = 0;
		if (str_is(name, "points_possible") || str_is(name, "respondusapi_qpoints"))
			points = strtod(value.at, NULL);
		if (points > 0 && (points < 1 || points > 1))
			qti_changef(qti, "all questions count the same", "left out", "points '%.*s'", STR_ARG(value));
	}
}

static bool is_response(const xmlNode *node)
{
	return qti_is(node, "response_lid") || qti_is(node, "response_str") || qti_is(node, "response_num") ||
	       qti_is(node, "response_xy") || qti_is(node, "response_grp") || qti_is(node, "response_extension");
}

static struct str ident(const xmlNode *node)
{
	struct str id = qti_attribute(node, "ident");
	return id.at ? str_trim(id) : STR("");
}

static bool has_text(const struct option *content)
{
	return content->blocks || !inline_is_blank(content->text);
}

/* The labels of a response as answers. */
static void add_labels(struct qti1_reading *r, struct qti_task *task, struct qti_answer **list, const xmlNode *response)
{
	for (const xmlNode *n = qti_walk(response, response); n; n = qti_walk(n, response)) {
		if (!qti_is(n, "response_label"))
			continue;
		struct qti_answer *answer = qti_find_answer(*list, ident(n));
		if (answer)
			continue;
		answer = qti_add_answer(r->item, task, list, ident(n));
		if (answer)
			html_flow_option(&r->qti->html, qti1_flow(r->qti, n), &answer->content);
	}
}

static bool shuffles(const xmlNode *response)
{
	const xmlNode *render = qti_child(response, "render_choice");
	return render && qti_attribute_is(render, "shuffle", "Yes");
}

static void read_choices(struct qti1_reading *r, const xmlNode *response)
{
	bool ordered = qti_attribute_is(response, "rcardinality", "Ordered") || r->kind->kind == QTI_ORDER;
	struct qti_task *task = qti_add_task(r->item, ordered ? QTI_ORDER : QTI_CHOICE, ident(response));
	if (!task)
		return;
	task->multiple = qti_attribute_is(response, "rcardinality", "Multiple");
	task->shuffle = shuffles(response);
	add_labels(r, task, &task->answers, response);
	if (r->kind->kind == QTI_TEXT && r->kind->gaps) {
		task->kind = QTI_TEXT;
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

static void read_response(struct qti1_reading *r, const xmlNode *response)
{
	struct qti_task *task = NULL;
	if (qti_is(response, "response_lid") && qti_find(response, "render_choice")) {
		read_choices(r, response);
	} else if (qti_is(response, "response_num") || (r->kind->kind == QTI_NUMBER && r->kind->name)) {
		qti_add_task(r->item, QTI_NUMBER, ident(response));
	} else if (qti_is(response, "response_str") && decimal(response) && !r->kind->gaps) {
		qti_add_task(r->item, QTI_NUMBER, ident(response));
	} else if (qti_is(response, "response_str")) {
		bool essay = r->kind->name && r->kind->kind == QTI_ESSAY;
		qti_add_task(r->item, essay ? QTI_ESSAY : QTI_TEXT, ident(response));
	} else {
		task = qti_add_task(r->item, QTI_CHOICE, ident(response));
		if (task)
			task->refused = "lessons have no places in pictures to choose";
	}
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
				choice->match =
					qti_join(r->qti, "", choice->match,
						 arena_copy(&r->qti->import->arena, ident(label).at, ident(label).len));
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

static void read_matching(struct qti1_reading *r)
{
	struct qti_task *task = qti_add_task(r->item, QTI_MATCH, STR(""));
	const xmlNode *block = right_block(r);
	if (!task)
		return;
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation), *next; n; n = next) {
		next = is_response(n) ? qti_skip(n, r->presentation) : qti_walk(n, r->presentation);
		if (!is_response(n))
			continue;
		struct qti_answer *prompt = qti_add_answer(r->item, task, &task->prompts, ident(n));
		if (!prompt)
			return;
		html_flow_option(&r->qti->html, qti1_flow(r->qti, n), &prompt->content);
		/* Blackboard has its text before it. */
		const xmlNode *parent = n->parent;
		if (!has_text(&prompt->content) && parent != r->presentation && qti_is(parent, "flow"))
			html_flow_option(&r->qti->html, qti1_flow(r->qti, parent), &prompt->content);
		task->shuffle = task->shuffle || shuffles(n);
		if (!block)
			add_labels(r, task, &task->answers, n);
	}
	if (block)
		read_right_block(r, task, block);
}

/* Whether there are several responses, each with a text of its own, to choose among the same labels. */
static bool is_matching(const struct qti1_reading *r, size_t responses)
{
	if (r->kind->name)
		return r->kind->kind == QTI_MATCH;
	if (responses < 2)
		return false;
	const xmlNode *first = NULL;
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation); n; n = qti_walk(n, r->presentation)) {
		if (!is_response(n))
			continue;
		const xmlNode *label = qti_find(n, "response_label");
		if (!qti_is(n, "response_lid") || !qti_child(n, "material") || !label)
			return false;
		if (first && !str_equal(ident(first), ident(label)))
			return false;
		first = label;
	}
	return true;
}

/* Respondus writes gaps as responses only in the conditions. */
static void read_gaps_of_conditions(struct qti1_reading *r)
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
static void place_gaps(struct qti1_reading *r)
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
static void read_calculated(struct qti1_reading *r)
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

static void read_responses(struct qti1_reading *r)
{
	size_t count = 0;
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation); n; n = qti_walk(n, r->presentation))
		count += is_response(n);
	if (is_matching(r, count)) {
		read_matching(r);
		return;
	}
	for (const xmlNode *n = qti_walk(r->presentation, r->presentation), *next; n; n = next) {
		next = is_response(n) ? qti_skip(n, r->presentation) : qti_walk(n, r->presentation);
		if (!is_response(n))
			continue;
		unsigned before = r->item->task_count;
		struct qti_task **end = r->item->last_task;
		read_response(r, n);
		if (r->item->task_count > before && qti_child(n, "material"))
			(*end)->prompt = qti1_flow(r->qti, n);
	}
	if (!count && r->kind->gaps)
		read_gaps_of_conditions(r);
}

/* The feedback that a program names by what it is for, if no condition shows it. */
static void trigger_by_name(struct qti_item *item, const struct qti_feedback *feedback)
{
	static const struct {
		const char *end;
		enum qti_when when;
	} names[] = { { "general_incorrect_fb", QTI_WRONG },
		      { "correct_fb", QTI_RIGHT },
		      { "general_fb", QTI_ALWAYS },
		      { "_ALL", QTI_ALWAYS },
		      { "_IC", QTI_WRONG },
		      { "_C", QTI_RIGHT },
		      { "incorrect", QTI_WRONG },
		      { "correct", QTI_RIGHT },
		      { NULL, QTI_ALWAYS } };
	for (const struct qti_trigger *t = item->triggers; t; t = t->next)
		if (t->id.at && str_equal(t->id, feedback->id))
			return;
	for (size_t i = 0; names[i].end; i++) {
		size_t len = strlen(names[i].end);
		if (feedback->id.len < len || memcmp(feedback->id.at + feedback->id.len - len, names[i].end, len) != 0)
			continue;
		qti_add_trigger(item, (struct qti_trigger){ .when = names[i].when, .id = feedback->id });
		return;
	}
}

static void read_feedback(struct qti1_reading *r)
{
	struct qti_item *item = r->item;
	for (const xmlNode *n = qti_child(r->node, "itemfeedback"); n; n = qti_next(n, "itemfeedback")) {
		struct qti_feedback feedback = { .id = ident(n), .node = n };
		if (item->tasks && item->tasks->kind == QTI_ESSAY && str_is(feedback.id, "solution")) {
			item->tasks->model = qti1_flow(r->qti, n);
			continue;
		}
		qti_add_feedback(item, feedback);
		trigger_by_name(item, &feedback);
	}
}

/* Some versions of Respondus write no points for the right answer, but show the feedback for right replies. */
static void guess_key(struct qti_item *item)
{
	struct qti_task *task = item->tasks;
	bool keyed = false;
	if (!task || task->kind != QTI_CHOICE || task->next)
		return;
	for (const struct qti_answer *a = task->answers; a; a = a->next)
		keyed = keyed || a->correct || a->weight > 0;
	for (const struct qti_trigger *t = keyed ? NULL : item->triggers; t; t = t->next) {
		bool ends = t->id.len > 2 && memcmp(t->id.at + t->id.len - 2, "_C", 2) == 0;
		struct qti_answer *answer =
			ends && t->when == QTI_CHOSEN ? qti_find_answer(task->answers, t->answer) : NULL;
		if (!answer)
			continue;
		answer->correct = true;
		qti_change(item->qti, STR("right answer without points"), "the feedback says that it is right",
			   "gives all points");
	}
}

/* A text to complete without accepted answers is one to write. */
static void note_essay(struct qti_item *item)
{
	for (struct qti_task *task = item->tasks; task; task = task->next)
		if (task->kind == QTI_TEXT && !task->answers && !task->in_text)
			task->kind = QTI_ESSAY;
}

/* By its first paragraph, if it has no title and id. */
static void name_item(struct qti1_reading *r, const struct flow *body)
{
	const struct block *first = body ? body->blocks : NULL;
	struct buf name;
	buf_init(&name, BUF_CAP);
	inline_plain(&name, body && body->text ? body->text : first && first->kind == BLOCK_P ? first->of.p : NULL);
	ledger_name(&r->qti->import->ledger, r->qti->html.item, buf_view(&name));
	arena_drop(&r->qti->import->arena, &name);
}

static void read_parts(struct qti1_reading *r)
{
	struct qti_item *item = r->item;
	item->body = qti1_flow(r->qti, r->presentation);
	name_item(r, item->body);
	read_responses(r);
	if (item->tasks && r->kind->refused)
		item->tasks->refused = r->kind->refused;
	if (r->kind->gaps)
		place_gaps(r);
	qti1_read_conditions(item, r->node);
	read_calculated(r);
	read_feedback(r);
	note_essay(item);
	guess_key(item);
	const xmlNode *rubric = qti_child(r->node, "rubric");
	if (rubric)
		item->rubric = qti1_flow(r->qti, rubric);
	qti_place_feedback(item);
}

void qti1_read_item(struct qti *qti, const xmlNode *node)
{
	struct ledger *ledger = &qti->import->ledger;
	struct qti_item item;
	struct qti1_reading r = { .qti = qti, .item = &item, .node = node };
	r.presentation = qti_child(node, "presentation");
	struct str title = str_trim(qti_attribute(node, "title"));
	const xmlNode *response = NULL;
	for (const xmlNode *n = r.presentation ? qti_walk(r.presentation, r.presentation) : NULL; n && !response;
	     n = qti_walk(n, r.presentation))
		response = is_response(n) ? n : NULL;
	bool plain = !response && !qti_find(node, "varequal");
	qti->html.item = ledger_read(ledger, plain ? LEDGER_SECTION : LEDGER_QUESTION, title.len ? title : ident(node),
				     foreign_line(node));
	qti_item_init(&item, qti);
	if (!r.presentation) {
		ledger_leave_out(ledger, item.item, "it has no text");
		return;
	}
	item.id = ident(node);
	item.title = title.at ? title : STR("");
	qti_set_language(&item, node);
	item.read = qti1_flow;
	item.plain = plain;
	read_metadata(&r);
	read_parts(&r);
	qti_make(&item);
	qti->import->language = item.outer_language;
}
