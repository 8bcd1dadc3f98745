/* Cards and questions from a table. */
#include "base/path.h"
#include "convert/core/text_file.h"
#include "convert/csv/csv_columns.h"
#include "convert/formats.h"
#include "convert/html/html_read.h"

#include <strings.h>

enum { SIZE_MAX_MB = 256 };

struct csv_reading {
	struct import *import;
	struct csv_columns columns;
	const struct csv_row *heading; /* or NULL */
	bool decimal_comma;	       /* commas do not separate cells */
	const char *path;
	struct str title; /* of the lesson for rows that name none */
	/* Of the current row: */
	const struct csv_row *row;
	struct ledger_item *item;
	struct html_reader html;
	struct files_beside beside;
	bool is_html;
	bool *used; /* which cells became part of something; others get rows */
};

/* The column of cell number nth of a role; SIZE_MAX if there is none. */
static size_t column_of(const struct csv_reading *r, enum csv_role role, size_t nth)
{
	size_t i = nth < r->columns.count_of[role] ? r->columns.of[role][nth] : SIZE_MAX;
	return i < r->row->count ? i : SIZE_MAX;
}

/* The cell number nth of a role, trimmed; "" if there is none. */
static struct str look(const struct csv_reading *r, enum csv_role role, size_t nth)
{
	size_t i = column_of(r, role, nth);
	return i < r->row->count ? str_trim(r->row->cells[i]) : STR("");
}

/* The same, to be used. */
static struct str cell(const struct csv_reading *r, enum csv_role role, size_t nth)
{
	size_t i = column_of(r, role, nth);
	if (i < r->row->count)
		r->used[i] = true;
	return look(r, role, nth);
}

static struct flow *read_flow(struct csv_reading *r, struct str text)
{
	if (!text.len)
		return NULL;
	if (r->is_html)
		return html_read(&r->html, text);
	struct flow *flow = NULL;
	while (text.len) {
		const char *end = memchr(text.at, '\n', text.len);
		struct str line = { text.at, end ? (size_t)(end - text.at) : text.len };
		size_t used = line.len + (end != NULL);
		text = (struct str){ text.at + used, text.len - used };
		struct flow *paragraph = str_trim(line).len ? make_flow(&r->import->arena) : NULL;
		if (!paragraph)
			continue;
		paragraph->text = text_read(&r->html, str_trim(line));
		if (flow)
			flow_append(&r->import->arena, flow, paragraph);
		else
			flow = paragraph;
	}
	return flow;
}

static void read_option(struct csv_reading *r, struct str text, struct option *option)
{
	if (r->is_html)
		html_flow_option(&r->html, html_read(&r->html, text), option);
	else
		option->text = text_read(&r->html, text);
}

/* Which options "correct" names, unless it is the text of one: letters or numbers, separated by anything. */
static bool names_option(struct str correct, size_t index)
{
	bool any = false;
	for (size_t i = 0; i < correct.len; i++) {
		size_t start = i;
		while (i < correct.len && ascii_is_alphanumeric(correct.at[i]))
			i++;
		struct str word = { correct.at + start, i - start };
		size_t number = 0;
		if (word.len == 1 && ascii_is_letter(word.at[0]))
			number = (size_t)(ascii_lower(word.at[0]) - 'a') + 1;
		for (size_t j = 0; word.len && ascii_is_digit(word.at[0]) && j < word.len && j < 3; j++)
			number = number * 10 + (size_t)(word.at[j] - '0');
		any = any || number == index + 1;
	}
	return any;
}

/* Whether "correct" is the text of an option. If it could also be the number or letter of another one, a row says how
 * it was read. */
static bool is_text(struct csv_reading *r, struct str correct)
{
	bool text = false, other = false;
	for (size_t i = 0; column_of(r, CSV_OPTION, i) != SIZE_MAX; i++) {
		struct str option = look(r, CSV_OPTION, i);
		bool same = option.len && str_equal(option, correct);
		text = text || same;
		other = other || (option.len && !same && names_option(correct, i));
	}
	if (text && other)
		ledger_changef(&r->import->ledger, r->item, "it is the text of one option, and names another",
			       "read as the text", "correct option '%.*s'", STR_ARG(correct));
	return text;
}

