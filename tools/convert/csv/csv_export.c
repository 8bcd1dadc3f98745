/* Cards and questions as a table, which csv_import.c reads back. Cells are plain text, or HTML in rows that say so,
 * because an item in them has markup. */
#include "convert/core/plain.h"
#include "convert/csv/csv_columns.h"
#include "convert/formats.h"
#include "convert/html/html_write.h"

#include <stdio.h>
#include <stdlib.h>

/* The columns before and after those of the options. */
static const enum csv_role before[] = { CSV_ID, CSV_KIND, CSV_LESSON, CSV_VIGNETTE, CSV_FRONT, CSV_BACK };
static const enum csv_role after[] = {
	CSV_CORRECT, CSV_EXPLANATION, CSV_TAGS, CSV_DIFFICULTY, CSV_TOLERANCE, CSV_MIN, CSV_MAX, CSV_UNIT, CSV_FORMAT,
};

enum { ROLES = CSV_OTHER };

/* A row: a cell for each role, and those of the options. */
struct csv_item {
	struct str cells[ROLES];
	struct str *options, *feedback;
	size_t option_count;
	struct csv_item *next;
};

struct csv_state {
	struct export *export;
	struct arena arena;
	struct csv_item *first, **end;
	size_t option_count; /* of the item that has most */
	char delimiter;
	const struct lesson *lesson;
	struct ledger_item *ledger; /* of the current item */
	bool html;		    /* likewise */
};

static enum result begin(struct export *export, void **state, char delimiter)
{
	struct csv_state *s = *state = calloc(1, sizeof(*s));
	if (!s)
		return RESULT_NO_MEMORY;
	s->export = export;
	arena_init(&s->arena);
	s->end = &s->first;
	s->delimiter = delimiter;
	return RESULT_OK;
}

static enum result csv_begin(struct export *export, void **state, struct buf *why)
{
	(void)why;
	return begin(export, state, ',');
}

static enum result tsv_begin(struct export *export, void **state, struct buf *why)
{
	(void)why;
	return begin(export, state, '\t');
}

static void csv_release(void *state)
{
	struct csv_state *s = state;
	if (s)
		arena_release(&s->arena);
	free(s);
}

/* Also within lists and tables. */
static void report_files(struct csv_state *s, const struct block *block)
{
	for (; block; block = block->next) {
		const struct flow *item = block->kind == BLOCK_LIST ? block->of.list.items : NULL;
		const struct row *row = block->kind == BLOCK_TABLE ? block->of.table.rows : NULL;
		for (; item; item = item->next)
			report_files(s, item->blocks);
		for (; row; row = row->next)
			for (const struct cell *cell = row->cells; cell; cell = cell->next)
				report_files(s, cell->blocks);
		if (block->kind == BLOCK_FIGURE || block->kind == BLOCK_AUDIO || block->kind == BLOCK_VIDEO)
			ledger_change(&s->export->ledger, s->ledger, STR("pictures and recordings"),
				      "a table contains no files", "only their names are written");
	}
}

/* Text in a cell; plain text has a line for each paragraph. */
static struct str cell_of(struct csv_state *s, const struct inline_node *text, const struct block *blocks)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	if (s->html) {
		struct html_writer writer = { .out = &out, .lang = s->lesson->lang.value };
		report_files(s, blocks);
		html_write_flow(&writer, &(struct flow){ .text = (struct inline_node *)(uintptr_t)text,
							 .blocks = (struct block *)(uintptr_t)blocks });
	} else {
		plain_text(&(struct plain){ &s->export->ledger, s->ledger, NULL }, text, blocks, &out);
	}
	struct str cell = arena_take(&s->arena, &out);
	s->arena.failed = s->arena.failed || !cell.at;
	return cell;
}

static struct str flow_cell(struct csv_state *s, const struct flow *flow)
{
	return flow ? cell_of(s, flow->text, flow->blocks) : STR("");
}

/* That of the set, then its own. */
static struct str vignette_cell(struct csv_state *s, const struct question *question)
{
	const struct str set = flow_cell(s, question->set ? question->set->vignette : NULL);
	const struct str own = flow_cell(s, question->vignette);
	struct buf both;
	if (!set.len || !own.len)
		return set.len ? set : own;
	buf_init(&both, BUF_CAP);
	buf_format(&both, s->html ? "<div>%.*s</div><div>%.*s</div>" : "%.*s\n%.*s", STR_ARG(set), STR_ARG(own));
	struct str cell = arena_take(&s->arena, &both);
	s->arena.failed = s->arena.failed || !cell.at;
	return cell;
}

static void report_common(struct csv_state *s, enum access access, const struct attribute *objective)
{
	if (objective->value.at)
		ledger_change(&s->export->ledger, s->ledger, STR("objective"), "tables have none", "left out");
	if (access == ACCESS_MEMBER)
		ledger_change(&s->export->ledger, s->ledger, STR("access for members only"), "tables have none",
			      "left out");
}

