/* The parts of a comparison that are read on demand: lines of text, changed words, sketches. */
#include "compare/compare.h"
#include "compare/sketch.h"

bool compare_has_words(const struct comparison *comparison)
{
	return !comparison->before->is_lock && !comparison->after->is_lock;
}

/* The record, read again with its lines. */
static const struct record *detailed(struct comparison *comparison, const struct side *side,
				     const struct record *record)
{
	struct detail *detail = side == comparison->before ? &comparison->old_detail : &comparison->new_detail;
	if (side->is_lock)
		return NULL;
	if (!detail->records || detail->lesson != record->lesson) {
		arena_clear(&detail->arena);
		detail->lesson = record->lesson;
		detail->records = side_records(side, record->lesson, RECORD_LINES, &detail->arena, &comparison->why);
		comparison->failed = comparison->failed || arena_failed(&detail->arena);
	}
	for (const struct record *found = detail->records; found; found = found->next)
		if (found->location == record->location)
			return found;
	return NULL;
}

const struct change_line *compare_change_lines(struct comparison *comparison, const struct change *change)
{
	/* Words of added and removed items are not compared, nor those of changes that affect no words. */
	unsigned silent = CHANGE_BIT(CHANGE_LESSON_MOVED) | CHANGE_BIT(CHANGE_ITEM_MOVED) |
			  CHANGE_BIT(CHANGE_ACCESS_NARROWED) | CHANGE_BIT(CHANGE_ACCESS_WIDENED);
	if (!change->before || !change->after || !compare_has_words(comparison) || !(change->kinds & ~silent))
		return NULL;
	const struct record *before = detailed(comparison, comparison->before, change->before);
	const struct record *after = detailed(comparison, comparison->after, change->after);
	if (!before || !after)
		return NULL;
	arena_clear(&comparison->line_arena);
	const struct change_line *lines = compare_lines(&comparison->line_arena, before->lines, after->lines);
	comparison->failed = comparison->failed || arena_failed(&comparison->line_arena);
	return lines;
}

uint64_t compare_sketch(struct comparison *comparison, const struct side *side, const struct record *record)
{
	if (record->sketched)
		return record->sketch;
	const struct record *found = detailed(comparison, side, record);
	return found ? sketch_make(found) : 0;
}
