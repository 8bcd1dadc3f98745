/* A table as text: a line for each row, with the lists, pictures and recordings of its cells below it. A cell that
 * covers several rows is repeated in each of them. */
#include "view/parts.h"

enum { COLUMNS_MAX = 64 }; /* columns in which cells are repeated */

/* What the cells of earlier rows cover. */
struct cover {
	const struct json_token *cell; /* NULL in all columns of the cell but its first */
	uint64_t rows;		       /* how many rows from here on it covers */
};

static uint64_t span(const struct text_page *page, const struct json_token *cell, const char *name)
{
	const struct json_token *number = page_member(page, cell, name);
	return number && number->kind == '0' ? tape_number(page->json, number) : 1;
}

/* Adds the paragraphs of a cell to the line of its row. */
static void add_cell(struct text_page *page, struct buf *line, const struct json_token *cell)
{
	const struct json_token *blocks = page_member(page, cell, "blocks"), *block = NULL;
	page_add_inline(page, line, page_member(page, cell, "text"), PAGE_NO_GAPS);
	while (page_each(page, blocks, &block)) {
		if (!string_is(page_string(page, block, "type"), "p"))
			continue;
		buf_text(line, " / ");
		page_add_inline(page, line, page_member(page, block, "text"), PAGE_NO_GAPS);
	}
}

/* Adds the cells of earlier rows that cover the columns from column on. Returns the next free column. */
static size_t add_covering(struct text_page *page, struct buf *line, struct cover *covers, size_t column)
{
	for (; column < COLUMNS_MAX && covers[column].rows; column++) {
		covers[column].rows--;
		if (!covers[column].cell)
			continue;
		buf_text(line, column ? " | " : "");
		add_cell(page, line, covers[column].cell);
	}
	return column;
}

static void row_text(struct text_page *page, size_t indent, struct cover *covers, const struct json_token *row)
{
	const struct json_token *cell = NULL;
	struct buf line;
	buf_init(&line, BUF_CAP);
	size_t column = add_covering(page, &line, covers, 0);
	while (page_each(page, row, &cell)) {
		buf_text(&line, column ? " | " : "");
		add_cell(page, &line, cell);
		uint64_t columns = span(page, cell, "columns"), rows = span(page, cell, "rows");
		for (uint64_t i = 0; i < columns && column < COLUMNS_MAX; i++, column++)
			covers[column] = (struct cover){ i ? NULL : cell, rows > 1 ? rows - 1 : 0 };
		column = add_covering(page, &line, covers, column);
	}
	page_wrap(page->out, indent, "- ", buf_view(&line));
	page_release(page, &line);
}

static void cell_blocks_text(struct text_page *page, size_t indent, const struct json_token *cell)
{
	const struct json_token *blocks = page_member(page, cell, "blocks"), *block = NULL;
	while (page_each(page, blocks, &block))
		if (!string_is(page_string(page, block, "type"), "p"))
			block_text(page, indent, block);
}

void table_text(struct text_page *page, size_t indent, const struct json_token *block)
{
	const struct json_token *table = page_member(page, block, "rows"), *row = NULL, *cell;
	struct cover covers[COLUMNS_MAX] = { 0 };
	label_text(page, indent, block);
	const struct json_token *caption = page_member(page, block, "caption");
	if (caption)
		page_paragraph(page, indent, "Table: ", caption);
	while (page_each(page, table, &row)) {
		row_text(page, indent, covers, row);
		for (cell = NULL; page_each(page, row, &cell);)
			cell_blocks_text(page, indent + 4, cell);
	}
}