static size_t read_options(struct csv_reading *r, struct question *question)
{
	struct str correct = look(r, CSV_CORRECT, 0);
	correct = cell(r, correct.len ? CSV_CORRECT : CSV_BACK, 0);
	size_t keys = 0, index = 0;
	bool by_text = is_text(r, correct);
	for (size_t i = 0; i < r->row->count; i++) {
		if (r->columns.roles[i] != CSV_OPTION)
			continue;
		struct str text = str_trim(r->row->cells[i]);
		struct option *option = text.len ? import_option(r->import, &question->options) : NULL;
		index++;
		if (!option)
			continue;
		r->used[i] = true;
		read_option(r, text, option);
		option->correct = by_text ? str_equal(correct, text) : names_option(correct, index - 1);
		option->feedback = read_flow(r, cell(r, CSV_FEEDBACK, index - 1));
		keys += option->correct;
	}
	if (!keys && correct.len)
		ledger_changef(&r->import->ledger, r->item, "it is none of the options", "none was marked",
			       "correct option '%.*s'", STR_ARG(correct));
	else if (!keys)
		ledger_change(&r->import->ledger, r->item, STR("correct option"), "the row names none",
			      "none was marked");
	return keys;
}

static void read_question(struct csv_reading *r, struct import_lesson *lesson, struct attribute id)
{
	struct question *question = import_question(r->import, lesson, QUESTION_SINGLE, id, r->item);
	if (!question)
		return;
	question->vignette = read_flow(r, cell(r, CSV_VIGNETTE, 0));
	question->stem = read_flow(r, cell(r, CSV_FRONT, 0));
	question->explanation = read_flow(r, cell(r, CSV_EXPLANATION, 0));
	size_t keys = read_options(r, question);
	struct str kind = cell(r, CSV_KIND, 0);
	question->kind = keys > 1 || (kind.len && ascii_lower(kind.at[0]) == 'm') ? QUESTION_MULTIPLE : QUESTION_SINGLE;
}

static void read_card(struct csv_reading *r, struct import_lesson *lesson, struct attribute id)
{
	struct card *card = import_card(r->import, lesson, id, r->item);
	if (!card)
		return;
	card->front = read_flow(r, cell(r, CSV_FRONT, 0));
	card->back = read_flow(r, cell(r, look(r, CSV_BACK, 0).len ? CSV_BACK : CSV_CORRECT, 0));
	card->extra = read_flow(r, cell(r, CSV_EXPLANATION, 0));
}

static void read_open(struct csv_reading *r, struct import_lesson *lesson, struct attribute id)
{
	struct question *question = import_question(r->import, lesson, QUESTION_OPEN, id, r->item);
	if (!question)
		return;
	question->vignette = read_flow(r, cell(r, CSV_VIGNETTE, 0));
	question->stem = read_flow(r, cell(r, CSV_FRONT, 0));
	question->explanation = read_flow(r, cell(r, CSV_EXPLANATION, 0));
	question->model_answer = read_flow(r, cell(r, CSV_BACK, 0));
	for (size_t i = 0; column_of(r, CSV_OPTION, i) != SIZE_MAX; i++) {
		struct str text = cell(r, CSV_OPTION, i);
		struct option *answer = text.len ? import_option(r->import, &question->options) : NULL;
		if (!answer)
			continue;
		read_option(r, text, answer);
		answer->correct = true;
	}
	struct str correct = question->options ? STR("") : cell(r, CSV_CORRECT, 0);
	struct option *answer = correct.len ? import_option(r->import, &question->options) : NULL;
	if (answer) {
		read_option(r, correct, answer);
		answer->correct = true;
	}
}

