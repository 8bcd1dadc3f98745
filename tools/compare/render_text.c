#include "compare/render.h"

enum { TITLE_SHOWN = 60 };

struct lesson_heading {
	struct comparison *comparison;
	struct buf *out;
	bool colour;
};

static void paint(const struct lesson_heading *page, const char *escape, const char *plain)
{
	buf_text(page->out, page->colour ? escape : plain);
}

static void line_text(const struct lesson_heading *page, const struct change_line *line)
{
	buf_format(page->out, "      %s: ", line->label);
	for (const struct words_run *run = line->runs; run; run = run->next) {
		if (run->kind == WORDS_SAME) {
			struct compare_context context = compare_context(line, run);
			human_text(page->out, context.head, HUMAN_WHOLE);
			buf_text(page->out, context.gap);
			human_text(page->out, context.tail, HUMAN_WHOLE);
			continue;
		}
		bool added = run->kind == WORDS_ADDED;
		paint(page, added ? "\33[32m" : "\33[31m", added ? "{+" : "[-");
		human_text(page->out, run->text, HUMAN_WHOLE);
		paint(page, "\33[0m", added ? "+}" : "-]");
	}
	buf_char(page->out, '\n');
}

/* Locks have no titles. */
static void quoted(const struct lesson_heading *page, struct str title, size_t characters)
{
	if (title.len == 0)
		return;
	buf_text(page->out, " “");
	human_text(page->out, title, characters);
	buf_text(page->out, "”");
}

static void kinds_text(const struct lesson_heading *page, const struct change *change)
{
	bool first = true;
	for (unsigned i = 0; i < CHANGE_KINDS; i++) {
		if (!(change->kinds >> i & 1))
			continue;
		buf_text(page->out, first ? " [" : ", ");
		buf_text(page->out, change_name((enum change_kind)i));
		first = false;
	}
	buf_text(page->out, "]\n");
}

static void came_from(const struct lesson_heading *page, const struct change *change)
{
	const struct comparison *comparison = page->comparison;
	const struct side_lesson *old = &comparison->before->lessons[change->before->lesson];
	const struct side_lesson *new = &comparison->after->lessons[change->after->lesson];
	if (change->kinds & CHANGE_BIT(CHANGE_ITEM_MOVED) && strcmp(old->id, new->id) != 0)
		buf_format(page->out, ", from lesson %s", old->id);
	if (!(change->kinds & CHANGE_BIT(CHANGE_LESSON_MOVED)))
		return;
	const char *unit = comparison->before->units[old->unit].id;
	if (strcmp(unit, comparison->after->units[new->unit].id) != 0)
		buf_format(page->out, ", from unit %s", unit);
}

/* "was c-a renamed to c-b?" */
static void renamed_text(const struct lesson_heading *page, const struct change *change)
{
	if (change->renamed)
		buf_format(page->out, "      was %s renamed to %s? an id never changes: restore the old one\n",
			   change->before->id, change->renamed->id);
}

static void record_text(const struct lesson_heading *page, const struct change *change)
{
	const struct record *record = change->after ? change->after : change->before;
	bool is_lesson = record->kind == RECORD_LESSON;
	buf_format(page->out, "%s%c %s %s", is_lesson ? "" : "  ", change->before ? (change->after ? '~' : '-') : '+',
		   record_kind_text(record->kind), record->id);
	quoted(page, record->title, TITLE_SHOWN);
	if (change->before && change->after)
		came_from(page, change);
	else if (is_lesson)
		compare_write_items_with(page->out, change);
	kinds_text(page, change);
	renamed_text(page, change);
	for (const struct change_line *line = compare_change_lines(page->comparison, change); line; line = line->next)
		line_text(page, line);
}

static void unit_text(const struct lesson_heading *page, const struct change *change)
{
	const struct side_unit *unit = change->new_unit ? change->new_unit : change->old_unit;
	if (!unit) {
		const char *fact;
		buf_text(page->out, "~ pack");
		for (unsigned next = 0, i = 0; (fact = compare_fact(page->comparison, &next)); i++)
			buf_format(page->out, "%s%s", i ? ", " : ": ", fact);
		kinds_text(page, change);
		return;
	}
	buf_format(page->out, "%c unit %s", change->new_unit ? (change->old_unit ? '~' : '+') : '-', unit->id);
	quoted(page, str_from(unit->title), HUMAN_WHOLE);
	if (change->kinds & CHANGE_BIT(CHANGE_UNIT_RETITLED) && *change->old_unit->title) {
		buf_text(page->out, ", was");
		quoted(page, str_from(change->old_unit->title), HUMAN_WHOLE);
	}
	kinds_text(page, change);
}

/* Items are listed under their lesson even if it did not change itself. */
static void lesson_heading(const struct lesson_heading *page, const struct change *change)
{
	const struct comparison *comparison = page->comparison;
	const struct side *side = change->after ? comparison->after : comparison->before;
	const struct record *record = change->after ? change->after : change->before;
	const struct side_lesson *lesson = &side->lessons[record->lesson];
	buf_format(page->out, "  lesson %s", lesson->id);
	quoted(page, str_from(lesson->title), TITLE_SHOWN);
	buf_char(page->out, '\n');
}

static void sum_text(const struct lesson_heading *page)
{
	const struct comparison *comparison = page->comparison;
	if (comparison->count == 0) {
		buf_text(page->out, "nothing changed\n");
		return;
	}
	human_count(page->out, comparison->count, "change");
	const char *before = ": ";
	for (unsigned i = 0; i < CHANGE_KINDS; i++) {
		if (comparison->counts[i] == 0)
			continue;
		buf_format(page->out, "%s%zu %s", before, comparison->counts[i], change_name((enum change_kind)i));
		before = ", ";
	}
	buf_char(page->out, '\n');
	struct buf needed;
	buf_init(&needed, 256);
	compare_needed(&needed, comparison);
	if (needed.len > 0)
		buf_format(page->out, "the version must be %s\n", buf_cstr(&needed));
	page->out->failed = page->out->failed || buf_failed(&needed);
	buf_release(&needed);
}

void compare_render_text(struct comparison *comparison, bool colour, struct buf *out)
{
	const struct lesson_heading page = { comparison, out, colour };
	const struct change *lesson = NULL; /* last one printed */
	const char *last = "";
	compare_side_name(out, comparison->before);
	buf_text(out, " → ");
	compare_side_name(out, comparison->after);
	buf_char(out, '\n');
	for (const struct change *change = comparison->first; change; change = change->next) {
		const struct record *record = change->after ? change->after : change->before;
		if (!record) {
			unit_text(&page, change);
			continue;
		}
		if (lesson && compare_is_with_lesson(change, lesson))
			continue;
		const char *id = compare_lesson_id(comparison, change);
		if (record->kind == RECORD_LESSON)
			lesson = change;
		else if (strcmp(id, last) != 0)
			lesson_heading(&page, change);
		last = id;
		record_text(&page, change);
	}
	sum_text(&page);
}
