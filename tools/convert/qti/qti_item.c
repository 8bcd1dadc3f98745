/* Items of QTI 2.1, 2.2 and 3.0. */
#include "convert/qti/qti.h"

#include "convert/core/foreign_xml.h"

#include <strings.h>

struct flow *qti_flow(struct qti *qti, const xmlNode *node)
{
	return node ? html_read_nodes(&qti->html, node->children, NULL, NULL) : NULL;
}

xmlNode *qti_skip(const xmlNode *node, const xmlNode *root)
{
	while (node && node != root && !node->next)
		node = node->parent;
	return !node || node == root ? NULL : node->next;
}

void qti_put_away(struct qti_item *item, xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlAddChild(item->attic, node);
}

void qti_take_feedback(struct qti_item *item, xmlNode *node, struct qti_answer *owner)
{
	for (xmlNode *n = qti_walk(node, node), *next; n; n = next) {
		next = qti_walk(n, node);
		if (!qti_is(n, "feedbackInline") && !qti_is(n, "feedbackBlock"))
			continue;
		next = qti_skip(n, node);
		qti_put_away(item, n);
		qti_add_feedback(item, (struct qti_feedback){ .outcome = qti_attribute(n, "outcomeIdentifier"),
							      .id = qti_attribute(n, "identifier"),
							      .node = n,
							      .owner = owner,
							      .hides = qti_attribute_is(n, "showHide", "hide") });
	}
}

static void rename_elements(struct qti_item *item, xmlNode *root);

/* Instructions for others than learners. */
static void take_rubric(struct qti_item *item, xmlNode *node, struct str view)
{
	struct qti *qti = item->qti;
	qti_put_away(item, node);
	rename_elements(item, node);
	if (memmem(view.at, view.len, "scorer", 6) || memmem(view.at, view.len, "author", 6)) {
		struct flow *flow = qti_flow(qti, node);
		if (flow && item->rubric)
			flow_append(&qti->import->arena, item->rubric, flow);
		else
			item->rubric = flow;
		return;
	}
	qti_changef(qti, "lessons are for learners", "left out", "instructions for the %.*s", STR_ARG(view));
}

/* An object that is a recording, as QTI 2 has them. */
static void restore_recording(xmlNode *node)
{
	struct str type = qti_attribute(node, "type"), data = qti_attribute(node, "data");
	bool video = type.at && str_starts(type, "video/");
	if (!data.at || !type.at || !(video || str_starts(type, "audio/")))
		return;
	xmlNodeSetName(node, BAD_CAST(video ? "video" : "audio"));
	xmlNewProp(node, BAD_CAST "src", BAD_CAST data.at);
	for (const xmlNode *param = qti_child(node, "param"); param; param = qti_next(param, "param")) {
		struct str value = qti_attribute(param, "value");
		if (value.at && qti_attribute_is(param, "name", "length"))
			xmlNewProp(node, BAD_CAST "data-length", BAD_CAST value.at);
		if (value.at && qti_attribute_is(param, "name", "digest"))
			xmlNewProp(node, BAD_CAST "data-digest", BAD_CAST value.at);
	}
}

/* Formats that are classes of the vocabulary which programs share. */
static void restore_format(xmlNode *node, struct str classes)
{
	static const struct {
		const char *class, *element;
	} formats[] = {
		{ "qti-bold", "strong" }, { "qti-italic", "em" }, { "qti-underline", "u" }, { "qti-strikethrough", "s" }
	};
	bool renamed = false;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (!memmem(classes.at, classes.len, formats[i].class, strlen(formats[i].class)))
			continue;
		if (!renamed) {
			xmlNodeSetName(node, BAD_CAST formats[i].element);
			renamed = true;
			continue;
		}
		/* A second one is around what is in it. */
		xmlNode *inner = xmlNewDocNode(node->doc, NULL, BAD_CAST formats[i].element, NULL);
		if (!inner)
			return;
		inner->children = node->children;
		inner->last = node->last;
		for (xmlNode *child = inner->children; child; child = child->next)
			child->parent = inner;
		node->children = node->last = NULL;
		xmlAddChild(node, inner);
		node = inner;
	}
}

