/* The changelog: its headings and their entries. */
#include "compare/markdown.h"

#define TWO(a, b) (CHANGE_BIT(CHANGE_##a) | CHANGE_BIT(CHANGE_##b))
enum {
	ANSWER = TWO(ANSWER_CHANGED, KIND_CHANGED) | TWO(ITEM_RENEWED, ID_REUSED),
	WORDS = TWO(LESSON_REWORDED, ITEM_REWORDED) | TWO(OPTION_ADDED, OPTION_REMOVED) |
		CHANGE_BIT(CHANGE_ANSWER_CORRECTED),
	MOVED = TWO(LESSON_MOVED, ITEM_MOVED),
	ACCESS = TWO(ACCESS_NARROWED, ACCESS_WIDENED),
	UNITS = TWO(UNIT_ADDED, UNIT_REMOVED) | TWO(UNIT_MOVED, UNIT_RETITLED) | CHANGE_BIT(CHANGE_PACK_CHANGED),
};

/* The kinds that the heading of the change already states. */
static unsigned said_by_heading(const struct change *change)
{
	return CHANGE_BIT(CHANGE_LESSON_REWORDED) | CHANGE_BIT(CHANGE_ITEM_REWORDED) |
	       (change->before && change->after ? 0 : ~0u);
}

static void notes(const struct markdown *page, const struct change *change)
{
	const struct comparison *comparison = page->comparison;
	const char *before = " (";
	for (unsigned i = 0; i < CHANGE_KINDS; i++) {
		if (!(change->kinds & ~said_by_heading(change) & CHANGE_BIT(i)))
			continue;
		buf_format(page->out, "%s%s", before, change_text((enum change_kind)i));
		before = ", ";
	}
	if (change->kinds & MOVED) {
		const struct side_lesson *old = &comparison->before->lessons[change->before->lesson];
		const struct side_lesson *new = &comparison->after->lessons[change->after->lesson];
		if (strcmp(old->id, new->id) != 0 &&
		    !(page->for_everybody && change->before->access == RECORD_MEMBER)) {
			buf_format(page->out, "%sbefore in ", before);
			markdown_title(page, old->title, old->id);
			before = ", ";
		}
	}
	buf_text(page->out, strcmp(before, ", ") == 0 ? ")" : "");
}

static bool is_new(const struct change *change)
{
	return compare_is_new(change) && !(change->kinds & ANSWER);
}

static bool is_answer(const struct change *change)
{
	return change->after && change->kinds & ANSWER;
}

static bool is_reworded(const struct change *change)
{
	return !is_answer(change) && change->kinds & WORDS;
}

static bool is_moved(const struct change *change)
{
	return !is_answer(change) && !is_reworded(change) && change->kinds & MOVED;
}

static bool is_narrowed(const struct change *change)
{
	return change->kinds & CHANGE_BIT(CHANGE_ACCESS_NARROWED);
}

static bool is_widened(const struct change *change)
{
	return change->kinds & CHANGE_BIT(CHANGE_ACCESS_WIDENED);
}

static bool is_access(const struct change *change)
{
	return !(change->kinds & (ANSWER | WORDS | MOVED)) && change->kinds & ACCESS;
}

static bool is_marks(const struct change *change)
{
	return !(change->kinds & (MOVED | ACCESS)) && change->kinds & CHANGE_BIT(CHANGE_MARKS_CHANGED);
}

static bool starts_afresh(const struct change *change)
{
	return change->after && change_progress(change->kinds) == PROGRESS_RESET;
}

typedef bool choice(const struct change *change);

/* "- For members: 2 questions, 1 card" */
static void for_members(const struct markdown *page, const size_t hidden[4])
{
	static const char *const nouns[] = { [RECORD_LESSON] = "lesson",
					     [RECORD_QUESTION] = "question",
					     [RECORD_CARD] = "card",
					     [RECORD_ENTRY] = "glossary entry" };
	const char *before = "- For members: ";
	for (size_t kind = 0; kind < 4; kind++)
		markdown_count(page, hidden[kind], nouns[kind], &before);
	if (strcmp(before, ", ") == 0)
		buf_char(page->out, '\n');
}

/* Items added or removed with a lesson are counted there. */
static void each(const struct markdown *page, const char *heading, choice *wanted,
		 void (*write)(const struct markdown *page, const struct change *change))
{
	const struct change *lesson = NULL;
	size_t hidden[4] = { 0 };
	bool first = true;
	for (const struct change *change = page->comparison->first; change; change = change->next) {
		const struct record *record = change->after ? change->after : change->before;
		if (record && record->kind == RECORD_LESSON)
			lesson = change;
		bool with_lesson =
			lesson && lesson != change &&
			(compare_is_with_lesson(change, lesson) ||
			 (wanted == is_narrowed && compare_reported_on_lesson(page->comparison, lesson, change)));
		if (!record || !wanted(change) || with_lesson)
			continue;
		if (first)
			buf_format(page->out, "\n%s\n\n", heading);
		first = false;
		if (markdown_visible_side(page, change))
			write(page, change);
		else
			hidden[record->kind]++;
	}
	for_members(page, hidden);
}

