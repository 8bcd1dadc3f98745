#include "lesson/opening.h"

void builder_init(struct builder *builder, struct arena *arena)
{
	builder->arena = arena;
	builder->lesson = NULL;
	builder->depth = builder->math_depth = 0;
	builder->suppressions = builder->last_suppression = NULL;
	builder->last_question = NULL;
	builder->frames[0] = (struct builder_frame){ .name = ELEMENT_UNKNOWN };
}

struct inline_node *builder_add_inline(struct builder *builder, struct builder_frame *parent, enum inline_kind kind)
{
	struct inline_node *node = arena_alloc(builder->arena, sizeof(*node));
	if (!node)
		return NULL;
	node->kind = kind;
	*parent->text = node;
	parent->text = &node->next;
	return node;
}

static enum access access_of(struct opening *o)
{
	bool member = opening_is(o, "access", "member"), free = !member && opening_is(o, "access", "free");
	o->frame->for_members = member || o->parent->for_members;
	o->frame->vain = free && o->parent->for_members;
	return member ? ACCESS_MEMBER : free ? ACCESS_FREE : ACCESS_INHERITED;
}

static void open_in_takeaways(struct opening *o)
{
	if (o->name == ELEMENT_ITEM)
		opening_item(o, &o->builder->lesson->takeaways);
}

static void open_section(struct opening *o, struct section **slot, unsigned level)
{
	OPENING_CHAIN(o, section, *slot);
	section->id = opening_attribute(o, "id");
	section->access = access_of(o);
	section->level = level;
	o->frame->blocks = &section->blocks;
}

static void open_in_section(struct opening *o)
{
	struct section *section = o->parent->node;
	if (o->name == ELEMENT_TITLE)
		opening_part(o, &section->title);
	else if (o->name == ELEMENT_SECTION)
		open_section(o, &section->sections, section->level + 1);
}

static void open_option(struct opening *o, struct option **list)
{
	OPENING_CHAIN(o, option, *list);
	option->correct_attribute = opening_attribute(o, "correct");
	option->correct = o->name == ELEMENT_ANSWER || opening_is(o, "correct", "true") ||
			  opening_is(o, "correct", "1");
	option->credit = opening_attribute(o, "credit");
	option->id = opening_attribute(o, "id");
	option->choice = opening_attribute(o, "choice");
	o->frame->text = &option->text;
	o->frame->blocks = &option->blocks;
}

/* A question may have two lists: the end of this one is kept apart. */
static void open_prompt(struct opening *o, struct question *question)
{
	void *last_option = o->parent->last;
	o->parent->last = o->parent->last_prompt;
	open_option(o, &question->prompts);
	o->parent->last_prompt = o->parent->last;
	o->parent->last = last_option;
}

static void open_in_question(struct opening *o)
{
	struct question *question = o->parent->node;
	switch (o->name) {
	case ELEMENT_VIGNETTE: opening_part(o, &question->vignette); break;
	case ELEMENT_STEM: opening_part(o, &question->stem); break;
	case ELEMENT_EXPLANATION: opening_part(o, &question->explanation); break;
	case ELEMENT_MODEL_ANSWER: opening_part(o, &question->model_answer); break;
	case ELEMENT_OPTION:
	case ELEMENT_CHOICE:
	case ELEMENT_STEP:
	case ELEMENT_ANSWER: open_option(o, &question->options); break;
	case ELEMENT_PROMPT: open_prompt(o, question); break;
	default: break;
	}
}

static void open_in_option(struct opening *o)
{
	struct option *option = o->parent->node;
	if (o->name == ELEMENT_FEEDBACK)
		opening_part(o, &option->feedback);
}

static enum question_kind question_kind(const struct opening *o)
{
	switch (o->name) {
	case ELEMENT_OPEN_QUESTION: return QUESTION_OPEN;
	case ELEMENT_NUMERIC_QUESTION: return QUESTION_NUMERIC;
	case ELEMENT_MATCHING_QUESTION: return QUESTION_MATCHING;
	case ELEMENT_ORDERING_QUESTION: return QUESTION_ORDERING;
	default: return opening_is(o, "kind", "multiple") ? QUESTION_MULTIPLE : QUESTION_SINGLE;
	}
}

static void open_question(struct opening *o, const struct question_set *set)
{
	o->parent->last = o->builder->last_question;
	OPENING_CHAIN(o, question, o->builder->lesson->questions);
	o->builder->last_question = question;
	question->set = set;
	question->id = opening_attribute(o, "id");
	question->objective = opening_attribute(o, "objective");
	question->kind = question_kind(o);
	question->difficulty = opening_number(o, "difficulty", 0, 5);
	question->fixed_order = opening_is(o, "shuffle", "false") || opening_is(o, "shuffle", "0");
	question->access = access_within(access_of(o), set ? set->access : ACCESS_INHERITED);
	question->progress = opening_attribute(o, "progress");
	question->tags = opening_attribute(o, "tags");
	if (question->kind != QUESTION_NUMERIC)
		return;
	question->value = opening_attribute(o, "value");
	question->tolerance = opening_attribute(o, "tolerance");
	question->min = opening_attribute(o, "min");
	question->max = opening_attribute(o, "max");
	question->unit = opening_attribute(o, "unit");
}

