#include "compare/compare.h"

#include "compare/classify.h"
#include "compare/loaded.h"
#include "compare/renames.h"

#include <stdlib.h>

struct comparison_work {
	struct comparison *comparison;
	struct side *before, *after;
	struct pairs pairs;
	struct loaded old, new;
	struct contents contents;
	struct change **end;
};

static struct change *add(struct comparison_work *work, unsigned kinds, const struct record *before,
			  const struct record *after)
{
	struct comparison *comparison = work->comparison;
	struct change *change = kinds ? arena_alloc(&comparison->arena, sizeof(*change)) : NULL;
	if (!change)
		return NULL;
	*change = (struct change){ .kinds = kinds, .before = before, .after = after };
	*work->end = change;
	work->end = &change->next;
	comparison->count++;
	comparison->kinds |= kinds;
	for (unsigned i = 0; i < CHANGE_KINDS; i++)
		comparison->counts[i] += kinds >> i & 1;
	return change;
}

static void compare_units(struct comparison_work *work)
{
	const struct side *before = work->before, *after = work->after;
	if (before->about && after->about && before->about != after->about)
		add(work, CHANGE_BIT(CHANGE_PACK_CHANGED), NULL, NULL);
	if (!before->unit_count || !after->unit_count)
		return;
	for (size_t i = 0; i < after->unit_count; i++) {
		const struct side_unit *unit = &after->units[i];
		const struct pair *pair = &work->pairs.units[i];
		const struct side_unit *old = pair->before == PAIR_NONE ? NULL : &before->units[pair->before];
		unsigned kinds = !old ? CHANGE_BIT(CHANGE_UNIT_ADDED) : 0;
		if (old && old->title_digest != unit->title_digest)
			kinds |= CHANGE_BIT(CHANGE_UNIT_RETITLED);
		if (old && pair->moved)
			kinds |= CHANGE_BIT(CHANGE_UNIT_MOVED);
		struct change *change = add(work, kinds, NULL, NULL);
		if (change) {
			change->old_unit = old;
			change->new_unit = unit;
		}
	}
	for (size_t i = 0; i < before->unit_count; i++) {
		struct change *change =
			work->pairs.kept_units[i] ? NULL : add(work, CHANGE_BIT(CHANGE_UNIT_REMOVED), NULL, NULL);
		if (change)
			change->old_unit = &before->units[i];
	}
}

/* The record of a lesson that is equal on both sides, with title and access only. */
static const struct record *light(struct comparison_work *work, const struct side *side, size_t lesson)
{
	struct record *record = arena_alloc(&work->comparison->arena, sizeof(*record));
	if (!record)
		return NULL;
	*record = (struct record){ .kind = RECORD_LESSON,
				   .id = side->lessons[lesson].id,
				   .form = "",
				   .title = str_from(side->lessons[lesson].title),
				   .lesson = lesson };
	struct arena arena;
	arena_init(&arena);
	const struct record *whole = side_records(side, lesson, RECORD_DIGESTS, &arena, &work->comparison->why);
	record->access = whole ? whole->access : RECORD_MEMBER;
	work->comparison->failed = work->comparison->failed || arena_failed(&arena);
	arena_release(&arena);
	return record;
}

/* A classify_find. */
static const struct record *find_new(const void *context, const char *id)
{
	return loaded_find(context, id);
}

static void compare_pair(struct comparison_work *work, const struct record *before, const struct record *after,
			 bool moved)
{
	unsigned kinds = classify(work->comparison, before, after, &work->contents, find_new, &work->new);
	/* A different item under the same id did not move. */
	if (moved && !(kinds & CHANGE_BIT(CHANGE_ID_REUSED)))
		kinds |= CHANGE_BIT(after->kind == RECORD_LESSON ? CHANGE_LESSON_MOVED : CHANGE_ITEM_MOVED);
	add(work, kinds, before, after);
}

static void add_new(struct comparison_work *work, const struct record *after)
{
	/* An id that was retired, or changed from a lesson's to a card's, is not new. */
	const struct record *before = loaded_find(&work->old, after->id);
	bool reused = before || side_is_retired(work->before, after->id) == RETIRED_YES;
	add(work,
	    CHANGE_BIT(reused			      ? CHANGE_ID_REUSED
		       : after->kind == RECORD_LESSON ? CHANGE_LESSON_ADDED
						      : CHANGE_ITEM_ADDED),
	    before, after);
}

static void add_gone(struct comparison_work *work, const struct record *before)
{
	bool is_lesson = before->kind == RECORD_LESSON;
	if (loaded_partner(&work->new, &work->old, before))
		return;
	if (map_get(&work->after->unlisted, str_from(before->id))) {
		add(work, CHANGE_BIT(CHANGE_LEFT_PACK), before, NULL);
		return;
	}
	switch (side_is_retired(work->after, before->id)) {
	case RETIRED_YES:
		add(work, CHANGE_BIT(is_lesson ? CHANGE_LESSON_RETIRED : CHANGE_ITEM_RETIRED), before, NULL);
		break;
	case RETIRED_NO: add(work, CHANGE_BIT(CHANGE_ID_VANISHED), before, NULL); break;
	case RETIRED_UNKNOWN:
		add(work, CHANGE_BIT(is_lesson ? CHANGE_LESSON_REMOVED : CHANGE_ITEM_REMOVED), before, NULL);
		break;
	}
}

/* What the item was on the old side; not a lesson. */
static const struct record *old_item(const struct comparison_work *work, const struct record *record)
{
	bool is_lesson = record->kind == RECORD_LESSON;
	const struct record *old = is_lesson ? NULL : loaded_partner(&work->old, &work->new, record);
	return old && old->kind != RECORD_LESSON ? old : NULL;
}

