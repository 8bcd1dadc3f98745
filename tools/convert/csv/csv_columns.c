#include "convert/csv/csv_columns.h"

#include "lesson/id.h"

/* Headings without case, spaces and hyphens, in English and German, umlauts as two letters. The first of each role is
 * the one that exports use. */
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
	{ "cardfront", CSV_FRONT },
	{ "fronttext", CSV_FRONT },
	{ "question", CSV_FRONT },
	{ "prompt", CSV_FRONT },
	{ "stem", CSV_FRONT },
	{ "term", CSV_FRONT },
	{ "text", CSV_FRONT },
	{ "back", CSV_BACK },
	{ "cardback", CSV_BACK },
	{ "backtext", CSV_BACK },
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
	{ "min", CSV_MIN },
	{ "minimum", CSV_MIN },
	{ "max", CSV_MAX },
	{ "maximum", CSV_MAX },
	{ "unit", CSV_UNIT },
	{ "stapel", CSV_LESSON },
	{ "thema", CSV_LESSON },
	{ "kapitel", CSV_LESSON },
	{ "fallbeispiel", CSV_VIGNETTE },
	{ "vorderseite", CSV_FRONT },
	{ "frage", CSV_FRONT },
	{ "begriff", CSV_FRONT },
	{ "rueckseite", CSV_BACK },
	{ "antwort", CSV_BACK },
	{ "antwortoption", CSV_OPTION },
	{ "auswahl", CSV_OPTION },
	{ "richtig", CSV_CORRECT },
	{ "richtigeantwort", CSV_CORRECT },
	{ "richtigeloesung", CSV_CORRECT },
	{ "richtigeoption", CSV_CORRECT },
	{ "loesung", CSV_CORRECT },
	{ "art", CSV_KIND },
	{ "typ", CSV_KIND },
	{ "fragetyp", CSV_KIND },
	{ "erklaerung", CSV_EXPLANATION },
	{ "erlaeuterung", CSV_EXPLANATION },
	{ "schlagwoerter", CSV_TAGS },
	{ "schlagwort", CSV_TAGS },
	{ "stichwoerter", CSV_TAGS },
	{ "stichwort", CSV_TAGS },
	{ "schwierigkeit", CSV_DIFFICULTY },
	{ "toleranz", CSV_TOLERANCE },
	{ "einheit", CSV_UNIT },
};

const char *csv_role_name(enum csv_role role)
{
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (headings[i].role == role)
			return headings[i].name;
	return "";
}

/* The role of a heading, and whether a number or single letter ends it, as in "Option A". */
static enum csv_role role_of(struct arena *arena, struct str heading, bool *numbered)
{
	struct str words = id_meant(arena, heading);
	char name[32];
	size_t len = 0;
	*numbered = words.len > 1 && ascii_is_digit(words.at[words.len - 1]);
	if (words.len > 1 && words.at[words.len - 2] == '-') {
		*numbered = true;
		words.len--;
	}
	for (size_t i = 0; i < words.len && len + 1 < sizeof(name); i++)
		if (ascii_is_lower(words.at[i]))
			name[len++] = words.at[i];
	name[len] = '\0';
	/* "A", "B", "C" as headings of options. */
	if (words.len == 1 && name[0] <= 'h')
		return CSV_OPTION;
	for (int plural = 0; plural < 2; plural++) {
		for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
			if (strcmp(headings[i].name, name) == 0)
				return headings[i].role;
		if (len > 1 && name[len - 1] == 's')
			name[--len] = '\0';
	}
	return CSV_OTHER;
}

/* Several numbered answers are options. */
static void number_answers(enum csv_role *roles, const bool *numbered, size_t count)
{
	size_t answers = 0;
	for (size_t i = 0; i < count; i++)
		answers += roles[i] == CSV_BACK && numbered[i];
	for (size_t i = 0; i < count && answers > 1; i++)
		if (roles[i] == CSV_BACK && numbered[i])
			roles[i] = CSV_OPTION;
}

static bool list_columns(struct csv_columns *columns, struct arena *arena)
{
	for (size_t i = 0; i < columns->count; i++) {
		enum csv_role role = columns->roles[i];
		if (role == CSV_OTHER)
			continue;
		if (!columns->of[role])
			columns->of[role] = arena_alloc(arena, columns->count * sizeof(*columns->of[role]));
		if (!columns->of[role])
			return false;
		columns->of[role][columns->count_of[role]++] = i;
	}
	return true;
}

bool csv_columns_find(struct csv_columns *columns, const struct csv_table *table, struct arena *arena)
{
	const struct csv_row *first = table->rows;
	*columns = (struct csv_columns){ .count = first ? first->count : 0 };
	for (const struct csv_row *row = first; row; row = row->next)
		columns->count = row->count > columns->count ? row->count : columns->count;
	columns->roles = arena_alloc(arena, (columns->count + 1) * sizeof(*columns->roles));
	bool *numbered = arena_alloc(arena, columns->count + 1);
	if (!columns->roles || !numbered)
		return false;
	for (size_t i = 0; i < columns->count; i++)
		columns->roles[i] =
			first && i < first->count ? role_of(arena, first->cells[i], &numbered[i]) : CSV_OTHER;
	number_answers(columns->roles, numbered, columns->count);
	bool front = false, back = false;
	for (size_t i = 0; i < columns->count; i++) {
		enum csv_role role = columns->roles[i];
		front = front || role == CSV_FRONT;
		back = back || role == CSV_BACK || role == CSV_OPTION || role == CSV_KIND || role == CSV_CORRECT;
	}
	columns->headed = front && back;
	for (size_t i = 0; !columns->headed && i < columns->count; i++)
		columns->roles[i] = i == 0 ? CSV_FRONT : i == 1 ? CSV_BACK : i == 2 ? CSV_TAGS : CSV_OTHER;
	return list_columns(columns, arena);
}
