/* Tables, as far as cmark loses something of them: cells beyond those of the first row. */
#include "convert/markdown/markdown.h"

#include <string.h>

/* Whether the line is the second one of a table: bars, hyphens and colons. */
static bool is_rule(struct str line)
{
	bool bar = false, hyphen = false;
	for (size_t i = 0; i < line.len; i++) {
		bar = bar || line.at[i] == '|';
		hyphen = hyphen || line.at[i] == '-';
		if (!strchr("|-: \t>", line.at[i]))
			return false;
	}
	return bar && hyphen;
}

static size_t count_cells(struct str line)
{
	size_t bars = 0;
	line = str_trim(line);
	for (size_t i = 0; i < line.len; i++) {
		bool escaped = i && line.at[i - 1] == '\\', edge = i == 0 || i + 1 == line.len;
		bars += line.at[i] == '|' && !escaped && !edge;
	}
	return bars + 1;
}

void markdown_table_line(struct markdown_table *table, struct str text, size_t offset, bool code, struct buf *out)
{
	size_t next, after;
	struct str before = { out->at ? out->at + table->start : "", out->len - table->start };
	if (table->columns && table->columns != SIZE_MAX && count_cells(before) > table->columns)
		ledger_change(&table->reader->import->ledger, table->reader->item,
			      STR("cells beyond those of the first row of a table"), "they have no column", "left out");
	struct str line = markdown_line(text, offset, &next);
	if (!str_trim(line).len || code)
		table->columns = 0;
	else if (!table->columns && memchr(line.at, '|', line.len) && is_rule(markdown_line(text, next, &after)))
		table->columns = SIZE_MAX; /* not known yet: bars in formulas and code do not count */
	else if (table->columns == SIZE_MAX)
		table->columns = count_cells(before);
	table->start = out->len;
}
