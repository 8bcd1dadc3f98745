/* Reports tables whose rows differ in width or are repeated, or whose cells extend beyond them. */
#include "base/ascii.h"
#include "check/text/parts.h"

enum { WIDTH_MAX = 256 };

/* The table so far: for how many more rows a cell from above occupies each column. */
struct grid {
	unsigned left[WIDTH_MAX];
	unsigned used; /* columns that a row reached */
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
	grid->used = *at > grid->used ? *at : grid->used;
	return free;
}

static unsigned place_row(struct grid *grid, const struct row *row, const struct cell **in_the_way)
{
	unsigned at = 0, width = 0;
	*in_the_way = NULL;
	for (const struct cell *cell = row->cells; cell; cell = cell->next)
		if (!place_cell(grid, cell, &at) && !*in_the_way)
			*in_the_way = cell;
	for (unsigned i = 0; i < grid->used; i++) {
		width = grid->left[i] ? i + 1 : width;
		grid->left[i] -= grid->left[i] > 0;
	}
	return width;
}

/* The most frequent width of rows; of equally frequent ones, that of the earlier row. */
static unsigned usual_width(const struct table *table)
{
	unsigned counts[WIDTH_MAX + 1] = { 0 }, order[WIDTH_MAX + 1], widths = 0, best = 0;
	struct grid grid = { .used = 0 };
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

static void hash_str(uint64_t *hash, struct str text, size_t *letters)
{
	for (size_t i = 0; i < text.len; i++) {
		if (ascii_is_space(text.at[i]))
			continue;
		*hash = (*hash ^ (unsigned char)text.at[i]) * 1099511628211u;
		++*letters;
	}
}

static void hash_text(uint64_t *hash, const struct inline_node *text, size_t *letters)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		if (node->kind == INLINE_TEXT)
			hash_str(hash, node->text, letters);
		else if (node->kind == INLINE_LINK && node->of.link.labelled)
			hash_str(hash, node->of.link.to.value, letters);
		*hash = (*hash ^ (unsigned)node->kind) * 1099511628211u;
		hash_text(hash, node->children, letters);
	}
}

/* A number for the contents of a row, by which equal rows are found; 0 for a row with fewer than two cells that have a
 * text, and for headings, which long tables repeat. */
static uint64_t contents_of(const struct row *row)
{
	uint64_t hash = 14695981039346656037u;
	size_t filled = 0, plain = 0;
	for (const struct cell *cell = row->cells; cell; cell = cell->next) {
		size_t letters = 0;
		if (cell->blocks || cell->rows > 1)
			return 0;
		hash_text(&hash, cell->text, &letters);
		hash = (hash ^ '|') * 1099511628211u;
		filled += letters > 0;
		plain += !cell->header;
	}
	return filled > 1 && plain > 0 ? hash : 0;
}

/* Reports rows that are equal to one shortly before. A row beside a cell that spans several is about something else. */
static void check_repeated(struct lesson_check *check, const struct table *table, struct str item)
{
	enum { RECENT = 32 };
	uint64_t recent[RECENT] = { 0 };
	unsigned spanned = 0, count = 0;
	for (const struct row *row = table->rows; row; row = row->next, spanned -= spanned > 0) {
		uint64_t contents = spanned ? 0 : contents_of(row);
		for (const struct cell *cell = row->cells; cell; cell = cell->next)
			spanned = cell->rows > spanned ? cell->rows : spanned;
		bool repeated = false;
		for (size_t i = 0; i < RECENT && contents; i++)
			repeated = repeated || recent[i] == contents;
		recent[count++ % RECENT] = contents;
		if (!repeated)
			continue;
		struct diagnostic *d = report_add(check->report, RULE_TEXT_REPEATED_ROW, row->element.tag, item,
						  "this row is in the table already");
		report_help(check->report, d, "delete it, or write what differs");
	}
}

static void check_widths(struct lesson_check *check, const struct table *table, struct str item)
{
	struct grid grid = { .used = 0 };
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

static void check_table(void *context, const struct block *block, struct str item)
{
	struct lesson_check *check = context;
	if (block->kind != BLOCK_TABLE)
		return;
	const struct table *table = &block->of.table;
	if (report_wants(check->report, RULE_TEXT_REPEATED_ROW))
		check_repeated(check, table, item);
	if (report_wants(check->report, RULE_TEXT_RAGGED_TABLE))
		check_widths(check, table, item);
}

void text_tables(struct lesson_check *check)
{
	lesson_each_block(check->lesson, check_table, check);
}
