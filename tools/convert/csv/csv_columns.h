/* What the columns of a table mean, by their headings. */
#ifndef CONVERT_CSV_CSV_COLUMNS_H
#define CONVERT_CSV_CSV_COLUMNS_H

#include "convert/csv/csv_table.h"

enum csv_role {
	CSV_ID,
	CSV_KIND,
	CSV_FORMAT, /* html or text, of the other cells of its row */
	CSV_LESSON,
	CSV_VIGNETTE,
	CSV_FRONT,
	CSV_BACK,
	CSV_OPTION,   /* several */
	CSV_FEEDBACK, /* several, in the order of the options */
	CSV_CORRECT,
	CSV_EXPLANATION,
	CSV_TAGS,
	CSV_DIFFICULTY,
	CSV_TOLERANCE,
	CSV_MIN,
	CSV_MAX,
	CSV_UNIT,
	CSV_OTHER,
};

struct csv_columns {
	enum csv_role *roles; /* of each column */
	size_t count;
	size_t *of[CSV_OTHER]; /* the columns of each role, in order */
	size_t count_of[CSV_OTHER];
	bool headed; /* the first row is the heading */
};

/* If the first row has no known heading, the columns are front, back, and then tags. False if memory ran out. */
bool csv_columns_find(struct csv_columns *columns, const struct csv_table *table, struct arena *arena) MUST_CHECK;
/* The heading that exports use; for CSV_OPTION and CSV_FEEDBACK without their number. */
const char *csv_role_name(enum csv_role role);

#endif
