/* The text of a changelog: names, changed words, and reasons for removals. */
#include "compare/markdown.h"

enum { TITLE_SHOWN = 100 };

void markdown_text(const struct markdown *page, struct str text, size_t characters)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	human_text(&plain, text, characters);
	for (size_t i = 0; i < plain.len; i++) {
		if (strchr("\\`*_{}[]<>#|~&", plain.at[i]))
			buf_char(page->out, '\\');
		buf_char(page->out, plain.at[i]);
	}
	page->out->failed = page->out->failed || buf_failed(&plain);
	buf_release(&plain);
}

void markdown_count(const struct markdown *page, size_t count, const char *noun, const char **before)
{
	if (count == 0)
		return;
	buf_text(page->out, *before);
	human_count(page->out, count, noun);
	*before = ", ";
}

void markdown_title(const struct markdown *page, const char *title, const char *id)
{
	buf_char(page->out, '*');
	markdown_text(page, str_from(*title ? title : id), TITLE_SHOWN);
	buf_char(page->out, '*');
}

const struct record *markdown_visible_side(const struct markdown *page, const struct change *change)
{
	const struct record *records[] = { change->after, change->before };
	for (size_t i = 0; i < 2; i++)
		if (records[i] && !(page->for_everybody && records[i]->access == RECORD_MEMBER))
			return records[i];
	return NULL;
}

static void lesson_title(const struct markdown *page, const struct change *change)
{
	const struct comparison *comparison = page->comparison;
	const struct record *record = markdown_visible_side(page, change);
	const struct side *side = record == change->after ? comparison->after : comparison->before;
	const struct side_lesson *lesson = &side->lessons[record->lesson];
	markdown_title(page, lesson->title, lesson->id);
}

static void quoted(const struct markdown *page, struct str title, const char *id)
{
	if (title.len > 0) {
		buf_text(page->out, "“");
		markdown_text(page, title, TITLE_SHOWN);
		buf_text(page->out, "”");
	} else {
		buf_text(page->out, id);
	}
}

void markdown_item(const struct markdown *page, const struct change *change)
{
	const struct record *record = markdown_visible_side(page, change);
	const char *kind = record->kind == RECORD_QUESTION ? "Question"
			   : record->kind == RECORD_CARD   ? "Card"
			   : record->kind == RECORD_ENTRY  ? "Glossary entry"
							   : "Lesson";
	buf_format(page->out, "- %s ", kind);
	if (record->kind != RECORD_LESSON) {
		buf_text(page->out, "in ");
		lesson_title(page, change);
		buf_text(page->out, ": ");
		quoted(page, record->title, record->id);
	} else {
		lesson_title(page, change);
	}
}

/* The record that an id refers to now: in the arena, with id and title. NULL if it is unknown, or not for these
 * readers. */
static const struct record *find_heir(const struct markdown *page, const char *id, struct arena *arena)
{
	const struct side *after = page->comparison->after;
	for (size_t i = 0; i < after->lesson_count; i++) {
		const struct side_lesson *lesson = &after->lessons[i];
		if (strcmp(lesson->id, id) != 0 && !side_find_item(lesson, id))
			continue;
		const struct record *record = side_records(after, i, RECORD_DIGESTS, arena, &page->comparison->why);
		while (record && strcmp(record->id, id) != 0)
			record = record->next;
		return record && !(page->for_everybody && record->access == RECORD_MEMBER) ? record : NULL;
	}
	return NULL;
}

void markdown_fate(const struct markdown *page, const struct change *change)
{
	const struct side_retired_id *retired =
		compare_is_gone(change) ? map_get(&page->comparison->after->retired, str_from(change->before->id))
					: NULL;
	struct arena arena;
	if (!retired || retired->reason.len == 0)
		return;
	buf_text(page->out, ": ");
	markdown_text(page, retired->reason, HUMAN_WHOLE);
	arena_init(&arena);
	const struct record *heir =
		retired->replaced_by.len > 0 ? find_heir(page, retired->replaced_by.at, &arena) : NULL;
	if (heir) {
		buf_text(page->out, "; instead: ");
		quoted(page, heir->title, heir->id);
	}
	page->comparison->failed = page->comparison->failed || arena_failed(&arena);
	arena_release(&arena);
}

/* Marks a run of removed or added words, with white space outside the marks, as Markdown requires. */
static void marked(const struct markdown *page, struct str text, const char *mark)
{
	/* Separate adjacent marks: not all programs understand "~~a~~**b**". */
	if (page->out->len > 0 && strchr("*~", page->out->at[page->out->len - 1]))
		buf_char(page->out, ' ');
	while (text.len > 0 && text.at[0] == ' ') {
		buf_char(page->out, ' ');
		text.at++, text.len--;
	}
	size_t len = text.len;
	while (len > 0 && text.at[len - 1] == ' ')
		len--;
	if (len > 0) {
		buf_text(page->out, mark);
		markdown_text(page, (struct str){ text.at, len }, HUMAN_WHOLE);
		buf_text(page->out, mark);
	}
	buf_repeat(page->out, ' ', text.len - len);
}

/* Sources that only a part for members cites are not in the free edition. */
static bool hears(const struct markdown *page, const struct change_line *line)
{
	return !page->for_everybody || !(line->for_members || strcmp(line->label, "source") == 0);
}

void markdown_words(const struct markdown *page, const struct change *change)
{
	bool hidden = page->for_everybody && ((change->before && change->before->access == RECORD_MEMBER) ||
					      (change->after && change->after->access == RECORD_MEMBER));
	const struct change_line *first = hidden ? NULL : compare_change_lines(page->comparison, change);
	for (const struct change_line *line = first; line; line = line->next) {
		if (!hears(page, line))
			continue;
		buf_format(page->out, "  - %s: ", line->label);
		for (const struct words_run *run = line->runs; run; run = run->next) {
			if (run->kind != WORDS_SAME) {
				marked(page, run->text, run->kind == WORDS_ADDED ? "**" : "~~");
				continue;
			}
			struct compare_context context = compare_context(line, run);
			markdown_text(page, context.head, HUMAN_WHOLE);
			buf_text(page->out, context.gap);
			markdown_text(page, context.tail, HUMAN_WHOLE);
		}
		buf_char(page->out, '\n');
	}
}

