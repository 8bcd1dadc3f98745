/* QTI 1.2: assessments and object banks are lessons. */
#include "convert/core/foreign_xml.h"
#include "convert/qti/qti1_reading.h"

struct bank {
	struct qti *qti;
	struct str name;
	struct ledger_item *item; /* of the lesson */
	bool begun;		  /* the lesson of items that are in none */
	unsigned depth;
};

/* The entry of that label in the metadata of a node; STR_NONE if there is none. */
static struct str field_of(struct bank *bank, const xmlNode *node, const char *label)
{
	const xmlNode *metadata = qti_child(node, "qtimetadata");
	for (const xmlNode *f = metadata ? qti_child(metadata, "qti_metadatafield") : NULL; f;
	     f = qti_next(f, "qti_metadatafield")) {
		const xmlNode *name = qti_child(f, "fieldlabel"), *entry = qti_child(f, "fieldentry");
		if (name && entry && str_is(qti_text(bank->qti, name), label))
			return qti_text(bank->qti, entry);
	}
	return STR_NONE;
}

static void begin(struct bank *bank, const xmlNode *node, const char *kind)
{
	struct qti *qti = bank->qti;
	struct str id = qti_attribute(node, "ident"), title = str_trim(qti_attribute(node, "title"));
	if (!title.len)
		title = field_of(bank, node, "bank_title");
	title = title.len ? title : bank->name;
	struct str key = qti_join(qti, kind, id.len ? id : title, "");
	qti_begin_lesson(qti, key, title, qti_language(node), node);
	bank->item = qti->html.item;
}

static void note_settings(struct bank *bank, const xmlNode *node)
{
	static const struct {
		const char *name, *what, *why, *outcome;
	} settings[] = {
		{ "duration", "time limit", "lessons have none", "left out" },
		{ "outcomes_processing", "points of a test", "lessons have none", "left out" },
		{ "assessfeedback", "feedback on a test", "lessons have none", "left out" },
		{ "sectionfeedback", "feedback on a test", "lessons have none", "left out" },
		{ "sectionprecondition", "conditions for parts of a test", "lessons have none", "always shown" },
	};
	struct ledger *ledger = &bank->qti->import->ledger;
	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		if (qti_child(node, settings[i].name))
			ledger_change(ledger, bank->item, str_from(settings[i].what), settings[i].why,
				      settings[i].outcome);
	const xmlNode *selection = qti_child(node, "selection_ordering");
	const xmlNode *source = selection ? qti_find(selection, "sourcebank_ref") : NULL;
	if (source)
		ledger_changef(ledger, bank->item, "lessons have all questions", "those of the bank are in its lesson",
			       "questions drawn from the bank '%.*s'", STR_ARG(qti_text(bank->qti, source)));
	else if (selection && qti_find(selection, "selection_number"))
		ledger_change(ledger, bank->item, STR("questions that are drawn by chance"),
			      "lessons have all questions", "all were kept");
}

static void add_section(struct bank *bank, struct str title, size_t line, struct flow *text)
{
	struct qti *qti = bank->qti;
	struct qti_item item;
	qti->html.item = ledger_read(&qti->import->ledger, LEDGER_SECTION, title.at ? title : STR(""), line);
	qti_item_init(&item, qti);
	item.title = title.len ? title : bank->name;
	item.body = text;
	qti_make(&item);
}

/* Text for learners: of an assessment, or around its questions. */
static void add_text(struct bank *bank, const xmlNode *node)
{
	struct qti *qti = bank->qti;
	qti->html.item = bank->item;
	struct flow *text = qti1_flow(qti, node);
	if (!flow_is_blank(text))
		add_section(bank, qti_attribute(node->parent, "title"), foreign_line(node), text);
}

static void add_instructions(struct bank *bank, const xmlNode *node)
{
	struct flow *text = qti1_read_settings(bank->qti, qti_attribute(node, "ident"));
	if (!flow_is_blank(text))
		add_section(bank, qti_attribute(node, "title"), 0, text);
}

static void note_title(struct bank *bank, const xmlNode *section)
{
	struct str title = str_trim(qti_attribute(section, "title"));
	if (title.len && qti_find(section, "item"))
		ledger_changef(&bank->qti->import->ledger, bank->item, "questions of a lesson are in one list",
			       "its questions were kept", "section '%.*s'", STR_ARG(title));
}

static void read_content(struct bank *bank, const xmlNode *node)
{
	static const char *const texts[] = { "presentation_material", "rubric", "objectives", NULL };
	struct qti *qti = bank->qti;
	if (++bank->depth < QTI_NESTED_MAX)
		for (const xmlNode *child = qti_child(node, NULL); child; child = qti_next(child, NULL)) {
			if (!qti->lesson)
				begin(bank, node, "file:");
			if (qti_is(child, "item")) {
				qti1_read_item(qti, child);
			} else if (qti_is(child, "section")) {
				note_settings(bank, child);
				note_title(bank, child);
				read_content(bank, child);
			}
			for (size_t i = 0; texts[i]; i++)
				if (qti_is(child, texts[i]))
					add_text(bank, child);
		}
	bank->depth--;
}

/* Whether the same assessment was read before, and reports it. */
static bool is_repeated(struct bank *bank, const xmlNode *node)
{
	struct qti *qti = bank->qti;
	struct ledger *ledger = &qti->import->ledger;
	struct str id = qti_attribute(node, "ident");
	struct str key = qti_join(qti, "assessment:", id, "");
	if (!id.len)
		return false;
	if (map_get(&qti->keys, key)) {
		ledger_leave_out(ledger,
				 ledger_read(ledger, LEDGER_LESSON, qti_attribute(node, "title"), foreign_line(node)),
				 "it is in the package twice");
		return true;
	}
	void **slot = map_put(&qti->keys, key);
	if (slot)
		*slot = qti;
	return false;
}

void qti1_read(struct qti *qti, const xmlNode *root, struct str name)
{
	struct bank bank = { .qti = qti, .name = name };
	bool tex = qti->html.tex;
	qti->html.tex = true;
	qti->lesson = NULL;
	map_clear(&qti->texts);
	qti1_find_texts(qti, root);
	for (const xmlNode *node = qti_child(root, NULL); node; node = qti_next(node, NULL)) {
		bool bank_node = qti_is(node, "objectbank");
		if (bank_node || qti_is(node, "assessment") || qti_is(node, "section")) {
			if (is_repeated(&bank, node))
				continue;
			begin(&bank, node, bank_node ? "bank:" : "assessment:");
			note_settings(&bank, node);
			add_instructions(&bank, node);
			read_content(&bank, node);
			qti->lesson = NULL;
			qti->shuffles = false;
		} else if (qti_is(node, "item")) {
			if (!qti->lesson)
				begin(&bank, root, "file:");
			qti1_read_item(qti, node);
		}
	}
	qti->html.tex = tex;
	qti->lesson = NULL;
}
