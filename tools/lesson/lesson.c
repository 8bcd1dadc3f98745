#include "lesson/lesson.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "lesson/language_tag.h"

void inline_plain(struct buf *out, const struct inline_node *text)
{
	for (; text; text = text->next) {
		if (text->kind == INLINE_TEXT)
			buf_str(out, text->text);
		else if (text->kind == INLINE_MATH)
			buf_str(out, text->of.math.alttext.value);
		else
			inline_plain(out, text->children);
	}
}

bool tags_next(struct str tags, struct str *tag)
{
	const char *end = tags.at + tags.len, *at = tag->at ? tag->at + tag->len : tags.at;
	while (at < end && *at == ' ')
		at++;
	const char *space = at < end ? memchr(at, ' ', (size_t)(end - at)) : NULL;
	*tag = (struct str){ at, at < end ? (size_t)((space ? space : end) - at) : 0 };
	return tag->len > 0;
}

bool tag_looks_valid(struct str tag)
{
	size_t colon = 0;
	for (size_t i = 0; i < tag.len; i++) {
		char c = tag.at[i];
		bool code = colon && (ascii_is_upper(c) || strchr("._/", c));
		if (c == ':' && !colon && i > 0 && i + 1 < tag.len)
			colon = i;
		else if (!ascii_is_lower(c) && !ascii_is_digit(c) && c != '-' && !code)
			return false;
	}
	return tag.len > 0;
}

static bool str_is_blank(struct str s)
{
	for (size_t i = 0; i < s.len;)
		if (!utf8_is_space(utf8_next(s, &i)))
			return false;
	return true;
}

bool inline_is_blank(const struct inline_node *text)
{
	for (; text; text = text->next)
		if (text->kind == INLINE_MATH ||
		    (text->kind == INLINE_TEXT ? !str_is_blank(text->text) : !inline_is_blank(text->children)))
			return false;
	return true;
}

bool flow_is_blank(const struct flow *flow)
{
	return !flow || (inline_is_blank(flow->text) && !flow->blocks);
}

/* Sets *lang to that of the first words, unless it is set; false if other words are in another language. */
static bool agree_on_lang(const struct inline_node *text, struct str *lang)
{
	for (; text; text = text->next) {
		if (text->kind != INLINE_TEXT) {
			if (!agree_on_lang(text->children, lang))
				return false;
		} else if (!str_is_blank(text->text)) {
			if (lang->at && !language_tag_same(text->element.lang, *lang))
				return false;
			*lang = text->element.lang;
		}
	}
	return true;
}

struct str inline_lang(const struct inline_node *text, struct str lang)
{
	struct str own = STR_NONE;
	return agree_on_lang(text, &own) && own.at ? own : lang;
}

const struct inline_node *flow_last_paragraph(const struct flow *flow)
{
	const struct inline_node *last = flow->text;
	for (const struct block *block = flow->blocks; block; block = block->next)
		last = block->kind == BLOCK_P ? block->of.p : last;
	return last;
}

/* One traversal serves all visitors; any may be NULL. */
struct lesson_walk {
	lesson_text_visitor *text;
	lesson_block_visitor *block;
	void (*picture)(void *context, const struct picture *picture, struct str item);
	void *context;
	struct text_site site;
};

static void walk_blocks(struct lesson_walk *walk, const struct block *block);

/* lang is that of the element that contains the text. */
static void walk_text(struct lesson_walk *walk, const struct inline_node *text, struct str lang)
{
	walk->site.lang = lang;
	if (walk->text && text)
		walk->text(walk->context, text, &walk->site);
}

static void walk_flow(struct lesson_walk *walk, const struct flow *flow)
{
	if (!flow)
		return;
	walk_text(walk, flow->text, flow->element.lang);
	walk_blocks(walk, flow->blocks);
}

static void walk_flows(struct lesson_walk *walk, const struct flow *flow)
{
	for (; flow; flow = flow->next)
		walk_flow(walk, flow);
}

