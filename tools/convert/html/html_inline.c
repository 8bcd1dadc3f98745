/* Text that must be one line. */
#include "convert/html/html_reading.h"

#include <stdlib.h>

static void add_text(struct flow_maker *maker, const struct inline_node *text)
{
	for (; text; text = text->next) {
		if (text->kind == INLINE_TEXT) {
			flow_maker_text(maker, text->text);
			continue;
		}
		if (!text->children) {
			struct inline_node *copy = make_inline(maker->arena, text->kind);
			if (copy) {
				*copy = *text;
				copy->next = NULL;
			}
			flow_maker_inline(maker, copy);
			continue;
		}
		struct inline_node model = *text;
		model.children = model.next = NULL;
		bool open = flow_maker_open(maker, &model);
		add_text(maker, text->children);
		if (open)
			flow_maker_close(maker);
	}
}

static void add_flow(struct html_reader *reader, struct flow_maker *maker, const struct flow *flow);

static void separate(struct flow_maker *maker, const char *mark)
{
	if (maker->begun && maker->last != (uint32_t)mark[0])
		flow_maker_text(maker, str_from(mark));
	flow_maker_space(maker);
}

static void add_table(struct html_reader *reader, struct flow_maker *maker, const struct table *table)
{
	html_lose(reader, HTML_LOSS_TABLE_IN_LINE);
	for (const struct row *row = table->rows; row; row = row->next) {
		if (row != table->rows)
			separate(maker, ";");
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			if (cell != row->cells)
				separate(maker, ",");
			add_flow(reader, maker, &(struct flow){ .text = cell->text, .blocks = cell->blocks });
		}
	}
}

static void add_words(struct html_reader *reader, struct flow_maker *maker, const struct flow *title,
		      const struct flow *caption, const struct credit *credit)
{
	const struct flow *const parts[] = { title, caption };
	for (int i = 0; i < 2; i++) {
		flow_maker_space(maker);
		if (parts[i])
			add_flow(reader, maker, parts[i]);
	}
	flow_maker_space(maker);
	if (credit)
		add_text(maker, credit->text);
}

/* The words of a figure. */
static void add_figure(struct html_reader *reader, struct flow_maker *maker, const struct figure *figure)
{
	for (const struct picture *picture = figure->pictures; picture; picture = picture->next) {
		bool described = str_trim(picture->alt.value).len > 0;
		ledger_changef(&reader->import->ledger, reader->item, "there is only a line of text here",
			       described ? "its description was written instead" : "left out", "picture '%.*s'",
			       STR_ARG(picture->src.value));
		flow_maker_text(maker, picture->alt.value);
		flow_maker_space(maker);
		if (picture->caption)
			add_flow(reader, maker, picture->caption);
	}
	add_words(reader, maker, figure->title, figure->caption, figure->credit);
}

static void add_block(struct html_reader *reader, struct flow_maker *maker, const struct block *block)
{
	flow_maker_space(maker);
	switch (block->kind) {
	case BLOCK_P: add_text(maker, block->of.p); break;
	case BLOCK_LIST:
		html_lose(reader, HTML_LOSS_LIST_IN_LINE);
		for (const struct flow *item = block->of.list.items; item; item = item->next) {
			if (item != block->of.list.items)
				separate(maker, ";");
			add_flow(reader, maker, item);
		}
		break;
	case BLOCK_CALLOUT:
		add_flow(reader, maker,
			 &(struct flow){ .text = block->of.callout.text, .blocks = block->of.callout.blocks });
		break;
	case BLOCK_TABLE: add_table(reader, maker, &block->of.table); break;
	case BLOCK_FIGURE: add_figure(reader, maker, &block->of.figure); break;
	case BLOCK_AUDIO:
	case BLOCK_VIDEO:
		ledger_changef(&reader->import->ledger, reader->item, "there is only a line of text here", "left out",
			       "recording '%.*s'", STR_ARG(block->of.recording.src.value));
		add_words(reader, maker, block->of.recording.title, block->of.recording.caption,
			  block->of.recording.credit);
	}
}

static void add_flow(struct html_reader *reader, struct flow_maker *maker, const struct flow *flow)
{
	add_text(maker, flow->text);
	for (const struct block *block = flow->blocks; block; block = block->next)
		add_block(reader, maker, block);
}

struct inline_node *html_flow_inline(struct html_reader *reader, const struct flow *flow)
{
	struct flow_maker *maker = flow && flow->blocks ? malloc(sizeof(*maker)) : NULL;
	if (!maker) {
		reader->import->arena.failed = reader->import->arena.failed || (flow && flow->blocks);
		return flow ? flow->text : NULL;
	}
	flow_maker_init(maker, &reader->import->arena, NULL);
	add_flow(reader, maker, flow);
	struct inline_node *line = flow_maker_finish_line(maker);
	if (maker->loosened)
		html_lose(reader, HTML_LOSS_NO_BREAK);
	free(maker);
	return line;
}

struct flow *html_line(struct html_reading *reading, const xmlNode *node)
{
	struct str outer = reading->lang;
	unsigned opened = 0;
	struct str lang = html_enter_language(reading, node, &opened);
	struct flow *part = html_read_part(reading, node->children);
	struct inline_node *text = part ? html_flow_inline(reading->reader, part) : NULL;
	struct flow *line = text ? make_flow(reading->arena) : NULL;
	if (line) {
		line->text = text;
		line->element.lang = lang;
	}
	reading->lang = outer;
	while (opened--)
		flow_maker_close(reading->maker);
	return line;
}

struct inline_node *html_read_inline(struct html_reader *reader, struct str html)
{
	struct flow *flow = html_read(reader, html);
	return flow ? html_flow_inline(reader, flow) : NULL;
}

void html_flow_option(struct html_reader *reader, const struct flow *flow, struct option *option)
{
	if (!flow)
		return;
	struct flow text = { .text = flow->text };
	struct block **rest = &text.blocks, *figure = NULL;
	for (struct block *block = flow->blocks, *next; block; block = next) {
		next = block->next;
		block->next = NULL;
		if (block->kind == BLOCK_FIGURE && !figure) {
			figure = block;
			continue;
		}
		*rest = block;
		rest = &block->next;
	}
	option->text = html_flow_inline(reader, &text);
	option->blocks = figure;
}

struct inline_node *text_read(struct html_reader *reader, struct str text)
{
	struct flow_maker *maker = malloc(sizeof(*maker));
	if (!maker) {
		reader->import->arena.failed = true;
		return NULL;
	}
	struct html_reading reading = { .reader = reader, .arena = &reader->import->arena, .maker = maker };
	flow_maker_init(maker, reading.arena, NULL);
	struct str clean = make_str(reading.arena, text);
	char *copy = clean.at ? arena_copy(reading.arena, clean.at, clean.len) : NULL;
	if (copy) {
		xmlNode node = { .type = XML_TEXT_NODE, .content = (xmlChar *)copy };
		html_read_text(&reading, &node);
	}
	struct inline_node *line = flow_maker_finish_line(maker);
	if (maker->loosened)
		html_lose(reader, HTML_LOSS_NO_BREAK);
	free(maker);
	return line;
}
