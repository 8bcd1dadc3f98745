/* The parts of a comparison that are read on demand: lines of text, changed words, sketches. */
#include "base/pool.h"
#include "compare/compare.h"
#include "compare/sketch.h"

bool compare_has_words(const struct comparison *comparison)
{
	return !comparison->before->is_lock && !comparison->after->is_lock;
}

/* Details that are read together. */
struct batch {
	struct detail *of[DETAILS];
	size_t count;
};

static struct detail *find(struct comparison *comparison, const struct side *side, size_t lesson)
{
	for (size_t i = 0; i < DETAILS; i++) {
		struct detail *detail = &comparison->details[i];
		if (detail->side != side || detail->lesson != lesson)
			continue;
		detail->used = ++comparison->uses;
		return detail;
	}
	return NULL;
}

/* Adds the lesson to the batch, in place of the detail that has not been used for longest, unless it has been read. */
static void want(struct comparison *comparison, struct batch *batch, const struct side *side, size_t lesson)
{
	struct detail *oldest = comparison->details;
	if (find(comparison, side, lesson))
		return;
	for (size_t i = 1; i < DETAILS; i++)
		if (comparison->details[i].used < oldest->used)
			oldest = &comparison->details[i];
	arena_clear(&oldest->arena);
	oldest->side = side;
	oldest->lesson = lesson;
	oldest->used = ++comparison->uses;
	batch->of[batch->count++] = oldest;
}

/* A pool_work. */
static void read_detail(void *context, unsigned worker, size_t index)
{
	const struct batch *batch = context;
	struct detail *detail = batch->of[index];
	(void)worker;
	detail->records = side_records(detail->side, detail->lesson, RECORD_LINES, &detail->arena, &detail->why);
}

static void read_batch(struct comparison *comparison, struct batch *batch, unsigned workers)
{
	pool_run(workers, batch->count, read_detail, batch);
	for (size_t i = 0; i < batch->count; i++) {
		struct detail *detail = batch->of[i];
		comparison->failed = comparison->failed || arena_failed(&detail->arena) || buf_failed(&detail->why);
		buf_str(&comparison->why, buf_view(&detail->why));
		buf_clear(&detail->why);
	}
}

/* The record, read again with its lines. */
static const struct record *detailed(struct comparison *comparison, const struct side *side,
				     const struct record *record)
{
	struct batch batch = { .count = 0 };
	if (side->is_lock)
		return NULL;
	want(comparison, &batch, side, record->lesson);
	read_batch(comparison, &batch, 1);
	for (const struct record *found = find(comparison, side, record->lesson)->records; found; found = found->next)
		if (found->location == record->location)
			return found;
	return NULL;
}

/* Words of added and removed items are not compared, nor those of changes that affect no words. */
static bool wants_lines(const struct comparison *comparison, const struct change *change)
{
	unsigned silent = CHANGE_BIT(CHANGE_LESSON_MOVED) | CHANGE_BIT(CHANGE_ITEM_MOVED) |
			  CHANGE_BIT(CHANGE_ACCESS_NARROWED) | CHANGE_BIT(CHANGE_ACCESS_WIDENED);
	return change->before && change->after && compare_has_words(comparison) && (change->kinds & ~silent);
}

/* Reads the lessons of the change, and those of as many more as were of use the last time, twice over. */
static void read_ahead(struct comparison *comparison, const struct change *change)
{
	struct batch batch = { .count = 0 };
	bool in_order = change == comparison->ahead;
	comparison->width = !in_order ? 1 : comparison->width < DETAILS / 4 ? comparison->width * 2 : DETAILS / 2;
	for (size_t count = 0; change && (count < comparison->width || !wants_lines(comparison, change));
	     change = change->next) {
		if (!wants_lines(comparison, change))
			continue;
		want(comparison, &batch, comparison->before, change->before->lesson);
		want(comparison, &batch, comparison->after, change->after->lesson);
		count++;
	}
	comparison->ahead = change;
	read_batch(comparison, &batch, !in_order ? 1 : comparison->jobs ? comparison->jobs : pool_processors());
}

const struct change_line *compare_change_lines(struct comparison *comparison, const struct change *change)
{
	if (!wants_lines(comparison, change))
		return NULL;
	if (change == comparison->ahead || !find(comparison, comparison->before, change->before->lesson) ||
	    !find(comparison, comparison->after, change->after->lesson))
		read_ahead(comparison, change);
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
