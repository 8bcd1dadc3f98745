#include "compare/render.h"

enum { TITLE_SHOWN = 100 };

struct page {
	struct comparison *comparison;
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

/* A lock knows ids alone. */
static void title_or_id(const struct page *page, const char *title, const char *id)
{
	buf_char(page->out, '*');
	escaped(page, str_from(*title ? title : id), TITLE_SHOWN);
	buf_char(page->out, '*');
}

static void lesson_title(const struct page *page, const struct change *change)
{
	const struct comparison *comparison = page->comparison;
	const struct side_lesson *lesson = change->after ? &comparison->after->lessons[change->after->lesson]
							 : &comparison->before->lessons[change->before->lesson];
	title_or_id(page, lesson->title, lesson->id);
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
		if (record->title.len > 0) {
			buf_text(page->out, ": “");
			escaped(page, record->title, TITLE_SHOWN);
			buf_text(page->out, "”");
		} else {
			buf_format(page->out, ": %s", record->id);
		}
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
	for (const struct change_line *line = compare_change_lines(page->comparison, change); line; line = line->next) {
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

#define TWO(a, b) (CHANGE_BIT(CHANGE_##a) | CHANGE_BIT(CHANGE_##b))
enum {
	ANSWER = TWO(ANSWER_CHANGED, KIND_CHANGED) | TWO(ITEM_RENEWED, ID_REUSED),
	WORDS = TWO(LESSON_REWORDED, ITEM_REWORDED) | TWO(OPTION_ADDED, OPTION_REMOVED) |
		CHANGE_BIT(CHANGE_ANSWER_CORRECTED),
	MOVED = TWO(LESSON_MOVED, ITEM_MOVED),
	ACCESS = TWO(ACCESS_NARROWED, ACCESS_WIDENED),
	UNITS = TWO(UNIT_ADDED, UNIT_REMOVED) | TWO(UNIT_MOVED, UNIT_RETITLED) | CHANGE_BIT(CHANGE_PACK_CHANGED),
};

/* What is said in so many words by the heading that the change stands under. */
static unsigned said_by_heading(const struct change *change)
{
	return CHANGE_BIT(CHANGE_LESSON_REWORDED) | CHANGE_BIT(CHANGE_ITEM_REWORDED) |
	       (change->before && change->after ? 0 : ~0u);
}

static void notes(const struct page *page, const struct change *change)
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
		if (strcmp(old->id, new->id) != 0) {
			buf_format(page->out, "%sbefore in ", before);
			title_or_id(page, old->title, old->id);
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
	return change->after && change_progress(change->kinds) == PROGRESS_AFRESH;
}

typedef bool choice(const struct change *change);

/* What came with a lesson or went with it is counted there. */
static void each(const struct page *page, const char *heading, choice *wanted,
		 void (*write)(const struct page *page, const struct change *change))
{
	const struct change *lesson = NULL;
	bool first = true;
	for (const struct change *change = page->comparison->first; change; change = change->next) {
		const struct record *record = change->after ? change->after : change->before;
		if (record && record->kind == RECORD_LESSON)
			lesson = change;
		if (!record || !wanted(change) ||
		    (lesson != change && lesson && compare_is_with_lesson(change, lesson)))
			continue;
		if (first)
			buf_format(page->out, "\n%s\n\n", heading);
		first = false;
		write(page, change);
	}
}

static void with_items(const struct page *page, const struct change *change)
{
	const struct record *record = change->after ? change->after : change->before;
	item(page, change);
	if (record->kind != RECORD_LESSON || (change->before && change->after))
		return;
	struct compare_items items = compare_items_with(change);
	const char *before = " with ";
	counted(page, items.questions, "question", &before);
	counted(page, items.cards, "card", &before);
	counted(page, items.entries, "glossary entry", &before);
}

/* For learners: what it is, a line. */
static void briefly(const struct page *page, const struct change *change)
{
	with_items(page, change);
	buf_char(page->out, '\n');
}

/* For authors: why, and the words. */
static void in_detail(const struct page *page, const struct change *change)
{
	with_items(page, change);
	notes(page, change);
	buf_char(page->out, '\n');
	words(page, change);
}

static void unit(const struct page *page, const struct change *change)
{
	const struct side_unit *old = change->old_unit, *new = change->new_unit;
	buf_text(page->out, "- ");
	title_or_id(page, (new ? new : old)->title, (new ? new : old)->id);
	if (!old || !new) {
		buf_text(page->out, new ? " is new\n" : " is gone\n");
		return;
	}
	if (change->kinds & CHANGE_BIT(CHANGE_UNIT_MOVED))
		buf_text(page->out, " stands at another place");
	if (change->kinds & CHANGE_BIT(CHANGE_UNIT_RETITLED)) {
		buf_text(page->out, ", before ");
		title_or_id(page, old->title, old->id);
	}
	buf_char(page->out, '\n');
}

static void units(const struct page *page)
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
			buf_format(page->out, "- %s\n", change_text(CHANGE_PACK_CHANGED));
	}
}

static void headline(const struct page *page)
{
	const struct side *before = page->comparison->before, *after = page->comparison->after;
	buf_text(page->out, "# ");
	escaped(page, str_from(after->title ? after->title : after->id ? after->id : after->path), HUMAN_WHOLE);
	if (after->version) {
		buf_char(page->out, ' ');
		escaped(page, str_from(after->version), HUMAN_WHOLE);
	}
	buf_text(page->out, "\n\n");
	if (page->comparison->count == 0 || before->is_nothing) {
		buf_text(page->out, before->is_nothing ? "The first release.\n" : "Nothing changed.\n");
		return;
	}
	buf_text(page->out, "What changed since ");
	escaped(page, str_from(before->version ? before->version : before->path), HUMAN_WHOLE);
	buf_text(page->out, ".\n");
}

void compare_render_markdown(struct comparison *comparison, struct buf *out)
{
	const struct page page = { comparison, out };
	headline(&page);
	if (comparison->count == 0)
		return;
	buf_text(out, "\n## For learners\n");
	each(&page, "New:", is_new, briefly);
	each(&page, "To be learnt anew, since what counted as right before may be wrong now:", starts_afresh, briefly);
	each(&page, "Gone:", compare_is_gone, briefly);
	if (!(comparison->kinds & ~(UNITS | WORDS | MOVED | ACCESS | CHANGE_BIT(CHANGE_MARKS_CHANGED))))
		buf_text(out, "\nYour progress stays as it is.\n");
	buf_text(out, "\n## For authors\n");
	units(&page);
	each(&page, "### New", is_new, in_detail);
	each(&page, "### Progress starts afresh", is_answer, in_detail);
	each(&page, "### Reworded", is_reworded, in_detail);
	each(&page, "### Moved", is_moved, in_detail);
	each(&page, "### Free or for members", is_access, in_detail);
	each(&page, "### Marks, links, pictures and dates", is_marks, in_detail);
	each(&page, "### Gone", compare_is_gone, in_detail);
}