static bool has_markup(const struct inline_node *text, const struct block *blocks)
{
	for (; text; text = text->next)
		if (text->kind != INLINE_TEXT)
			return true;
	for (; blocks; blocks = blocks->next)
		if (blocks->kind != BLOCK_P || has_markup(blocks->of.p, NULL))
			return true;
	return false;
}

static bool flow_has_markup(const struct flow *flow)
{
	return flow && has_markup(flow->text, flow->blocks);
}

static bool question_has_markup(const struct question *question)
{
	bool any = flow_has_markup(question->set ? question->set->vignette : NULL) ||
		   flow_has_markup(question->vignette) || flow_has_markup(question->stem) ||
		   flow_has_markup(question->explanation) || flow_has_markup(question->model_answer);
	for (const struct option *o = question->options; o; o = o->next)
		any = any || has_markup(o->text, o->blocks) || flow_has_markup(o->feedback);
	return any;
}

static struct csv_item *add_item(struct csv_state *s, const char *kind, struct str id, struct str tags,
				 unsigned difficulty)
{
	struct csv_item *item = arena_alloc(&s->arena, sizeof(*item));
	if (!item)
		return NULL;
	*s->end = item;
	s->end = &item->next;
	char digit[2] = { (char)('0' + difficulty), '\0' };
	item->cells[CSV_ID] = arena_str(&s->arena, id);
	item->cells[CSV_KIND] = str_from(kind);
	struct plain plain = { &s->export->ledger, s->ledger, "the title of its lesson" };
	item->cells[CSV_LESSON] = plain_title(&plain, s->lesson, &s->arena);
	item->cells[CSV_TAGS] = tags.at ? arena_str(&s->arena, tags) : STR("");
	item->cells[CSV_DIFFICULTY] = difficulty ? arena_str(&s->arena, str_from(digit)) : STR("");
	item->cells[CSV_FORMAT] = s->html ? STR("html") : STR("text");
	return item;
}

/* The numbers of the correct options; "#1" if the number alone is the text of an option. */
static struct str correct_cell(struct csv_state *s, const struct csv_item *item, struct str numbers)
{
	char *copy = arena_alloc(&s->arena, numbers.len + 2);
	bool is_text = false;
	for (size_t i = 0; i < item->option_count; i++)
		is_text = is_text || (numbers.len && str_equal(str_trim(item->options[i]), numbers));
	if (!copy)
		return STR("");
	copy[0] = '#';
	memcpy(copy + is_text, numbers.at, numbers.len);
	return (struct str){ copy, numbers.len + is_text };
}

static void add_options(struct csv_state *s, struct csv_item *item, const struct question *question)
{
	struct buf correct;
	size_t count = 0;
	for (const struct option *o = question->options; o; o = o->next)
		count++;
	item->options = arena_alloc(&s->arena, (count + 1) * sizeof(*item->options));
	item->feedback = arena_alloc(&s->arena, (count + 1) * sizeof(*item->feedback));
	if (!item->options || !item->feedback)
		return;
	buf_init(&correct, BUF_CAP);
	for (const struct option *o = question->options; o; o = o->next) {
		item->options[item->option_count] = cell_of(s, o->text, o->blocks);
		item->feedback[item->option_count++] = flow_cell(s, o->feedback);
		if (o->correct && question->kind != QUESTION_OPEN)
			buf_format(&correct, "%s%zu", correct.len ? " " : "", item->option_count);
		if (o->credit.value.at)
			ledger_change(&s->export->ledger, s->ledger, STR("credit of options"), "tables have none",
				      "left out");
		if (o->id.value.at)
			ledger_change(&s->export->ledger, s->ledger, STR("ids of options"), "tables have none",
				      "left out");
	}
	item->cells[CSV_CORRECT] = correct_cell(s, item, buf_view(&correct));
	buf_release(&correct);
	s->option_count = count > s->option_count ? count : s->option_count;
}

static const char *kind_name(const struct question *question)
{
	switch (question->kind) {
	case QUESTION_SINGLE: return "question";
	case QUESTION_MULTIPLE: return "multiple";
	case QUESTION_OPEN: return "open";
	case QUESTION_NUMERIC: return "numeric";
	case QUESTION_MATCHING:
	case QUESTION_ORDERING: break;
	}
	return NULL;
}

static void add_value(struct csv_state *s, struct csv_item *item, enum csv_role role, const struct attribute *value)
{
	if (value->value.at)
		item->cells[role] = arena_str(&s->arena, value->value);
}

