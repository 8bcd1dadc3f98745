#include "lesson/builder.h"

#include <stdlib.h>

/* The arguments of builder_open, for the functions that create one kind of element each. */
struct opening {
	struct builder *builder;
	struct builder_frame *parent;
	struct builder_frame *frame;
	enum element_name name;
	const struct named_attribute *attributes;
	size_t count;
	struct span tag;
	bool implied;
};

void builder_init(struct builder *builder, struct arena *arena)
{
	builder->arena = arena;
	builder->lesson = NULL;
	builder->depth = 0;
	builder->suppressions = builder->last_suppression = NULL;
	builder->frames[0] = (struct builder_frame){ .name = ELEMENT_UNKNOWN };
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct str trim(struct str s)
{
	while (s.len && is_space(s.at[0]))
		s = (struct str){ s.at + 1, s.len - 1 };
	while (s.len && is_space(s.at[s.len - 1]))
		s.len--;
	return s;
}

/* All types of the schema collapse white space, like xs:token; that includes character references. */
static struct str collapse(struct arena *arena, struct str value)
{
	value = trim(value);
	char *copy = arena_copy(arena, value.at, value.len);
	size_t len = 0;
	for (size_t i = 0; copy && i < value.len; i++)
		if (!is_space(value.at[i]) || !is_space(value.at[i - 1]))
			copy[len++] = is_space(value.at[i]) ? ' ' : value.at[i];
	if (copy)
		copy[len] = '\0';
	return (struct str){ copy, len };
}

static struct attribute attribute(const struct opening *o, const char *name)
{
	for (size_t i = 0; i < o->count; i++) {
		if (strcmp(o->attributes[i].name, name) != 0)
			continue;
		struct attribute copy = o->attributes[i].attribute;
		copy.value = collapse(o->builder->arena, copy.value);
		return copy;
	}
	return (struct attribute){ STR_NONE, { 0, 0 } };
}

static bool attribute_is(const struct opening *o, const char *name, const char *value)
{
	for (size_t i = 0; i < o->count; i++)
		if (strcmp(o->attributes[i].name, name) == 0)
			return str_is(trim(o->attributes[i].attribute.value), value);
	return false;
}

static unsigned attribute_number(const struct opening *o, const char *name, unsigned otherwise)
{
	struct attribute a = attribute(o, name);
	unsigned long number = a.value.at ? strtoul(a.value.at, NULL, 10) : otherwise;
	return number > 100 ? 100 : (unsigned)number;
}

static enum access access_of(const struct opening *o)
{
	return attribute_is(o, "access", "member") ? ACCESS_MEMBER
	       : attribute_is(o, "access", "free") ? ACCESS_FREE
						   : ACCESS_INHERITED;
}

/* Makes node, whose first member is element, the structure of the current element. */
static void begin(struct opening *o, struct element *element, void *node)
{
	element->tag = o->tag;
	element->span = o->tag;
	element->lang = o->frame->lang;
	element->implied = o->implied;
	o->frame->element = element;
	o->frame->node = node;
}

/* Opens a part that occurs once, such as a title, and contains text and blocks. The first occurrence counts. */
static void open_part(struct opening *o, struct flow **slot)
{
	struct flow *flow = arena_alloc(o->builder->arena, sizeof(*flow));
	if (!flow || *slot)
		return;
	*slot = flow;
	begin(o, &flow->element, flow);
	o->frame->text = &flow->text;
	o->frame->blocks = &flow->blocks;
}

/* Appends a new structure of type to the current list, or starts one at slot. A repeated container continues the list
 * of the first. */
#define CHAIN(o, type, slot)                                                                                          \
	struct type *type = arena_alloc((o)->builder->arena, sizeof(*type));                                           \
	if (!type)                                                                                                     \
		return;                                                                                                \
	begin((o), &type->element, type);                                                                              \
	struct type *last_##type = (o)->parent->last ? (o)->parent->last : (slot);                                    \
	while (last_##type && last_##type->next)                                                                       \
		last_##type = last_##type->next;                                                                       \
	if (last_##type)                                                                                               \
		last_##type->next = type;                                                                              \
	else                                                                                                           \
		(slot) = type;                                                                                        \
	(o)->parent->last = type

static enum inline_kind inline_kind_of(enum element_name name)
{
	switch (name) {
	case ELEMENT_EM: return INLINE_EM;
	case ELEMENT_STRONG: return INLINE_STRONG;
	case ELEMENT_TERM: return INLINE_TERM;
	case ELEMENT_SUB: return INLINE_SUB;
	case ELEMENT_SUP: return INLINE_SUP;
	case ELEMENT_CODE: return INLINE_CODE;
	case ELEMENT_SPAN: return INLINE_SPAN;
	case ELEMENT_ABBR: return INLINE_ABBR;
	case ELEMENT_LINK: return INLINE_LINK;
	case ELEMENT_CITE: return INLINE_CITE;
	case ELEMENT_BLANK: return INLINE_BLANK;
	default: return INLINE_TEXT;
	}
}

static struct inline_node *add_inline(struct builder *builder, struct builder_frame *parent, enum inline_kind kind)
{
	struct inline_node *node = arena_alloc(builder->arena, sizeof(*node));
	if (!node)
		return NULL;
	node->kind = kind;
	*parent->text = node;
	parent->text = &node->next;
	return node;
}

static void open_inline(struct opening *o)
{
	enum inline_kind kind = inline_kind_of(o->name);
	struct inline_node *node = add_inline(o->builder, o->parent, kind);
	if (!node)
		return;
	begin(o, &node->element, node);
	o->frame->text = &node->children;
	switch (kind) {
	case INLINE_ABBR: node->of.title = attribute(o, "title"); break;
	case INLINE_BLANK: node->of.hint = attribute(o, "hint"); break;
	case INLINE_LINK:
		node->of.link.href = attribute(o, "href");
		node->of.link.to = attribute(o, "to");
		break;
	case INLINE_CITE:
		node->of.cite.source = attribute(o, "source");
		node->of.cite.at = attribute(o, "at");
		break;
	default: break;
	}
}

static void open_block(struct opening *o, enum block_kind kind)
{
	struct block *block = arena_alloc(o->builder->arena, sizeof(*block));
	if (!block)
		return;
	block->kind = kind;
	*o->parent->blocks = block;
	o->parent->blocks = &block->next;
	begin(o, &block->element, block);
	switch (kind) {
	case BLOCK_P: o->frame->text = &block->of.p; break;
	case BLOCK_LIST: block->of.list.kind = attribute_is(o, "kind", "number") ? LIST_NUMBER : LIST_BULLET; break;
	case BLOCK_CALLOUT:
		block->of.callout.kind = attribute_is(o, "kind", "warning")    ? CALLOUT_WARNING
					 : attribute_is(o, "kind", "mnemonic") ? CALLOUT_MNEMONIC
					 : attribute_is(o, "kind", "note")     ? CALLOUT_NOTE
									       : CALLOUT_PEARL;
		o->frame->text = &block->of.callout.text;
		o->frame->blocks = &block->of.callout.blocks;
		break;
	case BLOCK_FIGURE:
		block->of.figure.id = attribute(o, "id");
		block->of.figure.src = attribute(o, "src");
		block->of.figure.alt = attribute(o, "alt");
		break;
	case BLOCK_TABLE: block->of.table.id = attribute(o, "id"); break;
	}
}

static void open_item(struct opening *o, struct flow **slot)
{
	CHAIN(o, flow, *slot);
	o->frame->text = &flow->text;
	o->frame->blocks = &flow->blocks;
}

static void open_in_list(struct opening *o)
{
	struct block *list = o->parent->node;
	if (o->name == ELEMENT_ITEM)
		open_item(o, &list->of.list.items);
}

static void open_in_takeaways(struct opening *o)
{
	if (o->name == ELEMENT_ITEM)
		open_item(o, &o->builder->lesson->takeaways);
}

static void open_in_figure(struct opening *o)
{
	struct block *figure = o->parent->node;
	if (o->name == ELEMENT_CAPTION) {
		open_part(o, &figure->of.figure.caption);
	} else if (o->name == ELEMENT_CREDIT && !figure->of.figure.credit) {
		struct credit *credit = arena_alloc(o->builder->arena, sizeof(*credit));
		if (!credit)
			return;
		figure->of.figure.credit = credit;
		begin(o, &credit->element, credit);
		credit->licence = attribute(o, "licence");
		credit->href = attribute(o, "href");
		o->frame->text = &credit->text;
	}
}

static void open_in_table(struct opening *o)
{
	struct block *table = o->parent->node;
	if (o->name == ELEMENT_CAPTION) {
		open_part(o, &table->of.table.caption);
	} else if (o->name == ELEMENT_ROW) {
		CHAIN(o, row, table->of.table.rows);
	}
}

static void open_in_row(struct opening *o)
{
	struct row *parent = o->parent->node;
	if (o->name != ELEMENT_CELL && o->name != ELEMENT_HEADER)
		return;
	CHAIN(o, cell, parent->cells);
	cell->header = o->name == ELEMENT_HEADER;
	cell->row_scope = attribute_is(o, "scope", "row");
	cell->columns = attribute_number(o, "columns", 1);
	cell->rows = attribute_number(o, "rows", 1);
	o->frame->text = &cell->text;
	o->frame->blocks = &cell->blocks;
}

static void open_section(struct opening *o, struct section **slot, unsigned level)
{
	CHAIN(o, section, *slot);
	section->id = attribute(o, "id");
	section->access = access_of(o);
	section->level = level;
	o->frame->blocks = &section->blocks;
}

static void open_in_section(struct opening *o)
{
	struct section *section = o->parent->node;
	if (o->name == ELEMENT_TITLE)
		open_part(o, &section->title);
	else if (o->name == ELEMENT_SECTION)
		open_section(o, &section->sections, section->level + 1);
}

static void open_in_question(struct opening *o)
{
	struct question *question = o->parent->node;
	switch (o->name) {
	case ELEMENT_VIGNETTE: open_part(o, &question->vignette); break;
	case ELEMENT_STEM: open_part(o, &question->stem); break;
	case ELEMENT_EXPLANATION: open_part(o, &question->explanation); break;
	case ELEMENT_OPTION: {
		CHAIN(o, option, question->options);
		option->correct_attribute = attribute(o, "correct");
		option->correct = attribute_is(o, "correct", "true") || attribute_is(o, "correct", "1");
		o->frame->text = &option->text;
		break;
	}
	default: break;
	}
}

static void open_in_option(struct opening *o)
{
	struct option *option = o->parent->node;
	if (o->name == ELEMENT_FEEDBACK)
		open_part(o, &option->feedback);
}

static void open_in_questions(struct opening *o)
{
	if (o->name != ELEMENT_QUESTION)
		return;
	CHAIN(o, question, o->builder->lesson->questions);
	question->id = attribute(o, "id");
	question->objective = attribute(o, "objective");
	question->kind = attribute_is(o, "kind", "multiple") ? QUESTION_MULTIPLE : QUESTION_SINGLE;
	question->difficulty = attribute_number(o, "difficulty", 0);
	question->access = access_of(o);
	question->progress = attribute(o, "progress");
}

static void open_in_cards(struct opening *o)
{
	if (o->name != ELEMENT_CARD && o->name != ELEMENT_CLOZE)
		return;
	CHAIN(o, card, o->builder->lesson->cards);
	card->id = attribute(o, "id");
	card->access = access_of(o);
	card->progress = attribute(o, "progress");
	card->is_cloze = o->name == ELEMENT_CLOZE;
	if (card->is_cloze)
		o->frame->text = &card->cloze;
}

static void open_in_card(struct opening *o)
{
	struct card *card = o->parent->node;
	if (o->name == ELEMENT_FRONT)
		open_part(o, &card->front);
	else if (o->name == ELEMENT_BACK)
		open_part(o, &card->back);
}

static void open_in_glossary(struct opening *o)
{
	if (o->name != ELEMENT_ENTRY)
		return;
	CHAIN(o, entry, o->builder->lesson->glossary);
	entry->id = attribute(o, "id");
	entry->access = access_of(o);
}

static void open_in_entry(struct opening *o)
{
	struct entry *entry = o->parent->node;
	if (o->name == ELEMENT_TERM)
		open_part(o, &entry->term);
	else if (o->name == ELEMENT_DEFINITION)
		open_part(o, &entry->definition);
}

static void open_in_objectives(struct opening *o)
{
	if (o->name != ELEMENT_OBJECTIVE)
		return;
	CHAIN(o, objective, o->builder->lesson->objectives);
	objective->id = attribute(o, "id");
	o->frame->text = &objective->text;
}

static void open_in_sources(struct opening *o)
{
	if (o->name != ELEMENT_SOURCE)
		return;
	CHAIN(o, reference, o->builder->lesson->sources);
	reference->id = attribute(o, "id");
	reference->href = attribute(o, "href");
	reference->doi = attribute(o, "doi");
	o->frame->text = &reference->text;
}

/* Opens a container without a structure of its own: its children belong to the lesson. */
static void open_container(struct opening *o)
{
	struct element *element = arena_alloc(o->builder->arena, sizeof(*element));
	if (element)
		begin(o, element, o->builder->lesson);
}

static void open_in_lesson(struct opening *o)
{
	struct lesson *lesson = o->builder->lesson;
	switch (o->name) {
	case ELEMENT_TITLE: open_part(o, &lesson->title); break;
	case ELEMENT_SUMMARY: open_part(o, &lesson->summary); break;
	case ELEMENT_SECTION: open_section(o, &lesson->sections, 1); break;
	case ELEMENT_OBJECTIVES:
	case ELEMENT_TAKEAWAYS:
	case ELEMENT_QUESTIONS:
	case ELEMENT_CARDS:
	case ELEMENT_GLOSSARY:
	case ELEMENT_SOURCES: open_container(o); break;
	default: break;
	}
}

static void open_lesson(struct opening *o)
{
	struct lesson *lesson = arena_alloc(o->builder->arena, sizeof(*lesson));
	if (!lesson)
		return;
	o->builder->lesson = lesson;
	begin(o, &lesson->element, lesson);
	lesson->id = attribute(o, "id");
	lesson->lang = attribute(o, "xml:lang");
	lesson->reviewed = attribute(o, "reviewed");
	lesson->review_by = attribute(o, "review-by");
	lesson->access = access_of(o);
}

/* Opens lists, figures and the like if their parent accepts blocks. */
static bool open_as_block(struct opening *o)
{
	if (!o->parent->blocks)
		return false;
	switch (o->name) {
	case ELEMENT_P: open_block(o, BLOCK_P); return true;
	case ELEMENT_LIST: open_block(o, BLOCK_LIST); return true;
	case ELEMENT_CALLOUT: open_block(o, BLOCK_CALLOUT); return true;
	case ELEMENT_FIGURE: open_block(o, BLOCK_FIGURE); return true;
	case ELEMENT_TABLE: open_block(o, BLOCK_TABLE); return true;
	default: return false;
	}
}

static void open_in_parent(struct opening *o)
{
	switch (o->parent->name) {
	case ELEMENT_LESSON: open_in_lesson(o); break;
	case ELEMENT_SECTION: open_in_section(o); break;
	case ELEMENT_LIST: open_in_list(o); break;
	case ELEMENT_TAKEAWAYS: open_in_takeaways(o); break;
	case ELEMENT_FIGURE: open_in_figure(o); break;
	case ELEMENT_TABLE: open_in_table(o); break;
	case ELEMENT_ROW: open_in_row(o); break;
	case ELEMENT_QUESTIONS: open_in_questions(o); break;
	case ELEMENT_QUESTION: open_in_question(o); break;
	case ELEMENT_OPTION: open_in_option(o); break;
	case ELEMENT_CARDS: open_in_cards(o); break;
	case ELEMENT_CARD: open_in_card(o); break;
	case ELEMENT_GLOSSARY: open_in_glossary(o); break;
	case ELEMENT_ENTRY: open_in_entry(o); break;
	case ELEMENT_OBJECTIVES: open_in_objectives(o); break;
	case ELEMENT_SOURCES: open_in_sources(o); break;
	default: break;
	}
}

void builder_open(struct builder *builder, enum element_name name, const struct named_attribute *attributes,
		  size_t count, struct span tag, bool implied)
{
	struct builder_frame *parent = &builder->frames[builder->depth];
	struct builder_frame *frame = &builder->frames[++builder->depth];
	*frame = (struct builder_frame){ .name = name, .lang = parent->lang };
	struct opening o = { builder, parent, frame, name, attributes, count, tag, implied };
	if (name == ELEMENT_UNKNOWN)
		return;
	struct str lang = attribute(&o, "xml:lang").value;
	if (lang.at)
		frame->lang = lang;
	if (builder->depth == 1) {
		if (name == ELEMENT_LESSON)
			open_lesson(&o);
	} else if (parent->element) {
		if (parent->text && inline_kind_of(name) != INLINE_TEXT)
			open_inline(&o);
		else if (!open_as_block(&o))
			open_in_parent(&o);
	}
}

void builder_close(struct builder *builder, uint32_t end)
{
	struct builder_frame *frame = &builder->frames[builder->depth--];
	if (frame->element && end > frame->element->span.end)
		frame->element->span.end = end;
}

void builder_text(struct builder *builder, struct str text, struct span span)
{
	struct builder_frame *frame = &builder->frames[builder->depth];
	if (!frame->text || text.len == 0)
		return;
	struct inline_node *node = add_inline(builder, frame, INLINE_TEXT);
	if (!node)
		return;
	node->element = (struct element){ .span = span, .tag = span, .lang = frame->lang };
	node->text = arena_str(builder->arena, text);
}
