/* Reads delimited text, as RFC 4180 describes it and spreadsheets write it: CSV and TSV. */
#ifndef CONVERT_CSV_CSV_TABLE_H
#define CONVERT_CSV_CSV_TABLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/result.h"

struct csv_row {
	struct str *cells; /* without quotes */
	size_t count;
	size_t line; /* on which it begins, from 1 */
	struct csv_row *next;
};

struct csv_table {
	struct csv_row *rows;
	size_t row_count;
	char delimiter;
	size_t unclosed_line; /* where a quote begins that is never closed, so the rest is one cell; 0: none */
};

enum { CSV_COLUMNS_MAX = 1000 };

/* If delimiter is 0, and no first line such as "sep=;" names it, guesses it: the one of tab, comma, semicolon and bar
 * that splits the first rows most evenly. Cells are in the text or the arena. RESULT_REFUSED: why says what is
 * wrong. */
enum result csv_table_read(struct csv_table *table, struct str text, char delimiter, struct arena *arena,
			   struct buf *why) MUST_CHECK;
/* Appends a cell, quoted if it must be. */
void csv_write_cell(struct buf *out, struct str text, char delimiter);

#endif
