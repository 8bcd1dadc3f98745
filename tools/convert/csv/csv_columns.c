#include "convert/csv/csv_columns.h"

/* Headings without case, spaces and hyphens. The first of each role is the one that exports use. */
static const struct {
	const char *name;
	enum csv_role role;
} headings[] = {
	{ "id", CSV_ID },
	{ "guid", CSV_ID },
	{ "key", CSV_ID },
	{ "kind", CSV_KIND },
	{ "type", CSV_KIND },
	{ "format", CSV_FORMAT },
	{ "lesson", CSV_LESSON },
	{ "deck", CSV_LESSON },
	{ "topic", CSV_LESSON },
	{ "category", CSV_LESSON },
	{ "chapter", CSV_LESSON },
	{ "vignette", CSV_VIGNETTE },
	{ "case", CSV_VIGNETTE },
	{ "front", CSV_FRONT },
	{ "question", CSV_FRONT },
	{ "prompt", CSV_FRONT },
	{ "stem", CSV_FRONT },
	{ "term", CSV_FRONT },
	{ "text", CSV_FRONT },
	{ "back", CSV_BACK },
	{ "answer", CSV_BACK },
	{ "definition", CSV_BACK },
	{ "option", CSV_OPTION },
	{ "choice", CSV_OPTION },
	{ "distractor", CSV_OPTION },
	{ "feedback", CSV_FEEDBACK },
	{ "correct", CSV_CORRECT },
	{ "correctoption", CSV_CORRECT },
	{ "correctanswer", CSV_CORRECT },
	{ "solution", CSV_CORRECT },
	{ "explanation", CSV_EXPLANATION },
	{ "extra", CSV_EXPLANATION },
	{ "rationale", CSV_EXPLANATION },
	{ "notes", CSV_EXPLANATION },
	{ "tags", CSV_TAGS },
	{ "tag", CSV_TAGS },
	{ "difficulty", CSV_DIFFICULTY },
	{ "tolerance", CSV_TOLERANCE },
	{ "unit", CSV_UNIT },
};

const char *csv_role_name(enum csv_role role)
{
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (headings[i].role == role)
			return headings[i].name;
	return "";
}

/* The role of a heading; a number or single letter at its end, as in "Option A", does not count. */
static enum csv_role role_of(struct str heading)
{
	char name[32];
	size_t len = 0;
	heading = str_trim(heading);
	for (size_t i = 0; i < heading.len && len + 1 < sizeof(name); i++) {
		char c = ascii_lower(heading.at[i]);
		bool tail = i + 1 == heading.len && i > 0 && ascii_is_lower(c) &&
			    (heading.at[i - 1] == ' ' || heading.at[i - 1] == '_');
		if (ascii_is_lower(c) && !tail)
			name[len++] = c;
		else if (!ascii_is_digit(c) && !tail && !strchr(" -_#", c))
			return CSV_OTHER;
	}
	name[len] = '\0';
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (strcmp(headings[i].name, name) == 0)
			return headings[i].role;
	/* Plurals, and "A", "B", "C" as headings of options. */
	if (len == 1 && heading.len == 1 && name[0] <= 'h')
		return CSV_OPTION;
	if (len > 1 && name[len - 1] == 's')
		return role_of((struct str){ heading.at, heading.len - 1 });
	return CSV_OTHER;
}

bool csv_columns_find(struct csv_columns *columns, const struct csv_table *table, struct arena *arena)
{
	const struct csv_row *first = table->rows;
	*columns = (struct csv_columns){ .count = first ? first->count : 0 };
	for (const struct csv_row *row = first; row; row = row->next)
		columns->count = row->count > columns->count ? row->count : columns->count;
	columns->roles = arena_alloc(arena, (columns->count + 1) * sizeof(*columns->roles));
	if (!columns->roles)
		return false;
	bool front = false, back = false;
	for (size_t i = 0; i < columns->count; i++) {
		columns->roles[i] = first && i < first->count ? role_of(first->cells[i]) : CSV_OTHER;
		front = front || columns->roles[i] == CSV_FRONT;
		back = back || columns->roles[i] == CSV_BACK || columns->roles[i] == CSV_OPTION ||
		       columns->roles[i] == CSV_KIND;
	}
	columns->headed = front && back;
	for (size_t i = 0; !columns->headed && i < columns->count; i++)
		columns->roles[i] = i == 0 ? CSV_FRONT : i == 1 ? CSV_BACK : i == 2 ? CSV_TAGS : CSV_OTHER;
	return true;
}