static void restore_element(xmlNode *node)
{
	static const char *const blocks[] = { "figure", "figcaption", "details", "summary" };
	struct str kind = qti_attribute(node, "class");
	size_t len = 0;
	while (kind.at && len < kind.len && kind.at[len] != ' ')
		len++;
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (kind.at && qti_is(node, "div") && str_is((struct str){ kind.at, len }, blocks[i]))
			xmlNodeSetName(node, BAD_CAST blocks[i]);
	struct str label = qti_is(node, "abbr") ? qti_attribute(node, "label") : STR_NONE;
	if (label.len && !qti_attribute(node, "title").at)
		xmlSetProp(node, BAD_CAST "title", BAD_CAST label.at);
	if (qti_is(node, "object"))
		restore_recording(node);
	if (kind.at && qti_is(node, "span"))
		restore_format(node, kind);
	if (kind.at && qti_is(node, "ol") && str_is(kind, "lower-alpha"))
		xmlSetProp(node, BAD_CAST "type", BAD_CAST "a");
}

void qti_restore(xmlNode *root)
{
	for (xmlNode *node = qti_walk(root, root); node; node = qti_walk(node, root))
		if (node->type == XML_ELEMENT_NODE)
			restore_element(node);
}

/* Gives elements that only QTI has names of XHTML. */
static void rename_elements(struct qti_item *item, xmlNode *root)
{
	static const char *const blocks[] = { "contentBody", "templateBlock", "stimulusBody", "infoControl" };
	for (xmlNode *node = qti_walk(root, root), *next; node; node = next) {
		next = qti_walk(node, root);
		if (node->type != XML_ELEMENT_NODE)
			continue;
		for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
			if (qti_is(node, blocks[i]))
				xmlNodeSetName(node, BAD_CAST "div");
		if (qti_is(node, "templateInline"))
			xmlNodeSetName(node, BAD_CAST "span");
		if (qti_is(node, "printedVariable")) {
			qti_changef(item->qti, "lessons have no variables", "left out", "value of the variable '%.*s'",
				    STR_ARG(qti_attribute(node, "identifier")));
			next = qti_skip(node, root);
			qti_put_away(item, node);
		}
		struct str view = qti_is(node, "rubricBlock") ? qti_attribute(node, "view") : STR_NONE;
		if (view.at && !memmem(view.at, view.len, "candidate", 9)) {
			next = qti_skip(node, root);
			take_rubric(item, node, view);
		} else if (qti_is(node, "rubricBlock")) {
			xmlNodeSetName(node, BAD_CAST "div");
		}
	}
}

static bool has_class(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && qti_attribute_is(node, "class", name);
}

/* The vignette and the stem, if they are marked as such, then the rest. */
static void read_body(struct qti_item *item, xmlNode *body)
{
	for (xmlNode *node = qti_child(body, NULL), *next; node; node = next) {
		next = qti_next(node, NULL);
		bool stem = has_class(node, "stem");
		if (!stem && !has_class(node, "vignette"))
			continue;
		*(stem ? &item->stem : &item->vignette) = qti_flow(item->qti, node);
		qti_put_away(item, node);
	}
	item->body = qti_flow(item->qti, body);
}

/* Parts of an item that lessons have no counterpart of. */
static void note_losses(struct qti_item *item, const xmlNode *root)
{
	static const struct {
		const char *name, *what, *why, *outcome;
	} losses[] = {
		{ "templateDeclaration", "variables", "lessons have none", "left out" },
		{ "templateProcessing", "values that are drawn by chance", "lessons have no variables", "left out" },
		{ "stylesheet", "style sheet", "front-ends choose how lessons look", "left out" },
		{ "catalogInfo", "alternative content of a catalogue", "lessons have one text for all", "left out" },
		{ "apipAccessibility", "alternative content", "lessons have one text for all", "left out" },
		{ "companionMaterialsInfo", "companion materials", "lessons have none", "left out" },
	};
	struct qti *qti = item->qti;
	for (size_t i = 0; i < sizeof(losses) / sizeof(losses[0]); i++)
		if (qti_child(root, losses[i].name))
			qti_change(qti, str_from(losses[i].what), losses[i].why, losses[i].outcome);
	if (qti_attribute_is(root, "adaptive", "true"))
		qti_change(qti, STR("several attempts"), "a question is answered once", "left out");
	if (qti_attribute_is(root, "timeDependent", "true"))
		qti_change(qti, STR("time limit"), "lessons have none", "left out");
}

