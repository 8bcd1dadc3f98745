/* Interactions: what a learner answers by. */
#include "convert/qti/qti.h"

#include "convert/core/gaps.h"

#include <strings.h>

struct taking {
	struct qti_item *item;
	const xmlNode *root, *declaration;
	xmlNode *node;
	struct str response;
	bool several; /* its answer may have several parts */
	bool number;
};

static const xmlNode *find_declaration(const xmlNode *root, struct str response)
{
	const xmlNode *node = qti_child(root, "responseDeclaration");
	while (node && !str_equal(qti_attribute(node, "identifier"), response))
		node = qti_next(node, "responseDeclaration");
	return node;
}

static struct qti_task *add_task(struct taking *t, enum qti_kind kind)
{
	struct qti_task *task = qti_add_task(t->item, kind, t->response);
	xmlNode *prompt = qti_child(t->node, "prompt");
	if (!task || !prompt)
		return task;
	qti_take_feedback(t->item, prompt, NULL);
	task->prompt = qti_flow(t->item->qti, prompt);
	qti_put_away(t->item, prompt);
	return task;
}

static void read_content(struct taking *t, struct qti_answer *answer, xmlNode *node, bool option)
{
	struct qti *qti = t->item->qti;
	qti_take_feedback(t->item, node, option ? answer : NULL);
	html_flow_option(&qti->html, qti_flow(qti, node), &answer->content);
}

/* Adds the elements below the interaction that have that name. */
static void add_answers(struct taking *t, struct qti_task *task, struct qti_answer **list, xmlNode *root,
			const char *name)
{
	bool option = task->kind == QTI_CHOICE;
	for (xmlNode *node = qti_walk(root, root), *next; node; node = next) {
		next = qti_is(node, name) ? qti_skip(node, root) : qti_walk(node, root);
		struct qti_answer *answer =
			qti_is(node, name) ? qti_add_answer(t->item, task, list, qti_attribute(node, "identifier"))
					   : NULL;
		if (answer)
			read_content(t, answer, node, option);
	}
}

/* Whether the order is random. Lessons cannot keep some options in their place. */
static bool shuffles(struct taking *t, const char *name)
{
	size_t fixed = 0, count = 0;
	bool shuffle = qti_attribute_is(t->node, "shuffle", "true");
	for (const xmlNode *node = qti_walk(t->node, t->node); node; node = qti_walk(node, t->node)) {
		count += qti_is(node, name);
		fixed += qti_is(node, name) && qti_attribute_is(node, "fixed", "true");
	}
	if (shuffle && fixed && fixed < count)
		qti_change(t->item->qti, STR("options that keep their places while others are shuffled"),
			   "all options of a question are shuffled, or none", "none is shuffled");
	return shuffle && !fixed;
}

static void read_choices(struct taking *t, const char *name)
{
	struct qti_task *task = add_task(t, QTI_CHOICE);
	if (!task)
		return;
	task->multiple = t->several;
	task->shuffle = shuffles(t, name);
	add_answers(t, task, &task->answers, t->node, name);
}

static void read_choice(struct taking *t)
{
	read_choices(t, "simpleChoice");
}

static void read_inline_choice(struct taking *t)
{
	read_choices(t, "inlineChoice");
}

/* Words of a text to choose from. */
static void read_hottext(struct taking *t)
{
	struct qti_task *task = add_task(t, QTI_CHOICE);
	if (!task)
		return;
	task->multiple = t->several;
	add_answers(t, task, &task->answers, t->node, "hottext");
	qti_change(t->item->qti, STR("words of a text to choose from"), "options follow the text",
		   "written as a question with these words as options");
	for (xmlNode *node = qti_walk(t->node, t->node); node; node = qti_walk(node, t->node))
		if (qti_is(node, "hottext"))
			xmlNodeSetName(node, BAD_CAST "span");
	struct flow *text = qti_flow(t->item->qti, t->node);
	if (text && task->prompt)
		flow_append(&t->item->qti->import->arena, text, task->prompt);
	task->prompt = text ? text : task->prompt;
}

static void read_text_entry(struct taking *t)
{
	add_task(t, t->number ? QTI_NUMBER : QTI_TEXT);
	if (qti_attribute(t->node, "patternMask").len)
		qti_change(t->item->qti, STR("pattern of the answer"), "answers are compared with those accepted",
			   "left out");
}

static void read_extended_text(struct taking *t)
{
	bool mapped = t->declaration && qti_child(t->declaration, "mapping");
	add_task(t, t->number ? QTI_NUMBER : mapped ? QTI_TEXT : QTI_ESSAY);
}

static void read_match(struct taking *t)
{
	struct qti_task *task = add_task(t, QTI_MATCH);
	xmlNode *first = qti_child(t->node, "simpleMatchSet"),
		*second = first ? qti_next(first, "simpleMatchSet") : NULL;
	if (!task || !second)
		return;
	task->shuffle = shuffles(t, "simpleAssociableChoice");
	add_answers(t, task, &task->prompts, first, "simpleAssociableChoice");
	add_answers(t, task, &task->answers, second, "simpleAssociableChoice");
}

