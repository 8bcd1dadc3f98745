#include "compare/render.h"

enum { TITLE_SHOWN = 100 };

struct page {
	const struct comparison *comparison;
	struct buf *out;
};

/* Text with the characters that mean something in Markdown made to mean themselves. */
static void escaped(const struct page *page, struct str text, size_t characters)
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

static void counted(const struct page *page, size_t count, const char *noun, const char **before)
{
	if (count == 0)
		return;
	buf_text(page->out, *before);
	human_count(page->out, count, noun);
	*before = ", ";
}

static void lesson_title(const struct page *page, const struct change *change)
{
	const struct comparison *comparison = page->comparison;
	const struct side_lesson *lesson = change->after ? &comparison->after->lessons[change->after->lesson]
							 : &comparison->before->lessons[change->before->lesson];
	buf_char(page->out, '*');
	escaped(page, str_from(lesson->title), TITLE_SHOWN);
	buf_char(page->out, '*');
}

/* - Question in *Lesson*: “What …?” */
static void item(const struct page *page, const struct change *change)
{
	const struct record *record = change->after ? change->after : change->before;
	const char *kind = record->kind == RECORD_QUESTION ? "Question"
			   : record->kind == RECORD_CARD   ? "Card"
			   : record->kind == RECORD_ENTRY  ? "Glossary entry"
							   : "Lesson";
	buf_format(page->out, "- %s ", kind);
	if (record->kind != RECORD_LESSON) {
		buf_text(page->out, "in ");
		lesson_title(page, change);
		buf_text(page->out, ": “");
		escaped(page, record->title, TITLE_SHOWN);
		buf_text(page->out, "”");
	} else {
		lesson_title(page, change);
	}
}

/* A run of words that are gone or new; its white space stays outside of the marks, or they would not work. */
static void marked(const struct page *page, struct str text, const char *mark)
{
	/* Two marks side by side are read as one: "~~a~~**b**" is not seen by all programs. */
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
		escaped(page, (struct str){ text.at, len }, HUMAN_WHOLE);
		buf_text(page->out, mark);
	}
	buf_repeat(page->out, ' ', text.len - len);
}

static void words(const struct page *page, const struct change *change)
{
	for (const struct change_line *line = change->lines; line; line = line->next) {
		buf_format(page->out, "  - %s: ", line->label);
		for (const struct words_run *run = line->runs; run; run = run->next) {
			if (run->kind != WORDS_SAME) {
				marked(page, run->text, run->kind == WORDS_ADDED ? "**" : "~~");
				continue;
			}
			struct compare_context context = compare_context(line, run);
			escaped(page, context.head, HUMAN_WHOLE);
			buf_text(page->out, context.gap);
			escaped(page, context.tail, HUMAN_WHOLE);
		}
		buf_char(page->out, '\n');
	}
}

enum {
	ADDED = 1u << CHANGE_LESSON_ADDED | 1u << CHANGE_ITEM_ADDED,
	REMOVED = 1u << CHANGE_LESSON_REMOVED | 1u << CHANGE_ITEM_REMOVED,
	MOVED = 1u << CHANGE_LESSON_MOVED | 1u << CHANGE_ITEM_MOVED,
	ANSWER = 1u << CHANGE_ANSWER | 1u << CHANGE_KIND,
	WORDS = 1u << CHANGE_LESSON_REWORDED | 1u << CHANGE_ITEM_REWORDED,
	ACCESS = 1u << CHANGE_NARROWED | 1u << CHANGE_WIDENED
};

static void notes(const struct page *page, const struct change *change)
{
	const struct comparison *comparison = page->comparison;
	const char *before = " (";
	for (unsigned i = CHANGE_ITEM_MOVED; i < CHANGE_KINDS; i++) {
		if (i == CHANGE_ITEM_REWORDED || !(change->kinds >> i & 1))
			continue;
		buf_format(page->out, "%s%s", before, change_text((enum change_kind)i));
		before = ", ";
	}
	if (change->kinds & MOVED) {
		const struct side_lesson *old = &comparison->before->lessons[change->before->lesson];
		const struct side_lesson *new = &comparison->after->lessons[change->after->lesson];
		if (strcmp(old->id, new->id) != 0) {
			buf_format(page->out, "%sbefore in *", before);
			escaped(page, str_from(old->title), TITLE_SHOWN);
			buf_char(page->out, '*');
			before = ", ";
		}
	}
	buf_text(page->out, strcmp(before, ", ") == 0 ? ")" : "");
}

/* The changes of which the first of these groups is the first that fits. */
static void group(const struct page *page, const char *heading, unsigned kinds, unsigned not_kinds)
{
	const struct change *lesson = NULL;
	bool first = true;
	for (const struct change *change = page->comparison->first; change; change = change->next) {
		const struct record *record = change->after ? change->after : change->before;
		if (record && record->kind == RECORD_LESSON)
			lesson = change;
		if (!record || !(change->kinds & kinds) || change->kinds & not_kinds ||
		    (lesson != change && lesson && compare_is_with_lesson(change, lesson)))
			continue;
		if (first)
			buf_format(page->out, "\n## %s\n\n", heading);
		first = false;
		item(page, change);
		if (record->kind == RECORD_LESSON && (!change->before || !change->after)) {
			struct compare_items items = compare_items_with(change);
			const char *before = " with ";
			counted(page, items.questions, "question", &before);
			counted(page, items.cards, "card", &before);
			counted(page, items.entries, "glossary entry", &before);
		}
		notes(page, change);
		buf_char(page->out, '\n');
		words(page, change);
	}
}

static void units(const struct page *page)
{
	bool first = true;
	for (const struct change *change = page->comparison->first; change; change = change->next) {
		if (change->before || change->after)
			continue;
		if (first)
			buf_text(page->out, "\n## Units\n\n");
		first = false;
		const struct side_unit *unit = change->new_unit ? change->new_unit : change->old_unit;
		buf_text(page->out, "- *");
		escaped(page, str_from(unit->title), TITLE_SHOWN);
		buf_text(page->out,
			 change->new_unit ? (change->old_unit ? "*, before *" : "* is new\n") : "* is gone\n");
		if (change->new_unit && change->old_unit) {
			escaped(page, str_from(change->old_unit->title), TITLE_SHOWN);
			buf_text(page->out, "*\n");
		}
	}
}

void compare_render_markdown(const struct comparison *comparison, struct buf *out)
{
	const struct page page = { comparison, out };
	const struct side *after = comparison->after;
	buf_text(out, "# ");
	escaped(&page, str_from(after->title ? after->title : after->path), HUMAN_WHOLE);
	if (after->version) {
		buf_char(out, ' ');
		escaped(&page, str_from(after->version), HUMAN_WHOLE);
	}
	buf_text(out, "\n\n");
	if (comparison->count == 0) {
		buf_text(out, "Nothing changed.\n");
		return;
	}
	buf_text(out, "What changed since ");
	escaped(&page, str_from(comparison->before->version ? comparison->before->version : comparison->before->path),
		HUMAN_WHOLE);
	buf_text(out, ".\n");
	units(&page);
	group(&page, "New", ADDED, 0);
	group(&page, "Corrected answers", ANSWER, ADDED | REMOVED);
	group(&page, "Reworded", WORDS, ANSWER);
	group(&page, "Moved", MOVED, ANSWER | WORDS);
	group(&page, "Free or for members", ACCESS, ANSWER | WORDS | MOVED);
	group(&page, "Marks, links and pictures", 1u << CHANGE_MARKS, ANSWER | WORDS | MOVED | ACCESS);
	group(&page, "Gone", REMOVED, 0);
}
