#include "convert/csv/csv_table.h"

#include <strings.h>

struct csv_scan {
	struct str text;
	size_t at, line;
	char delimiter;
	struct arena *arena;
	struct csv_table *table;
};

/* Reads a quoted cell, from after its opening quote; what follows the closing quote is part of it, as spreadsheets do
 * it. */
static struct str take_quoted(struct csv_scan *scan)
{
	size_t start = scan->at, start_line = scan->line, len = 0;
	char *cell = NULL;
	bool closed = false;
	/* Twice: to measure, then to copy. */
	for (int pass = 0; pass < 2; pass++) {
		scan->at = start;
		scan->line = start_line;
		closed = false;
		len = 0;
		while (scan->at < scan->text.len) {
			char c = scan->text.at[scan->at];
			bool doubled = c == '"' && scan->at + 1 < scan->text.len && scan->text.at[scan->at + 1] == '"';
			if (c == '"' && !doubled) {
				closed = true;
				scan->at++;
				break;
			}
			if (cell)
				cell[len] = c;
			len++;
			scan->line += c == '\n';
			scan->at += doubled ? 2 : 1;
		}
		if (pass == 0 && !(cell = arena_alloc(scan->arena, len + 1)))
			return STR_NONE;
	}
	if (!closed && !scan->table->unclosed_line)
		scan->table->unclosed_line = start_line;
	return (struct str){ cell, len };
}

static struct str join(struct arena *arena, struct str a, struct str b)
{
	char *both = arena_alloc(arena, a.len + b.len + 1);
	if (!both)
		return STR_NONE;
	memcpy(both, a.at, a.len);
	memcpy(both + a.len, b.at, b.len);
	return (struct str){ both, a.len + b.len };
}

/* Reads a cell and the delimiter after it; *end: it is the last of its row. */
static struct str take_cell(struct csv_scan *scan, bool *end)
{
	struct str cell = STR_NONE;
	if (scan->at < scan->text.len && scan->text.at[scan->at] == '"') {
		scan->at++;
		cell = take_quoted(scan);
	}
	size_t start = scan->at;
	while (scan->at < scan->text.len && scan->text.at[scan->at] != scan->delimiter &&
	       scan->text.at[scan->at] != '\n' && scan->text.at[scan->at] != '\r')
		scan->at++;
	struct str rest = { scan->text.at + start, scan->at - start };
	cell = cell.at && rest.len ? join(scan->arena, cell, rest) : cell.at ? cell : rest;
	*end = scan->at >= scan->text.len || scan->text.at[scan->at] != scan->delimiter;
	if (!*end) {
		scan->at++;
		return cell;
	}
	if (scan->at < scan->text.len && scan->text.at[scan->at] == '\r')
		scan->at++;
	if (scan->at < scan->text.len && scan->text.at[scan->at] == '\n')
		scan->at++;
	scan->line++;
	return cell;
}

static struct csv_row *take_row(struct csv_scan *scan, struct buf *why)
{
	struct str cells[CSV_COLUMNS_MAX];
	size_t count = 0, line = scan->line;
	for (bool end = false; !end; count++) {
		if (count == CSV_COLUMNS_MAX) {
			buf_format(why, "line %zu has more than %d columns", line, CSV_COLUMNS_MAX);
			return NULL;
		}
		cells[count] = take_cell(scan, &end);
	}
	struct csv_row *row = arena_alloc(scan->arena, sizeof(*row));
	struct str *copy = row ? arena_alloc(scan->arena, count * sizeof(*copy)) : NULL;
	if (!copy)
		return NULL;
	memcpy(copy, cells, count * sizeof(*copy));
	*row = (struct csv_row){ .cells = copy, .count = count, .line = line };
	return row;
}

/* How many delimiters each of the first lines has, outside quotes: the least, if every line has one. */
static size_t evenness(struct str text, char delimiter)
{
	size_t least = SIZE_MAX, count = 0, lines = 0;
	bool quoted = false;
	for (size_t i = 0; i < text.len && lines < 20; i++) {
		if (text.at[i] == '"')
			quoted = !quoted;
		else if (text.at[i] == delimiter && !quoted)
			count++;
		if ((text.at[i] == '\n' && !quoted) || i + 1 == text.len) {
			bool blank = i == 0 || text.at[i - 1] == '\n';
			least = !blank && count < least ? count : least;
			count = 0;
			lines++;
		}
	}
	return least == SIZE_MAX ? 0 : least;
}

static char guess_delimiter(struct str text)
{
	char best = ',';
	size_t most = 0;
	for (const char *d = "\t,;|"; *d; d++) {
		size_t count = evenness(text, *d);
		if (count > most) {
			most = count;
			best = *d;
		}
	}
	return best;
}

/* Takes the line "sep=;", by which Excel knows the delimiter. Returns its length, or 0. */
static size_t take_separator(struct str text, char *delimiter)
{
	size_t len = 5;
	if (text.len <= len || strncasecmp(text.at, "sep=", 4) != 0)
		return 0;
	len += text.at[len] == '\r';
	if (len < text.len && text.at[len] == '\n')
		len++;
	if (len == 5 || ascii_is_alphanumeric(text.at[4]))
		return 0;
	*delimiter = text.at[4];
	return len;
}

enum result csv_table_read(struct csv_table *table, struct str text, char delimiter, struct arena *arena,
			   struct buf *why)
{
	*table = (struct csv_table){ .row_count = 0 };
	size_t skipped = delimiter ? 0 : take_separator(text, &delimiter);
	struct csv_scan scan = { text,	skipped, 1 + (skipped > 0), delimiter ? delimiter : guess_delimiter(text),
				 arena, table };
	table->delimiter = scan.delimiter;
	struct csv_row **end = &table->rows;
	while (scan.at < text.len) {
		struct csv_row *row = take_row(&scan, why);
		if (!row)
			return why->len ? RESULT_REFUSED : RESULT_NO_MEMORY;
		if (row->count == 1 && str_trim(row->cells[0]).len == 0)
			continue;
		*end = row;
		end = &row->next;
		table->row_count++;
	}
	return RESULT_OK;
}

void csv_write_cell(struct buf *out, struct str text, char delimiter)
{
	bool quoted = false;
	for (size_t i = 0; i < text.len && !quoted; i++)
		quoted = text.at[i] == delimiter || strchr("\"\r\n", text.at[i]);
	quoted = quoted || (text.len && (text.at[0] == ' ' || text.at[text.len - 1] == ' '));
	if (!quoted) {
		buf_str(out, text);
		return;
	}
	buf_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			buf_char(out, '"');
		buf_char(out, text.at[i]);
	}
	buf_char(out, '"');
}
