/* Tests: each section of the first level is a lesson. */
#include "convert/core/foreign_xml.h"
#include "convert/qti/qti.h"
#include "lesson/language_tag.h"

#include <strings.h>

struct test {
	struct qti *qti;
	struct str id, title, lang;
	struct ledger_item *item; /* of the current lesson */
	unsigned sections;	  /* of the first level */
	unsigned depth;
};

void qti_begin_lesson(struct qti *qti, struct str key, struct str title, struct str lang, const xmlNode *node)
{
	struct ledger *ledger = &qti->import->ledger;
	lang = lang.len && language_tag_check(lang, NULL) ? lang : STR_NONE;
	title = make_str(&qti->import->arena, str_trim(title));
	qti->html.item = ledger_read(ledger, LEDGER_LESSON, title, node ? foreign_line(node) : 0);
	qti->language_known = lang.len > 0;
	qti->lesson = import_lesson(qti->import, key, title.len ? title : STR("Questions"), lang);
	import_lesson_item(qti->import, qti->lesson, qti->html.item);
}

/* "Section 1" says nothing. */
static bool is_generic(struct str title)
{
	title = str_trim(title);
	size_t len = title.len;
	while (len && (ascii_is_digit(title.at[len - 1]) || title.at[len - 1] == ' ' || title.at[len - 1] == '-'))
		len--;
	return len == 0 || (len == 7 && strncasecmp(title.at, "section", 7) == 0) ||
	       (len == 4 && strncasecmp(title.at, "main", 4) == 0);
}

static void note_settings(struct test *test, const xmlNode *node)
{
	static const struct {
		const char *name, *what, *why, *outcome;
	} settings[] = {
		{ "preCondition", "conditions for parts of a test", "lessons have none", "always shown" },
		{ "branchRule", "jumps between parts of a test", "lessons have none", "left out" },
		{ "selection", "questions that are drawn by chance", "lessons have all questions", "all were kept" },
		{ "ordering", "order of questions by chance", "front-ends order questions", "left out" },
		{ "timeLimits", "time limit", "lessons have none", "left out" },
		{ "weight", "weights of questions", "all questions count the same", "left out" },
		{ "testFeedback", "feedback on a test", "lessons have none", "left out" },
	};
	struct ledger *ledger = &test->qti->import->ledger;
	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		if (qti_child(node, settings[i].name))
			ledger_change(ledger, test->item, str_from(settings[i].what), settings[i].why,
				      settings[i].outcome);
}

static void read_reference(struct test *test, const xmlNode *node)
{
	struct qti *qti = test->qti;
	struct ledger *ledger = &qti->import->ledger;
	struct str href = qti_attribute(node, "href"), outer = qti->document;
	xmlDocPtr document = NULL;
	struct buf path, why;
	buf_init(&path, BUF_CAP);
	buf_init(&why, BUF_CAP);
	note_settings(test, node);
	bool good = href.at && archive_path(&path, qti->folder, href);
	struct str kept = arena_str(&qti->import->arena, buf_view(&path));
	if (!good)
		buf_text(&why, "its address leads to no file of the package");
	struct qti_metadata *listed = good ? map_get(&qti->metadata, kept) : NULL;
	if (listed)
		listed->used = true;
	good = good && qti_open(qti, kept, &document, &why) == RESULT_OK;
	xmlNode *root = good ? xmlDocGetRootElement(document) : NULL;
	if (root && qti_is(root, "assessmentItem"))
		qti_read_item(qti, root, kept);
	else
		ledger_leave_out(ledger,
				 ledger_read(ledger, LEDGER_QUESTION, href.at ? href : STR(""), foreign_line(node)),
				 "%s", root ? "it is no item" : buf_cstr(&why));
	xmlFreeDoc(document);
	arena_drop(&qti->import->arena, &path);
	arena_drop(&qti->import->arena, &why);
	qti_enter(qti, outer);
}

/* Text for learners at the beginning of a section; NULL if there is none. */
static struct flow *rubric_of(struct test *test, const xmlNode *node)
{
	struct qti *qti = test->qti;
	struct flow *all = NULL;
	for (xmlNode *rubric = qti_child(node, "rubricBlock"); rubric; rubric = qti_next(rubric, "rubricBlock")) {
		struct str view = qti_attribute(rubric, "view");
		if (view.at && !memmem(view.at, view.len, "candidate", 9)) {
			ledger_changef(&qti->import->ledger, test->item, "lessons are for learners", "left out",
				       "instructions for the %.*s", STR_ARG(view));
			continue;
		}
		for (xmlNode *inner = qti_child(rubric, "contentBody"); inner; inner = NULL)
			xmlNodeSetName(inner, BAD_CAST "div");
		qti->html.item = test->item;
		struct flow *flow = qti_flow(qti, rubric);
		if (flow_is_blank(flow))
			continue;
		if (all)
			flow_append(&qti->import->arena, all, flow);
		else
			all = flow;
	}
	return all;
}

static void add_text(struct test *test, const xmlNode *node, struct flow *text, struct str title)
{
	struct qti *qti = test->qti;
	struct qti_item item;
	qti->html.item = ledger_read(&qti->import->ledger, LEDGER_SECTION, title, foreign_line(node));
	qti_item_init(&item, qti);
	item.id = qti_attribute(node, "identifier").at ? qti_attribute(node, "identifier") : STR("");
	item.title = title;
	item.body = text;
	qti_make(&item);
}