/* A number, or a unit. */
static struct attribute value_of(struct csv_reading *r, enum csv_role role)
{
	struct str text = cell(r, role, 0);
	char *comma = NULL;
	if (!text.len)
		return (struct attribute){ .value = STR_NONE };
	if (r->decimal_comma && role != CSV_UNIT)
		comma = memchr(text.at, ',', text.len);
	struct attribute value = make_attribute(&r->import->arena, text);
	char *copy = comma && value.value.at ? arena_copy(&r->import->arena, value.value.at, value.value.len) : NULL;
	if (copy) {
		copy[comma - text.at] = '.';
		value.value.at = copy;
	}
	return value;
}

static void read_numeric(struct csv_reading *r, struct import_lesson *lesson, struct attribute id)
{
	struct question *question = import_question(r->import, lesson, QUESTION_NUMERIC, id, r->item);
	if (!question)
		return;
	question->vignette = read_flow(r, cell(r, CSV_VIGNETTE, 0));
	question->stem = read_flow(r, cell(r, CSV_FRONT, 0));
	question->explanation = read_flow(r, cell(r, CSV_EXPLANATION, 0));
	question->value = value_of(r, look(r, CSV_BACK, 0).len ? CSV_BACK : CSV_CORRECT);
	question->tolerance = value_of(r, CSV_TOLERANCE);
	question->min = value_of(r, CSV_MIN);
	question->max = value_of(r, CSV_MAX);
	question->unit = value_of(r, CSV_UNIT);
}

/* The kinds of rows; the first is that of rows that name none and have no options. */
static const struct csv_kind {
	const char *name;
	void (*read)(struct csv_reading *r, struct import_lesson *lesson, struct attribute id);
	enum ledger_kind ledger;
	const char *prefix; /* of its ids */
} kinds[] = {
	{ "card", read_card, LEDGER_CARD, "c-" },
	{ "question", read_question, LEDGER_QUESTION, "q-" },
	{ "single", read_question, LEDGER_QUESTION, "q-" },
	{ "multiple", read_question, LEDGER_QUESTION, "q-" },
	{ "open", read_open, LEDGER_QUESTION, "q-" },
	{ "numeric", read_numeric, LEDGER_QUESTION, "q-" },
	{ "karte", read_card, LEDGER_CARD, "c-" },
	{ "karteikarte", read_card, LEDGER_CARD, "c-" },
	{ "frage", read_question, LEDGER_QUESTION, "q-" },
	{ "auswahl", read_question, LEDGER_QUESTION, "q-" },
	{ "einfachauswahl", read_question, LEDGER_QUESTION, "q-" },
	{ "mehrfachauswahl", read_question, LEDGER_QUESTION, "q-" },
	{ "offen", read_open, LEDGER_QUESTION, "q-" },
	{ "freitext", read_open, LEDGER_QUESTION, "q-" },
	{ "zahl", read_numeric, LEDGER_QUESTION, "q-" },
	{ "numerisch", read_numeric, LEDGER_QUESTION, "q-" },
};

/* NULL: the row names another kind. */
static const struct csv_kind *kind_of(const struct csv_reading *r)
{
	struct str name = cell(r, CSV_KIND, 0);
	if (!name.len)
		return &kinds[look(r, CSV_OPTION, 0).len ? 1 : 0];
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (name.len == strlen(kinds[i].name) && strncasecmp(name.at, kinds[i].name, name.len) == 0)
			return &kinds[i];
	return NULL;
}

/* Cells that became part of nothing. */
static void report_others(struct csv_reading *r, const struct csv_kind *kind)
{
	struct ledger *ledger = &r->import->ledger;
	for (size_t i = 0; i < r->row->count; i++) {
		if (r->used[i] || !str_trim(r->row->cells[i]).len)
			continue;
		enum csv_role role = r->columns.roles[i];
		const char *what = kind->ledger == LEDGER_CARD ? "a card has none" : "this kind of question has none";
		if (role == CSV_OTHER)
			what = "its heading is not known";
		else if (role == CSV_FEEDBACK)
			what = "there is no such option";
		else if (column_of(r, role, 0) < i && r->used[column_of(r, role, 0)])
			what = "another column has that meaning";
		if (r->heading && i < r->heading->count)
			ledger_changef(ledger, r->item, what, "left out", "column '%.*s'",
				       STR_ARG(str_trim(r->heading->cells[i])));
		else
			ledger_changef(ledger, r->item,
				       r->heading ? "it has no heading" : "the first row has no known headings",
				       "left out", "column %zu", i + 1);
	}
}