/* Gaps of a text to fill with words of a list: each gap is a prompt, named by its number. */
static void read_gap_match(struct taking *t)
{
	struct qti *qti = t->item->qti;
	struct qti_task *task = add_task(t, QTI_MATCH);
	unsigned number = 0;
	if (!task)
		return;
	task->shuffle = shuffles(t, "gapText");
	add_answers(t, task, &task->answers, t->node, "gapText");
	add_answers(t, task, &task->answers, t->node, "gapImg");
	for (xmlNode *node = qti_walk(t->node, t->node), *next; node; node = next) {
		next = qti_skip(node, t->node);
		if (qti_is(node, "gapText") || qti_is(node, "gapImg")) {
			qti_put_away(t->item, node);
			continue;
		}
		if (!qti_is(node, "gap")) {
			next = qti_walk(node, t->node);
			continue;
		}
		char mark[32];
		snprintf(mark, sizeof(mark), "(%u) _____", ++number);
		struct qti_answer *prompt =
			qti_add_answer(t->item, task, &task->prompts, qti_attribute(node, "identifier"));
		xmlNode *text = xmlNewDocText(node->doc, BAD_CAST mark);
		snprintf(mark, sizeof(mark), "(%u)", number);
		if (prompt)
			prompt->content.text =
				make_text(&qti->import->arena, arena_str(&qti->import->arena, str_from(mark)));
		if (text)
			xmlAddPrevSibling(node, text);
		qti_put_away(t->item, node);
	}
	qti_change(qti, STR("gaps to fill with words of a list"), "matching questions have a list of prompts",
		   "written as a matching question with numbered gaps");
	struct flow *text = qti_flow(qti, t->node);
	if (text && task->prompt)
		flow_append(&qti->import->arena, task->prompt, text);
	else
		task->prompt = text;
}

static void read_order(struct taking *t)
{
	struct qti_task *task = add_task(t, QTI_ORDER);
	if (task)
		add_answers(t, task, &task->answers, t->node, "simpleChoice");
}

static void read_slider(struct taking *t)
{
	if (add_task(t, QTI_NUMBER))
		qti_change(t->item->qti, STR("slider"), "numbers are typed", "learners type a number");
}

/* What is only shown or played. */
static void read_media(struct taking *t)
{
	qti_change(t->item->qti, STR("number of plays of a recording"), "learners play recordings as they like",
		   "left out");
}

static void read_attempt(struct taking *t)
{
	qti_changef(t->item->qti, "questions have none", "left out", "button '%.*s'",
		    STR_ARG(qti_attribute(t->node, "title")));
}

static const struct interaction {
	const char *name;
	void (*read)(struct taking *taking);
	const char *refused;
	bool in_text, stays;
} interactions[] = {
	{ "choiceInteraction", read_choice, NULL, false, false },
	{ "inlineChoiceInteraction", read_inline_choice, NULL, true, false },
	{ "textEntryInteraction", read_text_entry, NULL, true, false },
	{ "extendedTextInteraction", read_extended_text, NULL, false, false },
	{ "matchInteraction", read_match, NULL, false, false },
	{ "gapMatchInteraction", read_gap_match, NULL, false, false },
	{ "orderInteraction", read_order, NULL, false, false },
	{ "hottextInteraction", read_hottext, NULL, false, false },
	{ "sliderInteraction", read_slider, NULL, false, false },
	{ "mediaInteraction", read_media, NULL, false, true },
	{ "endAttemptInteraction", read_attempt, NULL, false, false },
	{ "associateInteraction", NULL, "lessons have no pairs of equals to find", false, false },
	{ "hotspotInteraction", NULL, "lessons have no places in pictures to choose", false, false },
	{ "selectPointInteraction", NULL, "lessons have no places in pictures to choose", false, false },
	{ "positionObjectInteraction", NULL, "lessons have no pictures to move", false, false },
	{ "graphicOrderInteraction", NULL, "lessons have no places in pictures to choose", false, false },
	{ "graphicAssociateInteraction", NULL, "lessons have no places in pictures to choose", false, false },
	{ "graphicGapMatchInteraction", NULL, "lessons have no pictures to move", false, false },
	{ "drawingInteraction", NULL, "lessons have no drawings to make", false, false },
	{ "uploadInteraction", NULL, "lessons have no files to send", false, false },
	{ "customInteraction", NULL, "only programs made for it know its meaning", false, false },
	{ "portableCustomInteraction", NULL, "only programs made for it know its meaning", false, false },
	{ NULL, NULL, NULL, false, false },
};

static const struct interaction *find_interaction(const xmlNode *node)
{
	for (const struct interaction *i = interactions; i->name; i++)
		if (qti_is(node, i->name))
			return i;
	size_t len = node->type == XML_ELEMENT_NODE ? strlen((const char *)node->name) : 0;
	static const struct interaction unknown = { "", NULL, "it is none that QTI describes", false, false };
	return len > 11 && strcasecmp((const char *)node->name + len - 11, "interaction") == 0 ? &unknown : NULL;
}