/* Text of the sections is classified by its block; elsewhere by the part it belongs to. */
static void walk_flow_as(struct lesson_walk *walk, enum text_role role, const struct flow *flow)
{
	enum text_role outer = walk->site.role;
	walk->site.role = role;
	walk_flow(walk, flow);
	walk->site.role = outer;
}

static void walk_text_as(struct lesson_walk *walk, enum text_role role, const struct inline_node *text,
			 const struct element *element)
{
	enum text_role outer = walk->site.role;
	walk->site.role = role;
	walk_text(walk, text, element->lang);
	walk->site.role = outer;
}

/* The kind of text in a block: of_block within sections, that of the part elsewhere. */
static enum text_role role_in(const struct lesson_walk *walk, enum text_role of_block)
{
	switch (walk->site.role) {
	case ROLE_PARAGRAPH:
	case ROLE_LIST_ITEM:
	case ROLE_CALLOUT:
	case ROLE_CELL: return of_block;
	default: return walk->site.role;
	}
}

static void walk_table(struct lesson_walk *walk, const struct table *table)
{
	const struct text_site outer = walk->site;
	walk_flow_as(walk, ROLE_CAPTION, table->caption);
	walk->site.role = role_in(walk, ROLE_CELL);
	for (const struct row *row = table->rows; row; row = row->next) {
		walk->site.row = row;
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			walk_text(walk, cell->text, cell->element.lang);
			walk_blocks(walk, cell->blocks);
		}
	}
	walk->site = outer;
}

static void walk_callout(struct lesson_walk *walk, const struct block *block)
{
	enum text_role outer = walk->site.role;
	walk_flow_as(walk, ROLE_TITLE, block->of.callout.title);
	walk->site.role = role_in(walk, ROLE_CALLOUT);
	walk_text(walk, block->of.callout.text, block->element.lang);
	walk_blocks(walk, block->of.callout.blocks);
	walk->site.role = outer;
}

static void walk_credit(struct lesson_walk *walk, const struct credit *credit)
{
	if (credit)
		walk_text_as(walk, ROLE_CREDIT, credit->text, &credit->element);
}

static void walk_recording(struct lesson_walk *walk, const struct recording *recording)
{
	walk_flow_as(walk, ROLE_TITLE, recording->title);
	walk_flow_as(walk, ROLE_CAPTION, recording->caption);
	walk_flow_as(walk, ROLE_TRANSCRIPT, recording->transcript);
	walk_credit(walk, recording->credit);
}

static void walk_figure(struct lesson_walk *walk, const struct figure *figure)
{
	walk_flow_as(walk, ROLE_TITLE, figure->title);
	for (const struct picture *p = figure->pictures; p; p = p->next) {
		if (walk->picture)
			walk->picture(walk->context, p, walk->site.item);
		walk_flow_as(walk, ROLE_CAPTION, p->caption);
	}
	walk_flow_as(walk, ROLE_CAPTION, figure->caption);
	walk_credit(walk, figure->credit);
}

static void walk_blocks(struct lesson_walk *walk, const struct block *block)
{
	for (; block; block = block->next) {
		enum text_role outer = walk->site.role;
		if (walk->block)
			walk->block(walk->context, block, walk->site.item);
		switch (block->kind) {
		case BLOCK_P: walk_text_as(walk, role_in(walk, ROLE_PARAGRAPH), block->of.p, &block->element); break;
		case BLOCK_LIST:
			walk->site.role = role_in(walk, ROLE_LIST_ITEM);
			walk_flows(walk, block->of.list.items);
			walk->site.role = outer;
			break;
		case BLOCK_CALLOUT: walk_callout(walk, block); break;
		case BLOCK_FIGURE: walk_figure(walk, &block->of.figure); break;
		case BLOCK_AUDIO:
		case BLOCK_VIDEO: walk_recording(walk, &block->of.recording); break;
		case BLOCK_TABLE: walk_table(walk, &block->of.table); break;
		}
	}
}

