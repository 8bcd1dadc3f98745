/* Items of QTI 1.2. */
#include "convert/qti/qti1_reading.h"

#include "convert/core/foreign_xml.h"

/* What the programs name their kinds of questions, as far as that is not clear from the responses. */
static const struct qti1_kind kinds[] = {
	{ "essay_question", QTI_ESSAY, false, NULL },
	{ "essay", QTI_ESSAY, false, NULL },
	{ "Essay", QTI_ESSAY, false, NULL },
	{ "Long Answer", QTI_ESSAY, false, NULL },
	{ "Short Response", QTI_ESSAY, false, NULL },
	{ "cc.essay.v0p1", QTI_ESSAY, false, NULL },
	{ "numerical_question", QTI_NUMBER, false, NULL },
	{ "numerical", QTI_NUMBER, false, NULL },
	{ "Numeric", QTI_NUMBER, false, NULL },
	{ "calculated_question", QTI_NUMBER, false, NULL },
	{ "Calculated", QTI_NUMBER, false, NULL },
	{ "formula_question", QTI_NUMBER, false, NULL },
	{ "Arithmetic", QTI_NUMBER, false, "its values are drawn by chance" },
	{ "Significant Figures", QTI_NUMBER, false, "its values are drawn by chance" },
	{ "matching_question", QTI_MATCH, false, NULL },
	{ "matching", QTI_MATCH, false, NULL },
	{ "Matching", QTI_MATCH, false, NULL },
	{ "categorization_question", QTI_MATCH, false, NULL },
	{ "ordering", QTI_ORDER, false, NULL },
	{ "ordering_question", QTI_ORDER, false, NULL },
	{ "Ordering", QTI_ORDER, false, NULL },
	{ "fill_in_multiple_blanks_question", QTI_TEXT, true, NULL },
	{ "fillInMultiple", QTI_TEXT, true, NULL },
	{ "Fill in the Blank Plus", QTI_TEXT, true, NULL },
	{ "multiple_dropdowns_question", QTI_CHOICE, true, NULL },
	{ "Jumbled Sentence", QTI_CHOICE, true, NULL },
	{ "text_only_question", QTI_ESSAY, false, NULL },
	{ "textInformation", QTI_ESSAY, false, NULL },
	{ "file_upload_question", QTI_ESSAY, false, "lessons have no files to send" },
	{ "File Upload", QTI_ESSAY, false, "lessons have no files to send" },
	{ "hot_spot_question", QTI_CHOICE, false, "lessons have no places in pictures to choose" },
	{ "Hot Spot", QTI_CHOICE, false, "lessons have no places in pictures to choose" },
	{ NULL, QTI_CHOICE, false, NULL },
};

/* The first name that is known counts. */
static void set_type(struct qti1_reading *r, struct str type)
{
	if (r->kind->name || !type.len)
		return;
	r->kind = kinds;
	while (r->kind->name && !str_is(type, r->kind->name))
		r->kind++;
}

/* The label and the value of a field of metadata. False if it is none. */
static bool read_field(struct qti *qti, const xmlNode *node, struct str *name, struct str *value)
{
	const xmlNode *label = qti_is(node, "qti_metadatafield") ? qti_child(node, "fieldlabel") : NULL;
	const xmlNode *entry = label ? qti_child(node, "fieldentry") : NULL;
	*name = entry ? qti_text(qti, label) : STR("");
	*value = entry ? qti_text(qti, entry) : STR("");
	return entry != NULL;
}

static void read_kind(struct qti1_reading *r)
{
	struct qti *qti = r->qti;
	struct str name, value;
	const xmlNode *metadata = qti_child(r->node, "itemmetadata");
	r->kind = &kinds[sizeof(kinds) / sizeof(kinds[0]) - 1];
	for (const xmlNode *n = metadata ? qti_walk(metadata, metadata) : NULL; n; n = qti_walk(n, metadata)) {
		if (qti_is(n, "bbmd_questiontype") || qti_is(n, "qmd_itemtype"))
			set_type(r, qti_text(qti, n));
		if (read_field(qti, n, &name, &value) &&
		    (str_is(name, "question_type") || str_is(name, "qmd_questiontype") ||
		     str_is(name, "respondusapi_qtype") || str_is(name, "cc_profile")))
			set_type(r, value);
	}
}

