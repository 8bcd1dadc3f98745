/* Reports elements meant to be read that are empty. */
#include "check/text/parts.h"

static void add_finding(struct lesson_check *check, enum rule_id rule, const struct element *element, struct str item,
		 const char *what, const char *help)
{
	if (element->unsure)
		return;
	struct diagnostic *d = report_add(check->report, rule, element->tag, item, "this %s is empty", what);
	report_label(check->report, d, "nothing to read");
	report_help(check->report, d, "%s", help);
}

static void flow(struct lesson_check *check, const struct flow *flow, struct str item, const char *what)
{
	if (flow && flow_is_blank(flow))
		add_finding(check, RULE_TEXT_EMPTY_ELEMENT, &flow->element, item, what, "write it, or delete the element");
}

static void title(struct lesson_check *check, const struct flow *title, const char *whose)
{
	if (!title || title->element.unsure || !flow_is_blank(title))
		return;
	struct diagnostic *d = report_add(check->report, RULE_TEXT_EMPTY_TITLE, title->element.tag, STR_NONE,
					  "the title of this %s has no words", whose);
	report_help(check->report, d, "write what it is about: learners find it by its title");
}

static void sections(struct lesson_check *check, const struct section *section)
{
	for (; section; section = section->next) {
		title(check, section->title, "section");
		sections(check, section->sections);
	}
}

static void rows(struct lesson_check *check, const struct table *table, struct str item)
{
	for (const struct row *row = table->rows; row; row = row->next) {
		const struct cell *cell = row->cells;
		while (cell && !cell->blocks && inline_is_blank(cell->text))
			cell = cell->next;
		if (!cell && row->cells)
			add_finding(check, RULE_TEXT_EMPTY_ELEMENT, &row->element, item, "row", "fill its cells, or delete it");
	}
}

/* Paragraphs, items, captions and rows, anywhere. */
static void block(void *context, const struct block *block, struct str item)
{
	struct lesson_check *check = context;
	switch (block->kind) {
	case BLOCK_P:
		if (inline_is_blank(block->of.p))
			add_finding(check, RULE_TEXT_EMPTY_ELEMENT, &block->element, item, "paragraph", "write it, or delete it");
		break;
	case BLOCK_LIST:
		for (const struct flow *f = block->of.list.items; f; f = f->next)
			flow(check, f, item, "item");
		break;
	case BLOCK_CALLOUT:
		flow(check, block->of.callout.title, item, "title");
		if (inline_is_blank(block->of.callout.text) && !block->of.callout.blocks)
			add_finding(check, RULE_TEXT_EMPTY_ELEMENT, &block->element, item, "callout", "write it, or delete it");
		break;
	case BLOCK_FIGURE:
		flow(check, block->of.figure.title, item, "title");
		for (const struct picture *p = block->of.figure.pictures; p; p = p->next)
			flow(check, p->caption, item, "caption");
		flow(check, block->of.figure.caption, item, "caption");
		break;
	case BLOCK_AUDIO:
	case BLOCK_VIDEO:
		flow(check, block->of.recording.title, item, "title");
		flow(check, block->of.recording.caption, item, "caption");
		flow(check, block->of.recording.transcript, item, "transcript");
		break;
	case BLOCK_TABLE:
		flow(check, block->of.table.caption, item, "caption");
		rows(check, &block->of.table, item);
		break;
	}
}

void text_empty(struct lesson_check *check)
{
	const struct lesson *lesson = check->lesson;
	title(check, lesson->title, "lesson");
	flow(check, lesson->summary, STR_NONE, "summary");
	for (const struct person *person = lesson->people; person; person = person->next)
		flow(check, person->disclosure, STR_NONE, "disclosure");
	for (const struct objective *o = lesson->objectives; o; o = o->next)
		if (inline_is_blank(o->text))
			add_finding(check, RULE_TEXT_EMPTY_ELEMENT, &o->element, STR_NONE, "objective",
			     "write what a learner can do after the lesson, or delete it");
	sections(check, lesson->sections);
	lesson_each_block(lesson, block, check);
	for (const struct flow *f = lesson->takeaways; f; f = f->next)
		flow(check, f, STR_NONE, "takeaway");
	const struct question_set *set = NULL;
	for (const struct question *q = lesson->questions; q; set = q->set, q = q->next)
		if (q->set && q->set != set)
			flow(check, q->set->vignette, STR_NONE, "vignette");
	for (const struct card *card = lesson->cards; card; card = card->next)
		flow(check, card->extra, card->id.value, "extra");
	for (const struct entry *entry = lesson->glossary; entry; entry = entry->next) {
		const char *what = "term";
		for (const struct flow *name = entry->term; name; name = name->next) {
			what = name == entry->abbreviations ? "abbreviation" : what;
			flow(check, name, entry->id.value, what);
			what = name == entry->term ? "synonym" : what;
		}
		flow(check, entry->definition, entry->id.value, "definition");
	}
	for (const struct reference *s = lesson->sources; s; s = s->next)
		if (inline_is_blank(s->text))
			add_finding(check, RULE_TEXT_EMPTY_ELEMENT, &s->element, STR_NONE, "source",
			     "name the work: its authors, title and year");
}