static void read_common(struct csv_reading *r, struct attribute *tags, unsigned *difficulty)
{
	struct str all = cell(r, CSV_TAGS, 0);
	for (size_t i = 0, start = 0; i <= all.len; i++)
		if (i == all.len || strchr(" ,;\t\n", all.at[i])) {
			if (i > start)
				import_tag(r->import, tags, (struct str){ all.at + start, i - start }, r->item);
			start = i + 1;
		}
	struct str level = cell(r, CSV_DIFFICULTY, 0);
	if (level.len == 1 && level.at[0] >= '1' && level.at[0] <= '5')
		*difficulty = (unsigned)(level.at[0] - '0');
	else if (level.len)
		ledger_changef(&r->import->ledger, r->item, "difficulties are numbers from 1 to 5", "left out",
			       "difficulty '%.*s'", STR_ARG(level));
}

static struct import_lesson *lesson_of(struct csv_reading *r)
{
	struct str name = cell(r, CSV_LESSON, 0);
	struct str title = name.len ? name : r->title;
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "lesson:%.*s", STR_ARG(name));
	struct import_lesson *lesson = import_lesson(r->import, buf_view(&key), title, STR_NONE);
	arena_drop(&r->import->arena, &key);
	return lesson;
}

/* Whether the text has a tag that people use in spreadsheets. */
static bool has_tag(struct str text)
{
	static const char *const names[] = { "b",    "i",  "u",	 "em", "strong", "sub", "sup",	 "br",	 "p", "div",
					     "span", "ul", "ol", "li", "img",	 "a",	"table", "font", NULL };
	const char *last = text.len ? memrchr(text.at, '>', text.len) : NULL;
	for (size_t i = 0; last && text.at + i < last; i++) {
		if (text.at[i] != '<')
			continue;
		size_t start = i + 1 + (text.at[i + 1] == '/'), end = start;
		while (end < text.len && ascii_is_alphanumeric(text.at[end]))
			end++;
		struct str name = { text.at + start, end - start };
		for (size_t j = 0; names[j]; j++)
			if (name.len == strlen(names[j]) && strncasecmp(name.at, names[j], name.len) == 0)
				return true;
	}
	return false;
}

/* If the row does not say, it is HTML if a cell has a tag. */
static bool cells_are_html(const struct csv_reading *r)
{
	struct str format = cell(r, CSV_FORMAT, 0);
	bool html = str_is(format, "html");
	for (size_t i = 0; i < r->row->count && !format.len; i++)
		html = html || has_tag(r->row->cells[i]);
	return html;
}

/* The text without its tags. */
static struct str without_tags(struct csv_reading *r, struct str text)
{
	char *out = arena_alloc(&r->import->arena, text.len + 1);
	size_t len = 0;
	const char *last = text.len ? memrchr(text.at, '>', text.len) : NULL;
	for (size_t i = 0; out && i < text.len; i++) {
		bool tag = text.at[i] == '<' && last && text.at + i < last;
		const char *close = tag ? memchr(text.at + i, '>', text.len - i) : NULL;
		if (close)
			i = (size_t)(close - text.at);
		else
			out[len++] = text.at[i];
	}
	return (struct str){ out, len };
}

/* Spreadsheets have rows without content at their end. */
static bool is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (str_trim(row->cells[i]).len)
			return false;
	return true;
}

/* What a row that is not valid lacks, in terms of its columns; NULL if it has all. */
static const char *missing(const struct csv_reading *r, const struct csv_kind *kind)
{
	bool back = look(r, CSV_BACK, 0).len || look(r, CSV_CORRECT, 0).len, option = look(r, CSV_OPTION, 0).len;
	if (!look(r, CSV_FRONT, 0).len)
		return "its front or question is empty";
	if (kind->read == read_card && !back)
		return "its back is empty, and it has no options";
	if (kind->read == read_question && !option)
		return "it has no options";
	if (kind->read == read_open && !back && !option)
		return "it has no answer";
	bool range = look(r, CSV_MIN, 0).len && look(r, CSV_MAX, 0).len;
	return kind->read == read_numeric && !back && !range ? "it has no answer" : NULL;
}

