#include "compare/render.h"

void compare_side_name(struct buf *out, const struct side *side)
{
	if (!side->id) {
		human_text(out, str_from(side->path), HUMAN_WHOLE);
		return;
	}
	human_text(out, str_from(side->id), HUMAN_WHOLE);
	buf_char(out, ' ');
	human_text(out, str_from(side->version), HUMAN_WHOLE);
	if (strcmp(side->edition, "full") != 0) {
		buf_text(out, ", edition ");
		human_text(out, str_from(side->edition), HUMAN_WHOLE);
	}
}

enum { CONTEXT = 40, WORTH_LEAVING_OUT = 16 };

struct compare_context compare_context(const struct change_line *line, const struct words_run *run)
{
	struct str text = run->text;
	size_t head = run == line->runs ? 0 : CONTEXT, tail = run->next ? CONTEXT : 0;
	if (text.len <= head + tail + WORTH_LEAVING_OUT)
		return (struct compare_context){ text, "", STR("") };
	/* Cut only between words, and so never within a character. */
	while (head > 0 && head < text.len && text.at[head] != ' ')
		head++;
	size_t start = text.len - tail;
	while (start < text.len && text.at[start] != ' ')
		start++;
	if (start <= head)
		return (struct compare_context){ text, "", STR("") };
	return (struct compare_context){ { text.at, head }, head ? " …" : "…", { text.at + start, text.len - start } };
}

const char *compare_lesson_id(const struct comparison *comparison, const struct change *change)
{
	return change->after	? comparison->after->lessons[change->after->lesson].id
	       : change->before ? comparison->before->lessons[change->before->lesson].id
				: NULL;
}

bool compare_is_new(const struct change *change)
{
	return change->after && !change->before;
}

bool compare_is_gone(const struct change *change)
{
	return change->before && !change->after;
}

bool compare_is_with_lesson(const struct change *change, const struct change *lesson)
{
	if (compare_is_new(lesson))
		return compare_is_new(change) && change->after->lesson == lesson->after->lesson &&
		       change->after->kind != RECORD_LESSON && !(change->kinds & CHANGE_BIT(CHANGE_ID_REUSED));
	if (compare_is_gone(lesson))
		return compare_is_gone(change) && change->before->lesson == lesson->before->lesson &&
		       change->before->kind != RECORD_LESSON;
	return false;
}

unsigned compare_reported_on_lesson(const struct comparison *comparison, const struct change *lesson,
				const struct change *change)
{
	unsigned gone = CHANGE_BIT(CHANGE_ID_VANISHED) | CHANGE_BIT(CHANGE_LEFT_PACK);
	if (!lesson || lesson == change)
		return 0;
	if (compare_is_with_lesson(change, lesson))
		return lesson->kinds & gone;
	bool in_it = change->after && lesson->after && change->after->kind != RECORD_LESSON &&
		     change->after->lesson == lesson->after->lesson;
	/* An item from another lesson may have had different access there. */
	bool from_it = in_it && change->before && lesson->before &&
		       strcmp(comparison->before->lessons[change->before->lesson].id, lesson->before->id) == 0;
	return from_it && lesson->after->access == RECORD_MEMBER ? lesson->kinds & CHANGE_BIT(CHANGE_ACCESS_NARROWED)
								 : 0;
}

void compare_write_items_with(struct buf *out, const struct change *lesson)
{
	struct {
		enum record_kind kind;
		const char *noun;
		size_t count;
	} rows[] = { { RECORD_QUESTION, "question", 0 },
		     { RECORD_CARD, "card", 0 },
		     { RECORD_ENTRY, "glossary entry", 0 } };
	/* They directly follow it, before another lesson. */
	for (const struct change *change = lesson->next; change; change = change->next) {
		const struct record *record = change->after ? change->after : change->before;
		if (record && record->kind == RECORD_LESSON)
			break;
		for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]) && compare_is_with_lesson(change, lesson); i++)
			rows[i].count += record->kind == rows[i].kind;
	}
	const char *before = " with ";
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].count == 0)
			continue;
		buf_text(out, before);
		human_count(out, rows[i].count, rows[i].noun);
		before = ", ";
	}
}

const char *compare_why_so_much(enum bump bump)
{
	switch (bump) {
	case BUMP_MAJOR: return "learners lose progress";
	case BUMP_MINOR: return "content was added, moved or retired, or its access changed";
	case BUMP_PATCH: return "text or markup changed";
	case BUMP_NONE: break;
	}
	return "nothing changed, and versions never decrease";
}

void compare_needed(struct buf *out, const struct comparison *comparison)
{
	enum bump bump = change_bump(comparison->kinds);
	struct version before;
	if (bump == BUMP_NONE || !comparison->before->version ||
	    !version_parse(str_from(comparison->before->version), &before))
		return;
	struct version next = version_next(&before, bump);
	version_write(out, &next);
	buf_format(out, " or higher, since %s", compare_why_so_much(bump));
}