static void add_question(struct csv_state *s, const struct question *question)
{
	struct ledger *ledger = &s->export->ledger;
	const char *kind = kind_name(question);
	s->ledger = ledger_read(ledger, LEDGER_QUESTION, question->id.value, 0);
	if (!kind) {
		ledger_leave_out(ledger, s->ledger, "tables have no questions of this kind");
		return;
	}
	s->html = question_has_markup(question);
	struct csv_item *item = add_item(s, kind, question->id.value, question->tags.value, question->difficulty);
	if (!item)
		return;
	if (question->set)
		ledger_change(ledger, s->ledger, STR("question set"), "tables have no sets",
			      "the shared vignette was repeated");
	report_common(s, question->access, &question->objective);
	if (question->fixed_order)
		ledger_change(ledger, s->ledger, STR("fixed order of options"), "tables have no column for it",
			      "left out");
	item->cells[CSV_VIGNETTE] = vignette_cell(s, question);
	item->cells[CSV_FRONT] = flow_cell(s, question->stem);
	item->cells[CSV_BACK] = flow_cell(s, question->model_answer);
	item->cells[CSV_EXPLANATION] = flow_cell(s, question->explanation);
	add_value(s, item, CSV_BACK, &question->value);
	add_value(s, item, CSV_TOLERANCE, &question->tolerance);
	add_value(s, item, CSV_UNIT, &question->unit);
	add_value(s, item, CSV_MIN, &question->min);
	add_value(s, item, CSV_MAX, &question->max);
	if (question->kind != QUESTION_NUMERIC)
		add_options(s, item, question);
}

static void add_card(struct csv_state *s, const struct card *card)
{
	struct ledger *ledger = &s->export->ledger;
	s->ledger = ledger_read(ledger, LEDGER_CARD, card->id.value, 0);
	if (card->is_cloze || card->occlusion) {
		ledger_leave_out(ledger, s->ledger,
				 card->is_cloze ? "tables have no clozes" : "tables have no pictures");
		return;
	}
	s->html = flow_has_markup(card->front) || flow_has_markup(card->back) || flow_has_markup(card->extra);
	struct csv_item *item = add_item(s, "card", card->id.value, card->tags.value, card->difficulty);
	if (!item)
		return;
	report_common(s, card->access, &card->objective);
	item->cells[CSV_FRONT] = flow_cell(s, card->front);
	item->cells[CSV_BACK] = flow_cell(s, card->back);
	item->cells[CSV_EXPLANATION] = flow_cell(s, card->extra);
}

static enum result csv_lesson(void *state, const struct lesson *lesson, struct buf *why)
{
	struct csv_state *s = state;
	(void)why;
	s->lesson = lesson;
	s->ledger = ledger_read(&s->export->ledger, LEDGER_LESSON, lesson->id.value, 0);
	export_leave_out_text(s->export, lesson, s->ledger,
			      &(struct export_text){ .why = "tables have only questions and cards", .cards = true });
	for (const struct question *q = lesson->questions; q; q = q->next)
		add_question(s, q);
	for (const struct card *c = lesson->cards; c; c = c->next)
		add_card(s, c);
	return arena_failed(&s->arena) ? RESULT_NO_MEMORY : RESULT_OK;
}

/* The first of a row, or the next one after the delimiter: no first cell is empty. */
static void write_cell(const struct csv_state *s, struct str text)
{
	struct buf *out = s->export->out;
	if (out->len && out->at[out->len - 1] != '\n')
		buf_char(out, s->delimiter);
	csv_write_cell(out, text, s->delimiter);
}

static void write_cells(const struct csv_state *s, const struct csv_item *item, const enum csv_role *roles,
			size_t count)
{
	for (size_t i = 0; i < count; i++)
		write_cell(s, item ? item->cells[roles[i]] : str_from(csv_role_name(roles[i])));
}

/* The heading if item is NULL. Lines end as RFC 4180 wants it. */
static void write_row(const struct csv_state *s, const struct csv_item *item)
{
	char heading[64];
	write_cells(s, item, before, sizeof(before) / sizeof(before[0]));
	for (size_t i = 0; i < s->option_count; i++) {
		for (int part = 0; part < 2; part++) {
			snprintf(heading, sizeof(heading), "%s %zu", csv_role_name(part ? CSV_FEEDBACK : CSV_OPTION),
				 i + 1);
			const struct str *cells = !item ? NULL : part ? item->feedback : item->options;
			write_cell(s, !item ? str_from(heading) : i < item->option_count ? cells[i] : STR(""));
		}
	}
	write_cells(s, item, after, sizeof(after) / sizeof(after[0]));
	buf_text(s->export->out, "\r\n");
}

static enum result csv_end(void *state, struct buf *why)
{
	const struct csv_state *s = state;
	(void)why;
	write_row(s, NULL);
	for (const struct csv_item *item = s->first; item; item = item->next)
		write_row(s, item);
	return RESULT_OK;
}

const struct exporter csv_exporter = {
	.name = "csv",
	.about = "a table of cards and questions",
	.begin = csv_begin,
	.lesson = csv_lesson,
	.end = csv_end,
	.release = csv_release,
};

const struct exporter tsv_exporter = {
	.name = "tsv",
	.about = "the same with tabs between the cells",
	.begin = tsv_begin,
	.lesson = csv_lesson,
	.end = csv_end,
	.release = csv_release,
};