static bool stayed(const struct comparison_work *work, const struct record *old, const struct record *new)
{
	return strcmp(work->before->lessons[old->lesson].id, work->after->lessons[new->lesson].id) == 0;
}

/* The lists of a lesson are separate: questions don't precede cards. */
static size_t list_index(const struct record *old)
{
	return old->location + ((size_t)old->kind << (sizeof(size_t) * 8 - 8));
}

/* Finds the items of a lesson that were in it before, and which of them moved. */
static bool find_moved_items(const struct comparison_work *work, const struct record *records, bool **moved)
{
	size_t count = 0, i = 0;
	for (const struct record *record = records; record; record = record->next)
		count++;
	size_t *indices = malloc((count + 1) * sizeof(*indices));
	bool *among = malloc((count + 1) * sizeof(*among));
	*moved = calloc(count + 1, sizeof(**moved));
	bool good = indices && among && *moved;
	count = 0;
	for (const struct record *record = records; good && record; record = record->next) {
		const struct record *old = old_item(work, record);
		if (old && old->kind == record->kind && stayed(work, old, record))
			indices[count++] = list_index(old);
	}
	good = good && compare_moves(indices, count, among);
	count = 0;
	for (const struct record *record = records; good && record; record = record->next, i++) {
		const struct record *old = old_item(work, record);
		if (old)
			(*moved)[i] = !stayed(work, old, record) || (old->kind == record->kind && among[count++]);
	}
	free(indices);
	free(among);
	return good;
}

static bool compare_items(struct comparison_work *work, const struct record *records)
{
	bool *moved;
	size_t i = 0;
	bool good = find_moved_items(work, records, &moved);
	for (const struct record *record = records; good && record; record = record->next, i++) {
		const struct record *old = old_item(work, record);
		if (record->kind == RECORD_LESSON)
			continue;
		if (old)
			compare_pair(work, old, record, moved[i]);
		else
			add_new(work, record);
	}
	free(moved);
	return good;
}

static void add_gone_items(struct comparison_work *work, const struct record *records)
{
	for (const struct record *record = records; record; record = record->next)
		if (record->kind != RECORD_LESSON)
			add_gone(work, record);
}

static bool compare_lessons(struct comparison_work *work)
{
	for (size_t i = 0; i < work->after->lesson_count; i++) {
		const struct pair *pair = &work->pairs.lessons[i];
		const struct record *new = work->new.of[i];
		const struct record *old = pair->before == PAIR_NONE ? NULL : work->old.of[pair->before];
		if (pair->before == PAIR_NONE)
			add_new(work, new);
		else if (!pair->same)
			compare_pair(work, old, new, pair->moved);
		else if (pair->moved)
			add(work, CHANGE_BIT(CHANGE_LESSON_MOVED), light(work, work->before, pair->before),
			    light(work, work->after, i));
		if (new && !compare_items(work, new))
			return false;
		add_gone_items(work, old);
	}
	for (size_t i = 0; i < work->before->lesson_count; i++) {
		if (work->pairs.kept_lessons[i])
			continue;
		add_gone(work, work->old.of[i]);
		add_gone_items(work, work->old.of[i]);
	}
	return true;
}

static enum result run(struct comparison_work *work, unsigned jobs)
{
	struct comparison *comparison = work->comparison;
	if (!pairs_find(&work->pairs, &comparison->arena, work->before, work->after))
		return RESULT_NO_MEMORY;
	enum result status = loaded_read(comparison, &work->pairs, jobs, &work->old, &work->new);
	if (status != RESULT_OK)
		return status;
	if (!contents_make(&work->contents, work->old.by_id, work->old.count))
		return RESULT_NO_MEMORY;
	compare_units(work);
	if (!compare_lessons(work) || !renames_find(comparison))
		return RESULT_NO_MEMORY;
	if (comparison->why.len > 0)
		return RESULT_FAILED;
	return arena_failed(&comparison->arena) || comparison->failed ? RESULT_NO_MEMORY : RESULT_OK;
}

enum result compare(struct comparison *comparison, struct side *before, struct side *after, unsigned jobs)
{
	*comparison = (struct comparison){ .before = before, .after = after, .jobs = jobs };
	arena_init(&comparison->arena);
	for (size_t i = 0; i < DETAILS; i++) {
		arena_init(&comparison->details[i].arena);
		buf_init(&comparison->details[i].why, BUF_CAP);
	}
	arena_init(&comparison->line_arena);
	buf_init(&comparison->why, BUF_CAP);
	struct comparison_work work = {
		.comparison = comparison, .before = before, .after = after, .end = &comparison->first
	};
	enum result status = run(&work, jobs);
	contents_release(&work.contents);
	loaded_release(&work.old);
	loaded_release(&work.new);
	return status;
}

void comparison_release(struct comparison *comparison)
{
	arena_release(&comparison->arena);
	for (size_t i = 0; i < DETAILS; i++) {
		arena_release(&comparison->details[i].arena);
		buf_release(&comparison->details[i].why);
	}
	arena_release(&comparison->line_arena);
	buf_release(&comparison->why);
}

const char *compare_fact(const struct comparison *comparison, unsigned *next)
{
	static const char *const names[] = {
		[FACT_TITLE] = "title",	    [FACT_DESCRIPTION] = "description", [FACT_PEOPLE] = "people",
		[FACT_COVER] = "cover",     [FACT_REST] = "where the rest is",
		[FACT_LICENCE] = "licence", [FACT_LANGUAGE] = "language",
	};
	const struct side *before = comparison->before, *after = comparison->after;
	while (*next < SIDE_FACTS && !before->is_lock && !after->is_lock) {
		unsigned i = (*next)++;
		if (before->facts[i] != after->facts[i])
			return names[i];
	}
	return NULL;
}