/* Returns the access of what contains the part. */
static enum access enter(struct lesson_walk *walk, enum access own)
{
	const enum access outer = walk->site.access;
	walk->site.access = access_within(own, outer);
	return outer;
}

static void walk_sections(struct lesson_walk *walk, const struct section *section)
{
	for (; section; section = section->next) {
		const enum access outer = enter(walk, section->access);
		walk_flow_as(walk, ROLE_TITLE, section->title);
		walk_blocks(walk, section->blocks);
		walk_sections(walk, section->sections);
		walk->site.access = outer;
	}
}

static void walk_options(struct lesson_walk *walk, const struct option *option)
{
	for (; option; option = option->next) {
		const struct flow flow = option_flow(option);
		walk_flow_as(walk, ROLE_OPTION, &flow);
		walk_flow_as(walk, ROLE_FEEDBACK, option->feedback);
	}
}

static void walk_questions(struct lesson_walk *walk, const struct question *question)
{
	const struct question_set *set = NULL;
	for (; question; question = question->next) {
		walk->site.item = question->id.value;
		if (question->set && question->set != set) {
			const enum access outer = enter(walk, question->set->access);
			walk_flow_as(walk, ROLE_VIGNETTE, question->set->vignette);
			walk->site.access = outer;
		}
		set = question->set;
		const enum access outer = enter(walk, question->access);
		walk_flow_as(walk, ROLE_VIGNETTE, question->vignette);
		walk_flow_as(walk, ROLE_STEM, question->stem);
		walk_options(walk, question->options);
		walk_options(walk, question->prompts);
		walk_flow_as(walk, ROLE_EXPLANATION, question->model_answer);
		walk_flow_as(walk, ROLE_EXPLANATION, question->explanation);
		walk->site.access = outer;
	}
}

static void walk_occlusion(struct lesson_walk *walk, const struct occlusion *occlusion)
{
	if (walk->picture)
		walk->picture(walk->context, &occlusion->picture, walk->site.item);
	for (const struct shape *shape = occlusion->shapes; shape; shape = shape->next)
		walk_text_as(walk, ROLE_BACK, shape->label, &shape->element);
	walk_credit(walk, occlusion->credit);
}

static void walk_cards(struct lesson_walk *walk, const struct card *card)
{
	for (; card; card = card->next) {
		const enum access outer = enter(walk, card->access);
		walk->site.item = card->id.value;
		walk_flow_as(walk, ROLE_FRONT, card->front);
		walk_flow_as(walk, ROLE_BACK, card->back);
		const struct flow cloze = cloze_flow(card);
		walk_flow_as(walk, ROLE_CLOZE, &cloze);
		if (card->occlusion)
			walk_occlusion(walk, card->occlusion);
		walk_flow_as(walk, ROLE_EXTRA, card->extra);
		walk->site.access = outer;
	}
}

static void walk_lesson(struct lesson_walk *walk, const struct lesson *lesson)
{
	walk->site.access = access_within(lesson->access, ACCESS_FREE);
	walk_flow_as(walk, ROLE_TITLE, lesson->title);
	walk_flow_as(walk, ROLE_SUMMARY, lesson->summary);
	for (const struct person *person = lesson->people; person; person = person->next)
		walk_flow_as(walk, ROLE_CREDIT, person->disclosure);
	for (const struct objective *objective = lesson->objectives; objective; objective = objective->next)
		walk_text_as(walk, ROLE_OBJECTIVE, objective->text, &objective->element);
	walk->site.role = ROLE_PARAGRAPH;
	walk_sections(walk, lesson->sections);
	walk->site.role = ROLE_TAKEAWAY;
	walk_flows(walk, lesson->takeaways);
	walk_questions(walk, lesson->questions);
	walk_cards(walk, lesson->cards);
	for (const struct entry *entry = lesson->glossary; entry; entry = entry->next) {
		const enum access outer = enter(walk, entry->access);
		walk->site.item = entry->id.value;
		for (const struct flow *name = entry->term; name; name = name->next)
			walk_flow_as(walk, ROLE_TERM, name);
		walk_flow_as(walk, ROLE_DEFINITION, entry->definition);
		walk->site.access = outer;
	}
	walk->site.item = STR_NONE;
	for (const struct reference *source = lesson->sources; source; source = source->next)
		walk_text_as(walk, ROLE_SOURCE, source->text, &source->element);
}