static void with_items(const struct markdown *page, const struct change *change)
{
	const struct record *record = change->after ? change->after : change->before;
	markdown_item(page, change);
	if (record->kind == RECORD_LESSON && !(change->before && change->after))
		compare_write_items_with(page->out, change);
	markdown_fate(page, change);
}

/* For learners: one line. */
static void briefly(const struct markdown *page, const struct change *change)
{
	with_items(page, change);
	buf_char(page->out, '\n');
}

/* For authors: reason and words. */
static void in_detail(const struct markdown *page, const struct change *change)
{
	with_items(page, change);
	notes(page, change);
	buf_char(page->out, '\n');
	markdown_words(page, change);
}

static void unit(const struct markdown *page, const struct change *change)
{
	const struct side_unit *old = change->old_unit, *new = change->new_unit;
	buf_text(page->out, "- ");
	markdown_title(page, (new ? new : old)->title, (new ? new : old)->id);
	if (!old || !new) {
		buf_text(page->out, new ? " is new\n" : " is gone\n");
		return;
	}
	if (change->kinds & CHANGE_BIT(CHANGE_UNIT_MOVED))
		buf_text(page->out, " moved");
	if (change->kinds & CHANGE_BIT(CHANGE_UNIT_RETITLED)) {
		buf_text(page->out, ", before ");
		markdown_title(page, old->title, old->id);
	}
	buf_char(page->out, '\n');
}

static void pack_changed(const struct markdown *page)
{
	const char *fact;
	buf_format(page->out, "- %s", change_text(CHANGE_PACK_CHANGED));
	for (unsigned next = 0, i = 0; (fact = compare_fact(page->comparison, &next)); i++)
		buf_format(page->out, "%s%s", i ? ", " : ": ", fact);
	buf_char(page->out, '\n');
}

static void units(const struct markdown *page)
{
	bool first = true;
	for (const struct change *change = page->comparison->first; change; change = change->next) {
		if (change->before || change->after)
			continue;
		if (first)
			buf_text(page->out, "\n### Pack and units\n\n");
		first = false;
		if (change->new_unit || change->old_unit)
			unit(page, change);
		else
			pack_changed(page);
	}
}

static void headline(const struct markdown *page)
{
	const struct side *before = page->comparison->before, *after = page->comparison->after;
	buf_text(page->out, "# ");
	markdown_text(page, str_from(after->title ? after->title : after->id ? after->id : after->path), HUMAN_WHOLE);
	if (after->version) {
		buf_char(page->out, ' ');
		markdown_text(page, str_from(after->version), HUMAN_WHOLE);
	}
	buf_text(page->out, "\n\n");
	if (page->comparison->count == 0 || before->is_nothing) {
		buf_text(page->out, before->is_nothing ? "The first release.\n" : "Nothing changed.\n");
		return;
	}
	buf_text(page->out, "What changed since ");
	markdown_text(page, str_from(before->version ? before->version : before->path), HUMAN_WHOLE);
	buf_text(page->out, ".\n");
}

void compare_render_markdown(struct comparison *comparison, bool for_everybody, struct buf *out)
{
	const struct markdown page = { comparison, out, for_everybody };
	headline(&page);
	if (comparison->count == 0)
		return;
	buf_text(out, "\n## For learners\n");
	each(&page, "New:", is_new, briefly);
	each(&page, "To be relearned, because the previous answer may be wrong:", starts_afresh, briefly);
	each(&page, "Gone:", compare_is_gone, briefly);
	each(&page, "Now free:", is_widened, briefly);
	each(&page, "Now for members only; others lose it and their progress:", is_narrowed, briefly);
	if (!(comparison->kinds & ~(UNITS | WORDS | MOVED | CHANGE_BIT(CHANGE_ACCESS_WIDENED) |
				    CHANGE_BIT(CHANGE_MARKS_CHANGED))))
		buf_text(out, "\nYour progress is kept.\n");
	buf_text(out, "\n## For authors\n");
	units(&page);
	each(&page, "### New", is_new, in_detail);
	each(&page, "### Progress is reset", is_answer, in_detail);
	each(&page, "### Reworded", is_reworded, in_detail);
	each(&page, "### Moved", is_moved, in_detail);
	each(&page, "### Access", is_access, in_detail);
	each(&page, "### Formatting, links, pictures and dates", is_marks, in_detail);
	each(&page, "### Gone", compare_is_gone, in_detail);
}