/* Whether the paragraph of an interaction contains nothing else, so that it is no gap in it. */
static bool is_alone(const xmlNode *node)
{
	const xmlNode *p = node->parent;
	if (!qti_is(p, "p") && !qti_is(p, "div"))
		return false;
	for (const xmlNode *other = qti_walk(p, p); other; other = qti_skip(other, p)) {
		bool text = other->type == XML_TEXT_NODE && str_trim(str_from((const char *)other->content)).len;
		if (text || (other->type == XML_ELEMENT_NODE && other != node && !qti_is(other, "br")))
			return false;
	}
	return true;
}

/* Puts a gap in the place of an interaction. */
static void put_gap(struct qti_item *item, xmlNode *node, unsigned number)
{
	struct buf mark;
	buf_init(&mark, BUF_CAP);
	gap_add(&mark, number);
	xmlNode *text = xmlNewDocText(node->doc, BAD_CAST buf_cstr(&mark));
	arena_drop(&item->qti->import->arena, &mark);
	if (text)
		xmlAddPrevSibling(node, text);
	qti_put_away(item, node);
}

/* A question among several without a prompt: the paragraph before it, if it is beside it. */
static void find_prompt(struct qti_item *item, struct qti_task *task, xmlNode *node)
{
	xmlNode *before = node->prev;
	while (before && before->type != XML_ELEMENT_NODE)
		before = before->prev;
	if (!before || !qti_is(before, "p") || strstr((const char *)qti_text(item->qti, before).at, "\xf3\xb5"))
		return;
	qti_take_feedback(item, before, NULL);
	struct flow *prompt = make_flow(&item->qti->import->arena), *read = qti_flow(item->qti, before);
	if (!read || !prompt)
		return;
	*prompt = *read;
	task->prompt = prompt;
	qti_put_away(item, before);
}

/* The unit of a number, which our exporter writes after it. */
static struct str take_unit(struct taking *t)
{
	xmlNode *span = qti_next(t->node, NULL);
	if (!span || !qti_is(span, "span") || !qti_attribute_is(span, "class", "unit"))
		return STR_NONE;
	struct str unit = qti_text(t->item->qti, span);
	qti_put_away(t->item, span);
	return unit;
}

/* holder is the interaction, or the paragraph that contains nothing else. */
static void take_task(struct taking *t, const struct interaction *kind, bool several, xmlNode *holder, struct str unit)
{
	struct qti_item *item = t->item;
	unsigned number = item->task_count;
	struct qti_task **end = item->last_task, *task;
	if (kind->refused) {
		task = qti_add_task(item, QTI_CHOICE, t->response);
		if (task)
			task->refused = kind->refused;
	} else {
		kind->read(t);
	}
	task = item->task_count > number ? *end : NULL;
	if (task)
		task->unit = unit;
	if (task && kind->in_text && holder == t->node) {
		task->in_text = true;
		put_gap(item, t->node, number);
		return;
	}
	if (task && several && flow_is_blank(task->prompt))
		find_prompt(item, task, holder);
	if (!kind->stays)
		qti_put_away(item, holder);
}

static size_t count_tasks(const xmlNode *body)
{
	size_t count = 0;
	for (const xmlNode *node = qti_walk(body, body); node; node = qti_walk(node, body)) {
		const struct interaction *kind = find_interaction(node);
		count += kind && kind->read != read_media && kind->read != read_attempt;
	}
	return count;
}

static void look_at(struct taking *t)
{
	t->response = qti_attribute(t->node, "responseIdentifier");
	t->declaration = find_declaration(t->root, t->response);
	if (!t->declaration)
		return;
	struct str type = qti_attribute(t->declaration, "baseType");
	t->number = str_is(type, "float") || str_is(type, "integer");
	t->several = qti_attribute_is(t->declaration, "cardinality", "multiple");
}

void qti_take_tasks(struct qti_item *item, xmlNode *root, xmlNode *body)
{
	bool several = count_tasks(body) > 1;
	for (xmlNode *node = qti_walk(body, body), *next; node; node = next) {
		const struct interaction *kind = find_interaction(node);
		next = qti_walk(node, body);
		if (!kind)
			continue;
		struct taking taking = { .item = item, .root = root, .node = node };
		look_at(&taking);
		struct str unit = take_unit(&taking);
		xmlNode *holder = kind->in_text && is_alone(node) ? node->parent : node;
		/* What follows the interaction may go with it. */
		xmlNode *mark = xmlNewDocComment(node->doc, BAD_CAST "");
		if (!mark)
			return;
		xmlAddNextSibling(holder, mark);
		take_task(&taking, kind, several, holder, unit);
		next = kind->stays ? qti_walk(node, body) : qti_skip(mark, body);
		if (kind->stays)
			xmlNodeSetName(node, BAD_CAST "div");
		xmlUnlinkNode(mark);
		xmlFreeNode(mark);
	}
}
