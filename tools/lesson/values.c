/* Values that are no prose but may have any character. */
#include "lesson/lesson.h"

struct value_walk {
	lesson_value_visitor *visit;
	void *context;
};

static void visit_value(const struct value_walk *walk, const struct attribute *value, struct str item, struct str lang)
{
	const struct text_site site = { .item = item, .lang = lang };
	if (value->value.len)
		walk->visit(walk->context, value, &site, RAW_SHOWN);
}

static void visit_formula(const struct value_walk *walk, const struct math_node *node, const struct text_site *site)
{
	for (; node; node = node->next) {
		const struct attribute text = { node->text, node->span };
		if (text.value.len)
			walk->visit(walk->context, &text, site, RAW_FORMULA);
		visit_formula(walk, node->children, site);
	}
}

static void visit_inline(void *context, const struct inline_node *text, const struct text_site *site)
{
	const struct value_walk *walk = context;
	/* lesson_each_attribute leaves these out. */
	bool quoted = site->role == ROLE_CREDIT || site->role == ROLE_SOURCE;
	for (; text; text = text->next) {
		const struct text_site here = { .item = site->item, .lang = text->element.lang };
		if (text->kind == INLINE_CITE)
			visit_value(walk, &text->of.cite.at, here.item, here.lang);
		if (text->kind == INLINE_ABBR && quoted)
			visit_value(walk, &text->of.title, here.item, here.lang);
		if (text->kind == INLINE_MATH && quoted)
			visit_value(walk, &text->of.math.alttext, here.item, here.lang);
		if (text->kind == INLINE_MATH)
			visit_formula(walk, text->of.math.formula, &here);
		visit_inline(context, text->children, site);
	}
}

static void visit_credit(const struct value_walk *walk, const struct credit *credit, struct str item)
{
	if (credit)
		visit_value(walk, &credit->licence, item, credit->element.lang);
}

static void visit_block(void *context, const struct block *block, struct str item)
{
	if (block->kind == BLOCK_FIGURE)
		visit_credit(context, block->of.figure.credit, item);
	else if (block->kind == BLOCK_AUDIO || block->kind == BLOCK_VIDEO)
		visit_credit(context, block->of.recording.credit, item);
}

static void visit_file(void *context, const struct lesson_file *file)
{
	const struct value_walk *walk = context;
	const struct text_site site = { .item = file->item };
	walk->visit(walk->context, file->path, &site, RAW_FILE);
}

void lesson_each_value(const struct lesson *lesson, lesson_value_visitor *visit, void *context)
{
	struct value_walk walk = { visit, context };
	for (const struct person *person = lesson->people; person; person = person->next) {
		visit_value(&walk, &person->name, STR_NONE, person->element.lang);
		visit_value(&walk, &person->credentials, STR_NONE, person->element.lang);
	}
	lesson_each_text(lesson, visit_inline, &walk);
	lesson_each_block(lesson, visit_block, &walk);
	lesson_each_file(lesson, visit_file, &walk);
	for (const struct question *question = lesson->questions; question; question = question->next)
		visit_value(&walk, &question->unit, question->id.value, question->element.lang);
	for (const struct card *card = lesson->cards; card; card = card->next)
		if (card->occlusion)
			visit_credit(&walk, card->occlusion->credit, card->id.value);
	for (const struct reference *source = lesson->sources; source; source = source->next)
		visit_value(&walk, &source->doi, STR_NONE, source->element.lang);
}