static void read_row(struct csv_reading *r)
{
	memset(r->used, 0, r->columns.count * sizeof(*r->used));
	const struct csv_kind *kind = kind_of(r);
	struct str front = cell(r, CSV_FRONT, 0), own_id = cell(r, CSV_ID, 0);
	r->is_html = cells_are_html(r);
	r->item = ledger_read(&r->import->ledger, kind ? kind->ledger : LEDGER_OTHER,
			      r->is_html ? without_tags(r, front) : front, r->row->line);
	r->beside = (struct files_beside){ .arena = &r->import->arena, .path = r->path };
	r->html = (struct html_reader){ .import = r->import,
					.item = r->item,
					.find = files_find_beside,
					.context_of_find = &r->beside,
					.tex = true,
					.targets = true };
	if (!kind) {
		ledger_leave_out(&r->import->ledger, r->item,
				 "its kind is '%.*s', not card, question, single, multiple, open or numeric",
				 STR_ARG(cell(r, CSV_KIND, 0)));
		return;
	}
	const char *lack = missing(r, kind);
	if (lack) {
		ledger_leave_out(&r->import->ledger, r->item, "%s", lack);
		return;
	}
	struct import_lesson *lesson = lesson_of(r);
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "id:%.*s", STR_ARG(own_id));
	struct attribute id =
		own_id.len ? import_id(r->import, kind->prefix, buf_view(&key), true)
			   : import_id(r->import, kind->prefix, import_text_key(r->import, kind->name, front), false);
	arena_drop(&r->import->arena, &key);
	if (!lesson)
		return;
	import_report_id(r->import, own_id, id, r->item);
	struct question **question = lesson->last_question;
	struct card **card = lesson->last_card;
	kind->read(r, lesson, id);
	if (*question)
		read_common(r, &(*question)->tags, &(*question)->difficulty);
	else if (*card)
		read_common(r, &(*card)->tags, &(*card)->difficulty);
	report_others(r, kind);
}

enum result csv_import(struct import *import, const char *path, struct buf *why)
{
	struct csv_table table;
	struct csv_reading r = { .import = import, .path = path };
	struct ledger_item *file = ledger_read(&import->ledger, LEDGER_FILE, STR(""), 0);
	struct str text;
	enum result result = text_file_read(import, file, path, SIZE_MAX_MB, &text, why);
	if (result == RESULT_OK)
		result = csv_table_read(&table, text, 0, &import->arena, why);
	if (result == RESULT_OK && !csv_columns_find(&r.columns, &table, &import->arena))
		result = RESULT_NO_MEMORY;
	if (result == RESULT_OK)
		r.used = arena_alloc(&import->arena, r.columns.count + 1);
	if (result != RESULT_OK || !r.used)
		return result != RESULT_OK ? result : RESULT_NO_MEMORY;
	r.title = str_from(path_name(path));
	const char *dot = memrchr(r.title.at, '.', r.title.len);
	r.title.len = dot && dot > r.title.at ? (size_t)(dot - r.title.at) : r.title.len;
	r.heading = r.columns.headed ? table.rows : NULL;
	r.decimal_comma = table.delimiter == ';';
	if (table.unclosed_line)
		ledger_changef(&import->ledger, file, "it is never closed", "the rest of the file was read as one cell",
			       "the quotation mark in line %zu", table.unclosed_line);
	for (r.row = r.heading ? table.rows->next : table.rows; r.row; r.row = r.row->next)
		if (!is_blank(r.row))
			read_row(&r);
	return RESULT_OK;
}

bool csv_detects(const char *path, struct str start)
{
	const char *dot = strrchr(path, '.');
	(void)start;
	return dot && (strcasecmp(dot, ".csv") == 0 || strcasecmp(dot, ".tsv") == 0);
}
