/* Tables of HTML. */
#include "convert/html/html_reading.h"

#include <stdlib.h>

enum { SPAN_MAX = 100 };

struct table_maker {
	struct html_reading *reading;
	struct row **end;
	struct flow *caption;
	unsigned rows;
};

static unsigned span_of(struct html_reading *reading, const xmlNode *node, const char *name)
{
	struct str value = html_attribute(reading, node, name);
	unsigned long span = value.len ? strtoul(value.at, NULL, 10) : 1;
	if (span > SPAN_MAX)
		html_lose(reading->reader, HTML_LOSS_LARGE_CELL);
	return span > SPAN_MAX ? SPAN_MAX : span < 1 ? 1 : (unsigned)span;
}

/* Whether other cells of the row are data, so that a header at its start is that of the row. */
static bool has_data(const xmlNode *node)
{
	for (; node; node = node->next)
		if (html_is(node, "td"))
			return true;
	return false;
}

static struct cell *read_cell(struct html_reading *reading, const xmlNode *node, bool first)
{
	struct cell *cell = arena_alloc(reading->arena, sizeof(*cell));
	if (!cell)
		return NULL;
	struct str scope = html_attribute(reading, node, "scope"), outer = reading->lang;
	struct html_style style = html_style_read(html_attribute(reading, node, "style"));
	cell->header = html_is(node, "th");
	cell->row_scope = cell->header && (str_starts(scope, "row") || (!scope.len && first && has_data(node->next)));
	cell->columns = span_of(reading, node, "colspan");
	cell->rows = span_of(reading, node, "rowspan");
	unsigned opened = html_open_formats(reading, node, HTML_BLOCK, &style);
	cell->element.lang = html_enter_language(reading, node, &opened);
	struct flow *flow = html_read_part(reading, node->children);
	reading->lang = outer;
	while (opened--)
		flow_maker_close(reading->maker);
	if (flow && cell->header) {
		cell->text = html_flow_inline(reading->reader, flow);
	} else if (flow) {
		cell->text = flow->text;
		cell->blocks = flow->blocks;
	}
	return cell;
}

/* What is in no cell. Browsers show it before the table. */
static void read_stray(struct html_reading *reading, const xmlNode *node)
{
	xmlNode alone = *node;
	alone.next = NULL;
	html_read_children(reading, &alone);
}

static void read_row(struct table_maker *table, const xmlNode *node)
{
	struct html_reading *reading = table->reading;
	struct row *row = arena_alloc(reading->arena, sizeof(*row));
	if (!row)
		return;
	struct str outer = reading->lang;
	unsigned opened = 0;
	row->element.lang = html_enter_language(reading, node, &opened);
	struct cell **end = &row->cells;
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (!html_is(child, "td") && !html_is(child, "th")) {
			read_stray(reading, child);
			continue;
		}
		struct cell *cell = read_cell(reading, child, !row->cells);
		if (!cell)
			break;
		*end = cell;
		end = &cell->next;
	}
	reading->lang = outer;
	while (opened--)
		flow_maker_close(reading->maker);
	if (!row->cells)
		return;
	*table->end = row;
	table->end = &row->next;
	table->rows++;
}

static void read_rows(struct table_maker *table, const xmlNode *first)
{
	struct html_reading *reading = table->reading;
	for (const xmlNode *child = first; child; child = child->next) {
		if (html_is(child, "tr")) {
			read_row(table, child);
		} else if (html_is(child, "tbody") || html_is(child, "thead") || html_is(child, "tfoot")) {
			read_rows(table, child->children);
		} else if (html_is(child, "caption") && !table->caption) {
			table->caption = html_line(reading, child);
		} else {
			read_stray(reading, child);
		}
	}
}

/* The table's content without its cells, each row a paragraph. */
static void add_as_paragraphs(struct html_reading *reading, const struct row *row)
{
	for (; row; row = row->next) {
		struct block *p = make_block(reading->arena, BLOCK_P);
		struct flow cells = { .text = NULL };
		struct inline_chain line;
		inline_chain_init(&line);
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			cells = (struct flow){ .text = cell->text, .blocks = cell->blocks };
			if (html_is_empty(&cells))
				continue;
			if (line.first)
				inline_chain_add(&line, make_text(reading->arena, STR("; ")));
			inline_chain_add(&line, html_flow_inline(reading->reader, &cells));
		}
		if (!p || !line.first)
			continue;
		p->of.p = line.first;
		flow_maker_block(reading->maker, p);
	}
}

void html_read_table(struct html_reading *reading, const xmlNode *node)
{
	struct block *block = make_block(reading->arena, BLOCK_TABLE);
	struct str id = html_attribute(reading, node, "id");
	bool nested = reading->in_table;
	if (!block)
		return;
	block->element.lang = reading->declared;
	if (id.len && reading->reader->targets)
		block->of.table.id = html_own_id(reading, "t-", id);
	flow_maker_break(reading->maker);
	struct table_maker table = { .reading = reading, .end = &block->of.table.rows };
	reading->in_table = true;
	read_rows(&table, node->children);
	reading->in_table = nested;
	block->of.table.caption = table.caption;
	if (table.caption && (nested || !table.rows)) {
		struct block *p = make_block(reading->arena, BLOCK_P);
		if (p)
			p->of.p = table.caption->text;
		flow_maker_block(reading->maker, p);
	}
	if (nested && table.rows) {
		html_lose(reading->reader, HTML_LOSS_NESTED_TABLE);
		add_as_paragraphs(reading, block->of.table.rows);
	} else {
		flow_maker_block(reading->maker, table.rows ? block : NULL);
	}
}