void lesson_each_text(const struct lesson *lesson, lesson_text_visitor *visit, void *context)
{
	struct lesson_walk walk = { .text = visit, .context = context };
	walk_lesson(&walk, lesson);
}

void lesson_each_block(const struct lesson *lesson, lesson_block_visitor *visit, void *context)
{
	struct lesson_walk walk = { .block = visit, .context = context };
	walk_lesson(&walk, lesson);
}

struct attribute_walk {
	lesson_attribute_visitor *visit;
	void *context;
};

static void visit_attribute(const struct attribute_walk *walk, const struct attribute *attribute, enum text_role role,
			    struct str item, struct str lang)
{
	const struct text_site site = { .role = role, .item = item, .lang = lang };
	if (attribute->value.len)
		walk->visit(walk->context, attribute, &site);
}

static void visit_inline(void *context, const struct inline_node *text, const struct text_site *site)
{
	const struct attribute_walk *walk = context;
	if (site->role == ROLE_CREDIT || site->role == ROLE_SOURCE)
		return;
	for (; text; text = text->next) {
		if (text->kind == INLINE_ABBR)
			visit_attribute(walk, &text->of.title, ROLE_ABBR, site->item, text->element.lang);
		else if (text->kind == INLINE_BLANK)
			visit_attribute(walk, &text->of.blank.hint, ROLE_HINT, site->item, text->element.lang);
		else if (text->kind == INLINE_MATH)
			visit_attribute(walk, &text->of.math.alttext, ROLE_ALT, site->item, text->element.lang);
		visit_inline(context, text->children, site);
	}
}

static void visit_picture(void *context, const struct picture *picture, struct str item)
{
	visit_attribute(context, &picture->alt, ROLE_ALT, item, picture->element.lang);
}

void lesson_each_attribute(const struct lesson *lesson, lesson_attribute_visitor *visit, void *context)
{
	struct attribute_walk attributes = { visit, context };
	struct lesson_walk walk = { .text = visit_inline, .picture = visit_picture, .context = &attributes };
	walk_lesson(&walk, lesson);
}

struct file_walk {
	lesson_file_visitor *visit;
	void *context;
	struct str item;
};

static void visit_file(const struct file_walk *walk, const struct attribute *path, enum file_use use)
{
	const struct lesson_file file = { path, use, walk->item };
	if (path->value.len)
		walk->visit(walk->context, &file);
}

static void visit_picture_file(void *context, const struct picture *picture, struct str item)
{
	struct file_walk *walk = context;
	walk->item = item;
	if (!picture->element.implied)
		visit_file(walk, &picture->src, FILE_PICTURE);
}

static void visit_recording(void *context, const struct block *block, struct str item)
{
	struct file_walk *walk = context;
	if ((block->kind != BLOCK_AUDIO && block->kind != BLOCK_VIDEO) || block->element.implied)
		return;
	walk->item = item;
	const struct recording *recording = &block->of.recording;
	if (!recording->linked)
		visit_file(walk, &recording->src, block->kind == BLOCK_AUDIO ? FILE_AUDIO : FILE_VIDEO);
	visit_file(walk, &recording->poster, FILE_PICTURE);
	for (const struct caption_file *file = recording->captions; file; file = file->next)
		visit_file(walk, &file->src, FILE_CAPTIONS);
}

void lesson_each_file(const struct lesson *lesson, lesson_file_visitor *visit, void *context)
{
	struct file_walk files = { .visit = visit, .context = context };
	struct lesson_walk walk = { .block = visit_recording, .picture = visit_picture_file, .context = &files };
	walk_lesson(&walk, lesson);
}