static void read_metadata(struct qti1_reading *r)
{
	struct qti *qti = r->qti;
	struct str name, value;
	const xmlNode *metadata = qti_child(r->node, "itemmetadata");
	for (const xmlNode *n = metadata ? qti_walk(metadata, metadata) : NULL; n; n = qti_walk(n, metadata)) {
		/* Blackboard's items have no other id. */
		if (qti_is(n, "bbmd_asi_object_id") && !r->item->id.len)
			r->item->id = qti_text(qti, n);
		if (!read_field(qti, n, &name, &value))
			continue;
		if (str_is(name, "parent_stimulus_item_ident"))
			r->stimulus = value;
		double points = 0;
		if (str_is(name, "points_possible") || str_is(name, "respondusapi_qpoints"))
			points = strtod(value.at, NULL);
		if (points > 0 && (points < 1 || points > 1))
			qti_changef(qti, "all questions count the same", "left out", "points '%.*s'", STR_ARG(value));
	}
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
		struct qti_feedback feedback = { .id = qti1_ident(n), .node = n };
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

static void explain(struct qti1_reading *r, const xmlNode *node, const char *what, const char *why)
{
	struct qti_item *item = r->item;
	struct flow *flow = qti1_flow(r->qti, node);
	if (flow_is_blank(flow))
		return;
	qti_change(r->qti, str_from(what), why, "added to the explanation");
	if (item->explanation)
		flow_append(&r->qti->import->arena, item->explanation, flow);
	else
		item->explanation = flow;
}

/* What else an item has. */
static void read_rest(struct qti1_reading *r)
{
	static const char *const known[] = {
		"presentation", "resprocessing", "itemfeedback", "itemmetadata", "rubric", "itemproc_extension", NULL
	};
	struct qti_task *task = r->item->tasks;
	for (const xmlNode *n = qti_child(r->node, NULL); n; n = qti_next(n, NULL)) {
		size_t i = 0;
		while (known[i] && !qti_is(n, known[i]))
			i++;
		if (known[i] || !qti_text(r->qti, n).len)
			continue;
		if (qti_is(n, "hint"))
			explain(r, n, "hint", "questions have no hints");
		else if (qti_is(n, "answer_key") && task && task->kind == QTI_ESSAY && !task->model)
			task->model = qti1_flow(r->qti, n);
		else if (qti_is(n, "answer_key") || qti_is(n, "solution"))
			explain(r, n, "model answer", "only open questions have one");
		else if (qti_is(n, "qticomment"))
			qti_changef(r->qti, "learners would read it", "left out", "comment '%.*s'",
				    STR_ARG(qti_text(r->qti, n)));
		else
			qti_changef(r->qti, "questions have no such part", "left out", "element '<%s>: %.*s'",
				    (const char *)n->name, STR_ARG(qti_text(r->qti, n)));
	}
}

static void read_parts(struct qti1_reading *r)
{
	struct qti_item *item = r->item;
	qti1_read_responses(r);
	name_item(r, item->body);
	if (item->tasks && r->kind->refused)
		item->tasks->refused = r->kind->refused;
	if (r->kind->gaps)
		qti1_place_gaps(r);
	qti1_read_conditions(item, r->node);
	qti1_read_calculated(r);
	read_feedback(r);
	note_essay(item);
	guess_key(item);
	const xmlNode *rubric = qti_child(r->node, "rubric");
	if (rubric)
		item->rubric = qti1_flow(r->qti, rubric);
	qti_place_feedback(item);
	read_rest(r);
}

void qti1_read_item(struct qti *qti, const xmlNode *node)
{
	struct ledger *ledger = &qti->import->ledger;
	struct qti_item item;
	struct qti1_reading r = { .qti = qti, .item = &item, .node = node, .stimulus = STR_NONE };
	r.presentation = qti_child(node, "presentation");
	if (qti1_is_stimulus(qti, node))
		return;
	struct str title = str_trim(qti_attribute(node, "title"));
	read_kind(&r);
	bool plain = qti1_is_text(node) && !r.kind->refused;
	qti->html.item = ledger_read(ledger, plain ? LEDGER_SECTION : LEDGER_QUESTION,
				     title.len ? title : qti1_ident(node), foreign_line(node));
	qti_item_init(&item, qti);
	if (!r.presentation || (r.kind->refused && qti1_is_text(node))) {
		ledger_leave_out(ledger, item.item, "%s", r.presentation ? r.kind->refused : "it has no text");
		return;
	}
	item.id = qti1_ident(node);
	item.title = title.at ? title : STR("");
	qti_set_language(&item, node);
	item.read = qti1_flow;
	item.plain = plain;
	read_metadata(&r);
	read_parts(&r);
	struct question_set *outer = qti->set;
	if (r.stimulus.at)
		qti->set = qti1_stimulus(qti, r.stimulus);
	qti_make(&item);
	qti->set = outer;
	qti->import->language = item.outer_language;
}
