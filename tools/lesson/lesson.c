#include "lesson/lesson.h"

#include "base/utf8.h"

void inline_plain(struct buf *out, const struct inline_node *text)
{
	for (; text; text = text->next) {
		if (text->kind == INLINE_TEXT)
			buf_str(out, text->text);
		else
			inline_plain(out, text->children);
	}
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
		if (text->kind == INLINE_TEXT ? !str_is_blank(text->text) : !inline_is_blank(text->children))
			return false;
	return true;
}

bool flow_is_blank(const struct flow *flow)
{
	return !flow || (inline_is_blank(flow->text) && !flow->blocks);
}

/* One walk serves both visitors; either may be NULL. */
struct walk {
	lesson_text_visitor *text;
	lesson_block_visitor *block;
	void *context;
	struct str item;
};

static void walk_blocks(const struct walk *walk, const struct block *block);

static void walk_text(const struct walk *walk, const struct inline_node *text)
{
	if (walk->text && text)
		walk->text(walk->context, text, walk->item);
}

static void walk_flow(const struct walk *walk, const struct flow *flow)
{
	if (!flow)
		return;
	walk_text(walk, flow->text);
	walk_blocks(walk, flow->blocks);
}

static void walk_flows(const struct walk *walk, const struct flow *flow)
{
	for (; flow; flow = flow->next)
		walk_flow(walk, flow);
}

static void walk_table(const struct walk *walk, const struct table *table)
{
	walk_flow(walk, table->caption);
	for (const struct row *row = table->rows; row; row = row->next) {
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			walk_text(walk, cell->text);
			walk_blocks(walk, cell->blocks);
		}
	}
}

static void walk_blocks(const struct walk *walk, const struct block *block)
{
	for (; block; block = block->next) {
		if (walk->block)
			walk->block(walk->context, block, walk->item);
		switch (block->kind) {
		case BLOCK_P: walk_text(walk, block->of.p); break;
		case BLOCK_LIST: walk_flows(walk, block->of.list.items); break;
		case BLOCK_CALLOUT:
			walk_text(walk, block->of.callout.text);
			walk_blocks(walk, block->of.callout.blocks);
			break;
		case BLOCK_FIGURE:
			walk_flow(walk, block->of.figure.caption);
			if (block->of.figure.credit)
				walk_text(walk, block->of.figure.credit->text);
			break;
		case BLOCK_TABLE: walk_table(walk, &block->of.table); break;
		}
	}
}

static void walk_sections(const struct walk *walk, const struct section *section)
{
	for (; section; section = section->next) {
		walk_flow(walk, section->title);
		walk_blocks(walk, section->blocks);
		walk_sections(walk, section->sections);
	}
}

static void walk_questions(struct walk *walk, const struct question *question)
{
	for (; question; question = question->next) {
		walk->item = question->id.value;
		walk_flow(walk, question->vignette);
		walk_flow(walk, question->stem);
		for (const struct option *option = question->options; option; option = option->next) {
			walk_text(walk, option->text);
			walk_flow(walk, option->feedback);
		}
		walk_flow(walk, question->explanation);
	}
}

static void walk_lesson(struct walk *walk, const struct lesson *lesson)
{
	walk_flow(walk, lesson->title);
	walk_flow(walk, lesson->summary);
	for (const struct objective *objective = lesson->objectives; objective; objective = objective->next)
		walk_text(walk, objective->text);
	walk_sections(walk, lesson->sections);
	walk_flows(walk, lesson->takeaways);
	walk_questions(walk, lesson->questions);
	for (const struct card *card = lesson->cards; card; card = card->next) {
		walk->item = card->id.value;
		walk_flow(walk, card->front);
		walk_flow(walk, card->back);
		walk_text(walk, card->cloze);
	}
	for (const struct entry *entry = lesson->glossary; entry; entry = entry->next) {
		walk->item = entry->id.value;
		walk_flow(walk, entry->term);
		walk_flow(walk, entry->definition);
	}
	walk->item = STR_NONE;
	for (const struct reference *source = lesson->sources; source; source = source->next)
		walk_text(walk, source->text);
}

void lesson_each_text(const struct lesson *lesson, lesson_text_visitor *visit, void *context)
{
	struct walk walk = { .text = visit, .context = context, .item = STR_NONE };
	walk_lesson(&walk, lesson);
}

void lesson_each_block(const struct lesson *lesson, lesson_block_visitor *visit, void *context)
{
	struct walk walk = { .block = visit, .context = context, .item = STR_NONE };
	walk_lesson(&walk, lesson);
}
