/* Reports tables whose rows differ in width, or whose cells extend beyond them. */
#include "check/text/parts.h"

enum { WIDTH_MAX = 256 };

/* The table so far: for how many more rows a cell from above occupies each column. */
struct grid {
	unsigned left[WIDTH_MAX];
	unsigned width; /* of the current row */
};

/* Puts the cell into the first free columns; false if a cell from above is in the way. */
static bool place_cell(struct grid *grid, const struct cell *cell, unsigned *at)
{
	bool free = true;
	while (*at < WIDTH_MAX && grid->left[*at])
		(*at)++;
	for (unsigned i = 0; i < cell->columns && *at < WIDTH_MAX; i++, (*at)++) {
		free = free && !grid->left[*at];
		grid->left[*at] = cell->rows;
	}
	return free;
}

static unsigned place_row(struct grid *grid, const struct row *row, const struct cell **in_the_way)
{
	unsigned at = 0, width = 0;
	*in_the_way = NULL;
	for (const struct cell *cell = row->cells; cell; cell = cell->next)
		if (!place_cell(grid, cell, &at) && !*in_the_way)
			*in_the_way = cell;
	for (unsigned i = 0; i < WIDTH_MAX; i++) {
		width = grid->left[i] ? i + 1 : width;
		grid->left[i] -= grid->left[i] > 0;
	}
	return width;
}

/* The most frequent width of rows; of equally frequent ones, that of the earlier row. */
static unsigned usual_width(const struct table *table)
{
	unsigned counts[WIDTH_MAX + 1] = { 0 }, order[WIDTH_MAX + 1], widths = 0, best = 0;
	struct grid grid = { .width = 0 };
	const struct cell *unused;
	for (const struct row *row = table->rows; row; row = row->next) {
		unsigned width = place_row(&grid, row, &unused);
		if (!counts[width]++)
			order[widths++] = width;
	}
	for (unsigned i = 0; i < widths; i++)
		if (!best || counts[order[i]] > counts[best])
			best = order[i];
	return best;
}

static void check_table(void *context, const struct block *block, struct str item)
{
	struct lesson_check *check = context;
	if (block->kind != BLOCK_TABLE)
		return;
	const struct table *table = &block->of.table;
	struct grid grid = { .width = 0 };
	unsigned usual = usual_width(table), left = 0;
	for (const struct row *row = table->rows; row; row = row->next)
		left++;
	for (const struct row *row = table->rows; row; row = row->next, left--) {
		const struct cell *in_the_way;
		unsigned width = place_row(&grid, row, &in_the_way);
		struct diagnostic *d = NULL;
		if (in_the_way) {
			d = report_add(check->report, RULE_TEXT_RAGGED_TABLE, in_the_way->element.tag, item,
				       "this cell overlaps one that spans several rows");
			report_help(check->report, d, "change the columns or rows that one of them spans");
		} else if (width != usual && width < WIDTH_MAX && !row->element.unsure) {
			d = report_add(check->report, RULE_TEXT_RAGGED_TABLE, row->element.tag, item,
				       "this row has %u column%s, most have %u", width, width == 1 ? "" : "s", usual);
			report_help(check->report, d, width < usual ? "add the missing cells, empty ones if there is nothing to say"
								    : "delete a cell, or let it span fewer columns");
		}
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			if (cell->rows <= left)
				continue;
			d = report_add(check->report, RULE_TEXT_RAGGED_TABLE, cell->element.tag, item,
				       "this cell spans %u rows, but the table ends after %u", cell->rows, left);
			report_help(check->report, d, "write rows=\"%u\", or add the missing rows", left);
		}
	}
}

void text_tables(struct lesson_check *check)
{
	if (report_wants(check->report, RULE_TEXT_RAGGED_TABLE))
		lesson_each_block(check->lesson, check_table, check);
}