/* Difficulty and key words in the metadata of a resource. */
static void read_metadata(struct qti_item *item, struct str path)
{
	static const char *const degrees[] = { "very easy", "easy", "medium", "difficult", "very difficult" };
	struct qti *qti = item->qti;
	struct qti_metadata *metadata = map_get(&qti->metadata, path);
	if (metadata)
		metadata->used = true;
	if (!metadata || !metadata->node)
		return;
	for (const xmlNode *node = qti_walk(metadata->node, metadata->node); node;
	     node = qti_walk(node, metadata->node)) {
		if (qti_is(node, "keyword")) {
			struct str tag = qti_text(qti, node);
			if (tag.len)
				import_tag(qti->import, &item->tags, tag, item->item);
		}
		const xmlNode *value = qti_is(node, "difficulty") ? qti_child(node, "value") : NULL;
		struct str degree = value ? qti_text(qti, value) : STR("");
		for (unsigned i = 0; i < 5; i++)
			if (str_is(degree, degrees[i]))
				item->difficulty = i + 1;
	}
}

static void read_modal_feedback(struct qti_item *item, const xmlNode *root)
{
	for (xmlNode *node = qti_child(root, "modalFeedback"); node; node = qti_next(node, "modalFeedback"))
		qti_add_feedback(item, (struct qti_feedback){ .outcome = qti_attribute(node, "outcomeIdentifier"),
							      .id = qti_attribute(node, "identifier"),
							      .node = node,
							      .hides = qti_attribute_is(node, "showHide", "hide") });
}

static bool has_interaction(const xmlNode *body)
{
	for (const xmlNode *node = qti_walk(body, body); node; node = qti_walk(node, body)) {
		size_t len = node->type == XML_ELEMENT_NODE ? strlen((const char *)node->name) : 0;
		if (len > 11 && strcasecmp((const char *)node->name + len - 11, "interaction") == 0)
			return true;
	}
	return false;
}

static void read_parts(struct qti_item *item, xmlNode *root, xmlNode *body)
{
	note_losses(item, root);
	read_modal_feedback(item, root);
	rename_elements(item, body);
	for (struct qti_feedback *f = item->feedback; f; f = f->next)
		rename_elements(item, (xmlNode *)f->node);
	qti_take_tasks(item, root, body);
	qti_take_feedback(item, body, NULL);
	read_body(item, body);
	for (struct qti_task *task = item->tasks; task; task = task->next)
		qti_read_key(item, task, root);
	qti_read_processing(item, root);
	qti_place_feedback(item);
}

void qti_read_item(struct qti *qti, xmlNode *root, struct str path)
{
	struct ledger *ledger = &qti->import->ledger;
	xmlNode *body = qti_child(root, "itemBody");
	struct str id = qti_attribute(root, "identifier"), title = str_trim(qti_attribute(root, "title"));
	bool plain = body && !has_interaction(body);
	struct ledger_item *row = ledger_read(ledger, plain ? LEDGER_SECTION : LEDGER_QUESTION, title.len ? title : id,
					      foreign_line(root));
	if (!body) {
		ledger_leave_out(ledger, row, "it has no text");
		return;
	}
	struct qti_item item;
	qti->html.item = row;
	qti_item_init(&item, qti);
	item.id = id.at ? id : STR("");
	item.title = title.at ? title : STR("");
	qti_set_language(&item, root);
	item.read = qti_flow;
	item.plain = plain;
	item.attic = xmlNewChild(root, NULL, BAD_CAST "attic", NULL);
	if (!item.attic) {
		qti->import->arena.failed = true;
		return;
	}
	struct question_set *outer = qti->set, *own = qti_stimulus(qti, root);
	qti->set = own ? own : outer;
	read_metadata(&item, path);
	read_parts(&item, root, body);
	qti_make(&item);
	qti->set = outer;
	qti->import->language = item.outer_language;
}