static void open_in_questions(struct opening *o)
{
	if (element_is_question(o->name)) {
		open_question(o, NULL);
	} else if (o->name == ELEMENT_QUESTION_SET) {
		struct question_set *set = arena_alloc(o->builder->arena, sizeof(*set));
		if (!set)
			return;
		opening_begin(o, &set->element, set);
		set->id = opening_attribute(o, "id");
		set->access = access_of(o);
	}
}

static void open_in_question_set(struct opening *o)
{
	struct question_set *set = o->parent->node;
	if (element_is_question(o->name))
		open_question(o, set);
	else if (o->name == ELEMENT_VIGNETTE)
		opening_part(o, &set->vignette);
}

static void open_in_cards(struct opening *o)
{
	if (o->name != ELEMENT_CARD && o->name != ELEMENT_CLOZE && o->name != ELEMENT_OCCLUSION)
		return;
	OPENING_CHAIN(o, card, o->builder->lesson->cards);
	card->id = opening_attribute(o, "id");
	card->access = access_of(o);
	card->objective = opening_attribute(o, "objective");
	card->difficulty = opening_number(o, "difficulty", 0, 5);
	card->progress = opening_attribute(o, "progress");
	card->tags = opening_attribute(o, "tags");
	card->is_cloze = o->name == ELEMENT_CLOZE;
	if (card->is_cloze) {
		o->frame->text = &card->cloze;
		o->frame->blocks = &card->blocks;
	}
	if (o->name == ELEMENT_OCCLUSION)
		open_occlusion(o, card);
}

static void open_in_card(struct opening *o)
{
	struct card *card = o->parent->node;
	if (o->name == ELEMENT_FRONT)
		opening_part(o, &card->front);
	else if (o->name == ELEMENT_BACK)
		opening_part(o, &card->back);
	else if (o->name == ELEMENT_EXTRA)
		opening_part(o, &card->extra);
	else if (card->occlusion)
		open_in_occlusion(o, card->occlusion);
}

static void open_in_glossary(struct opening *o)
{
	if (o->name != ELEMENT_ENTRY)
		return;
	OPENING_CHAIN(o, entry, o->builder->lesson->glossary);
	entry->id = opening_attribute(o, "id");
	entry->access = access_of(o);
}

static void open_name(struct opening *o, struct entry *entry)
{
	opening_item(o, &entry->term);
	if (o->name == ELEMENT_ABBREVIATION && !entry->abbreviations)
		entry->abbreviations = o->parent->last;
}

static void open_in_entry(struct opening *o)
{
	struct entry *entry = o->parent->node;
	switch (o->name) {
	case ELEMENT_TERM:
	case ELEMENT_SYNONYM:
	case ELEMENT_ABBREVIATION: open_name(o, entry); break;
	case ELEMENT_DEFINITION: opening_part(o, &entry->definition); break;
	default: break;
	}
}

static void open_in_people(struct opening *o)
{
	if (o->name != ELEMENT_AUTHOR && o->name != ELEMENT_REVIEWER)
		return;
	OPENING_CHAIN(o, person, o->builder->lesson->people);
	person->name = opening_attribute(o, "name");
	person->credentials = opening_attribute(o, "credentials");
	person->orcid = opening_attribute(o, "orcid");
	person->date = opening_attribute(o, "date");
	person->reviewer = o->name == ELEMENT_REVIEWER;
}

static void open_in_person(struct opening *o)
{
	struct person *person = o->parent->node;
	if (o->name == ELEMENT_DISCLOSURE)
		opening_part(o, &person->disclosure);
}

static void open_in_objectives(struct opening *o)
{
	if (o->name != ELEMENT_OBJECTIVE)
		return;
	OPENING_CHAIN(o, objective, o->builder->lesson->objectives);
	objective->id = opening_attribute(o, "id");
	o->frame->text = &objective->text;
}

static void open_in_sources(struct opening *o)
{
	if (o->name != ELEMENT_SOURCE)
		return;
	OPENING_CHAIN(o, reference, o->builder->lesson->sources);
	reference->id = opening_attribute(o, "id");
	reference->href = opening_attribute(o, "href");
	reference->doi = opening_attribute(o, "doi");
	o->frame->text = &reference->text;
}

/* Opens a container without a structure of its own: its children belong to the lesson. */
static void open_container(struct opening *o)
{
	struct element *element = arena_alloc(o->builder->arena, sizeof(*element));
	if (element)
		opening_begin(o, element, o->builder->lesson);
}