static void read_section(struct test *test, const xmlNode *node);

static void read_content(struct test *test, const xmlNode *node)
{
	for (const xmlNode *child = qti_child(node, NULL); child; child = qti_next(child, NULL)) {
		if (qti_is(child, "assessmentItemRef"))
			read_reference(test, child);
		else if (qti_is(child, "assessmentSection") || qti_is(child, "assessmentSectionRef"))
			read_section(test, child);
	}
}

/* The lesson of a section of the first level. */
static void begin(struct test *test, const xmlNode *node)
{
	struct str id = qti_attribute(node, "identifier"), title = qti_attribute(node, "title");
	bool hidden = qti_attribute_is(node, "visible", "false");
	if (!title.at || (test->sections == 1 && (hidden || is_generic(title)) && test->title.len))
		title = test->title;
	struct str lang = qti_language(node);
	struct str key = qti_join(test->qti, "section:", test->id, "/");
	qti_begin_lesson(
		test->qti,
		qti_join(test->qti, "", key, id.at ? arena_copy(&test->qti->import->arena, id.at, id.len) : ""), title,
		lang.len ? lang : test->lang, node);
	test->item = test->qti->html.item;
}

static void read_inline_section(struct test *test, const xmlNode *node)
{
	struct qti *qti = test->qti;
	struct str title = str_trim(qti_attribute(node, "title")), id = qti_attribute(node, "identifier");
	struct question_set *outer = qti->set;
	if (test->depth == 1)
		begin(test, node);
	note_settings(test, node);
	struct flow *text = rubric_of(test, node);
	if (text && test->depth == 1)
		add_text(test, node, text, qti->lesson ? title : STR(""));
	else if (text)
		qti->set = qti_new_set(qti, qti_join(qti, "rubric:", id.at ? id : title, ""), text);
	else if (test->depth > 1 && title.len && !is_generic(title))
		ledger_changef(&qti->import->ledger, test->item, "lessons are not nested",
			       "its questions are in the same lesson", "section '%.*s'", STR_ARG(title));
	read_content(test, node);
	qti->set = outer;
}

/* One that has a document of its own. */
static void read_section_file(struct test *test, const xmlNode *node)
{
	struct qti *qti = test->qti;
	struct str href = qti_attribute(node, "href"), outer = qti->document;
	xmlDocPtr document = NULL;
	struct buf path, why;
	buf_init(&path, BUF_CAP);
	buf_init(&why, BUF_CAP);
	bool good = href.at && archive_path(&path, qti->folder, href);
	struct str kept = arena_str(&qti->import->arena, buf_view(&path));
	good = good && qti_open(qti, kept, &document, &why) == RESULT_OK;
	xmlNode *root = good ? xmlDocGetRootElement(document) : NULL;
	if (root && qti_is(root, "assessmentSection")) {
		read_inline_section(test, root);
	} else {
		struct ledger *ledger = &qti->import->ledger;
		ledger_leave_out(ledger,
				 ledger_read(ledger, LEDGER_LESSON, href.at ? href : STR(""), foreign_line(node)),
				 "it is no section that can be read");
	}
	xmlFreeDoc(document);
	arena_drop(&qti->import->arena, &path);
	arena_drop(&qti->import->arena, &why);
	qti_enter(qti, outer);
}

static void read_section(struct test *test, const xmlNode *node)
{
	if (++test->depth < QTI_NESTED_MAX) {
		if (qti_is(node, "assessmentSectionRef"))
			read_section_file(test, node);
		else
			read_inline_section(test, node);
	} else {
		ledger_change(&test->qti->import->ledger, test->item, STR("sections more than 64 deep"),
			      "that is too deep", "left out");
	}
	test->depth--;
}

/* What a test, or a part of it, says of all its sections. */
static void note_whole(struct test *test, const xmlNode *node)
{
	if (!test->item)
		return;
	note_settings(test, node);
	if (qti_child(node, "rubricBlock"))
		ledger_change(&test->qti->import->ledger, test->item, STR("instructions for several lessons"),
			      "a lesson has its own text", "left out");
}

void qti_read_test(struct qti *qti, xmlNode *root)
{
	struct str id = qti_attribute(root, "identifier"), title = str_trim(qti_attribute(root, "title"));
	struct test test = {
		.qti = qti, .id = id.at ? id : STR(""), .title = title.at ? title : STR(""), .lang = qti_language(root)
	};
	for (const xmlNode *part = qti_child(root, "testPart"); part; part = qti_next(part, "testPart"))
		for (const xmlNode *s = qti_child(part, NULL); s; s = qti_next(s, NULL))
			test.sections += qti_is(s, "assessmentSection") || qti_is(s, "assessmentSectionRef");
	for (const xmlNode *part = qti_child(root, "testPart"); part; part = qti_next(part, "testPart"))
		read_content(&test, part);
	note_whole(&test, root);
	for (const xmlNode *part = qti_child(root, "testPart"); part; part = qti_next(part, "testPart"))
		note_whole(&test, part);
	qti->lesson = NULL;
}