static void open_in_lesson(struct opening *o)
{
	struct lesson *lesson = o->builder->lesson;
	switch (o->name) {
	case ELEMENT_TITLE: opening_part(o, &lesson->title); break;
	case ELEMENT_SUMMARY: opening_part(o, &lesson->summary); break;
	case ELEMENT_SECTION: open_section(o, &lesson->sections, 1); break;
	case ELEMENT_PEOPLE:
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
	opening_begin(o, &lesson->element, lesson);
	lesson->id = opening_attribute(o, "id");
	lesson->lang = opening_attribute(o, "xml:lang");
	lesson->reviewed = opening_attribute(o, "reviewed");
	lesson->review_by = opening_attribute(o, "review-by");
	lesson->tags = opening_attribute(o, "tags");
	lesson->access = access_of(o);
}

static void open_in_parent(struct opening *o)
{
	switch (o->parent->name) {
	case ELEMENT_LESSON: open_in_lesson(o); break;
	case ELEMENT_SECTION: open_in_section(o); break;
	case ELEMENT_TAKEAWAYS: open_in_takeaways(o); break;
	case ELEMENT_QUESTIONS: open_in_questions(o); break;
	case ELEMENT_QUESTION_SET: open_in_question_set(o); break;
	case ELEMENT_QUESTION:
	case ELEMENT_OPEN_QUESTION:
	case ELEMENT_NUMERIC_QUESTION:
	case ELEMENT_MATCHING_QUESTION:
	case ELEMENT_ORDERING_QUESTION: open_in_question(o); break;
	case ELEMENT_OPTION: open_in_option(o); break;
	case ELEMENT_CARDS: open_in_cards(o); break;
	case ELEMENT_CARD:
	case ELEMENT_CLOZE:
	case ELEMENT_OCCLUSION: open_in_card(o); break;
	case ELEMENT_GLOSSARY: open_in_glossary(o); break;
	case ELEMENT_ENTRY: open_in_entry(o); break;
	case ELEMENT_PEOPLE: open_in_people(o); break;
	case ELEMENT_AUTHOR:
	case ELEMENT_REVIEWER: open_in_person(o); break;
	case ELEMENT_OBJECTIVES: open_in_objectives(o); break;
	case ELEMENT_SOURCES: open_in_sources(o); break;
	default: open_in_block(o); break;
	}
}

void builder_open(struct builder *builder, enum element_name name, const struct named_attribute *attributes,
		  size_t count, struct span tag, bool implied)
{
	struct builder_frame *parent = &builder->frames[builder->depth];
	struct builder_frame *frame = &builder->frames[++builder->depth];
	*frame = (struct builder_frame){ .name = name, .lang = parent->lang, .for_members = parent->for_members };
	struct opening o = { builder, parent, frame, name, attributes, count, tag, implied };
	if (name == ELEMENT_UNKNOWN)
		return;
	struct str lang = opening_attribute(&o, "xml:lang").value;
	if (lang.at)
		frame->lang = lang;
	if (builder->depth == 1) {
		if (name == ELEMENT_LESSON)
			open_lesson(&o);
	} else if (parent->element) {
		if (!open_inline(&o) && !open_as_block(&o))
			open_in_parent(&o);
	}
}

/* Makes the innermost element a single character of text. */
static bool stand_in(struct builder *builder, struct builder_frame *frame)
{
	struct inline_node *node = frame->node;
	struct span span = node->element.span;
	frame->text = &node->children;
	struct inline_node *text = builder_add_inline(builder, frame, INLINE_TEXT);
	if (!text)
		return false;
	text->element = (struct element){ .span = span, .tag = span, .lang = frame->lang };
	text->text = STR(INLINE_STAND_IN);
	return true;
}

/* An empty link has the label of its target. */
static void fill_link(struct builder *builder, struct builder_frame *frame)
{
	struct inline_node *link = frame->node;
	if (frame->begun || link->element.unsure || link->of.link.href.value.at || !link->of.link.to.value.at)
		return;
	if (!stand_in(builder, frame))
		return;
	link->of.link.labelled = true;
	builder->lesson->has_labelled_links = true;
}

void builder_close(struct builder *builder, uint32_t end, bool unsure)
{
	struct builder_frame *frame = &builder->frames[builder->depth--];
	struct element *element = frame->element;
	if (frame->joins) {
		frame[-1].text = frame->text;
		frame[-1].begun = frame->begun;
		frame[-1].hollow = frame->begun || unsure ? NULL : element;
	}
	if (!element)
		return;
	element->span.end = end > element->span.end ? end : element->span.end;
	element->unsure = element->unsure || unsure;
	if (frame->name == ELEMENT_LINK)
		fill_link(builder, frame);
	else if (frame->name == ELEMENT_MATH)
		(void)stand_in(builder, frame);
}

void builder_text(struct builder *builder, struct str text, struct span span)
{
	struct builder_frame *frame = &builder->frames[builder->depth];
	if (!frame->text || text.len == 0)
		return;
	struct inline_node *node = builder_add_inline(builder, frame, INLINE_TEXT);
	if (!node)
		return;
	node->element = (struct element){ .span = span, .tag = span, .lang = frame->lang };
	node->text = arena_str(builder->arena, text);
	frame->begun = frame->begun || str_trim(text).len > 0;
}
