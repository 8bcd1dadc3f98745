#include "compare/compare.h"
#include "compare/pairs.h"

#include <stdlib.h>

#define CHANGE_ROW(id, name, text) { name, text },
static const struct {
	const char *name, *text;
} kinds[] = { CHANGE_ROWS };
#undef CHANGE_ROW

const char *change_name(enum change_kind kind)
{
	return kinds[kind].name;
}

const char *change_text(enum change_kind kind)
{
	return kinds[kind].text;
}

/* The items of one side's lessons that are not equal on both, sorted by id. */
struct items {
	struct record **sorted;
	size_t count, room;
};

struct work {
	struct comparison *comparison;
	struct arena *arena;
	struct side *before, *after;
	struct lesson_pair *pairs;		    /* for each lesson of the new side */
	bool *kept;				    /* for each lesson of the old side: it is on the new one too */
	struct record **old_records, **new_records; /* for each lesson; NULL where it is equal on both sides */
	struct items old_items, new_items;
	struct change **end;
	bool broken;
};

static struct change *add(struct work *work, unsigned change_kinds, const struct record *before,
			  const struct record *after)
{
	struct change *change = change_kinds ? arena_alloc(work->arena, sizeof(*change)) : NULL;
	if (!change)
		return NULL;
	*change = (struct change){ .kinds = change_kinds, .before = before, .after = after };
	*work->end = change;
	work->end = &change->next;
	work->comparison->count++;
	for (unsigned i = 0; i < CHANGE_KINDS; i++)
		work->comparison->counts[i] += change_kinds >> i & 1;
	return change;
}

static const struct side_unit *find_unit(const struct side *side, const char *id)
{
	for (size_t i = 0; i < side->unit_count; i++)
		if (strcmp(side->units[i].id, id) == 0)
			return &side->units[i];
	return NULL;
}

static void compare_units(struct work *work)
{
	if (!work->before->unit_count || !work->after->unit_count)
		return;
	for (size_t i = 0; i < work->after->unit_count; i++) {
		const struct side_unit *unit = &work->after->units[i], *old = find_unit(work->before, unit->id);
		unsigned bits = !old				  ? 1u << CHANGE_UNIT_ADDED
				: strcmp(old->title, unit->title) ? 1u << CHANGE_UNIT_RETITLED
								  : 0;
		struct change *change = add(work, bits, NULL, NULL);
		if (change) {
			change->old_unit = old;
			change->new_unit = unit;
		}
	}
	for (size_t i = 0; i < work->before->unit_count; i++) {
		const struct side_unit *unit = &work->before->units[i];
		struct change *change =
			find_unit(work->after, unit->id) ? NULL : add(work, 1u << CHANGE_UNIT_REMOVED, NULL, NULL);
		if (change)
			change->old_unit = unit;
	}
}

static bool items_add(struct items *items, struct record *records)
{
	for (struct record *record = records; record; record = record->next) {
		if (record->kind == RECORD_LESSON)
			continue;
		if (items->count == items->room) {
			size_t room = items->room ? items->room * 2 : 256;
			struct record **more = realloc(items->sorted, room * sizeof(struct record *));
			if (!more)
				return false;
			items->sorted = more;
			items->room = room;
		}
		items->sorted[items->count++] = record;
	}
	return true;
}

static int by_item_id(const void *a, const void *b)
{
	return strcmp((*(struct record *const *)a)->id, (*(struct record *const *)b)->id);
}

static int has_item_id(const void *id, const void *record)
{
	return strcmp(id, (*(struct record *const *)record)->id);
}

static const struct record *find_item(const struct items *items, const char *id)
{
	if (items->count == 0)
		return NULL;
	struct record **found = bsearch(id, items->sorted, items->count, sizeof(struct record *), has_item_id);
	return found ? *found : NULL;
}

/* Reads a lesson's records, and notes its items. */
static bool load(struct work *work, struct side *side, size_t lesson, struct record **records, struct items *items)
{
	records[lesson] = side_records(side, lesson, work->arena);
	if (!records[lesson] && side->why.len > 0)
		work->broken = true;
	return records[lesson] && items_add(items, records[lesson]);
}

static bool load_all(struct work *work)
{
	for (size_t i = 0; i < work->after->lesson_count; i++) {
		const struct lesson_pair *pair = &work->pairs[i];
		if (pair->before != PAIR_NONE && pair->same)
			continue;
		if (!load(work, work->after, i, work->new_records, &work->new_items) ||
		    (pair->before != PAIR_NONE &&
		     !load(work, work->before, pair->before, work->old_records, &work->old_items)))
			return false;
	}
	for (size_t i = 0; i < work->before->lesson_count; i++)
		if (!work->kept[i] && !load(work, work->before, i, work->old_records, &work->old_items))
			return false;
	if (work->old_items.count)
		qsort(work->old_items.sorted, work->old_items.count, sizeof(struct record *), by_item_id);
	if (work->new_items.count)
		qsort(work->new_items.sorted, work->new_items.count, sizeof(struct record *), by_item_id);
	return true;
}

/* A lesson that is equal on both sides, of which only the title is told. */
static const struct record *light(struct work *work, const struct side *side, size_t lesson)
{
	struct record *record = arena_alloc(work->arena, sizeof(*record));
	if (!record)
		return NULL;
	*record = (struct record){ .kind = RECORD_LESSON,
				   .id = side->lessons[lesson].id,
				   .form = "",
				   .access = "free",
				   .title = str_from(side->lessons[lesson].title),
				   .answer = STR(""),
				   .lesson = lesson };
	return record;
}

/* The kinds of change that two versions of a record show by themselves. */
static unsigned record_changes(struct work *work, const struct record *before, const struct record *after,
			       const struct change_line **lines)
{
	unsigned bits = 0;
	bool is_lesson = after->kind == RECORD_LESSON, reworded;
	*lines = compare_lines(work->arena, before->lines, after->lines, &reworded);
	if (reworded)
		bits |= 1u << (is_lesson ? CHANGE_LESSON_REWORDED : CHANGE_ITEM_REWORDED);
	if (before->kind != after->kind || strcmp(before->form, after->form) != 0)
		bits |= 1u << CHANGE_KIND;
	if (!str_equal(before->answer, after->answer))
		bits |= 1u << CHANGE_ANSWER;
	if (strcmp(before->access, after->access) != 0)
		bits |= 1u << (strcmp(after->access, "member") == 0 ? CHANGE_NARROWED : CHANGE_WIDENED);
	if (before->marks != after->marks && bits == 0)
		bits |= 1u << CHANGE_MARKS;
	return bits;
}

static void compare_pair(struct work *work, const struct record *before, const struct record *after, bool moved)
{
	const struct change_line *lines;
	unsigned bits = record_changes(work, before, after, &lines);
	if (moved)
		bits |= 1u << (after->kind == RECORD_LESSON ? CHANGE_LESSON_MOVED : CHANGE_ITEM_MOVED);
	struct change *change = add(work, bits, before, after);
	if (change)
		change->lines = lines;
}

/* The items of a lesson that were in it before too, and of them those that moved. */
static bool find_moved_items(const struct work *work, const struct record *records, bool **moved)
{
	size_t count = 0, i = 0;
	for (const struct record *record = records; record; record = record->next)
		count++;
	size_t *places = malloc((count + 1) * sizeof(*places));
	bool *among = malloc((count + 1) * sizeof(*among));
	*moved = calloc(count + 1, sizeof(**moved));
	bool good = places && among && *moved;
	count = 0;
	for (const struct record *record = records; good && record; record = record->next) {
		const struct record *old =
			record->kind == RECORD_LESSON ? NULL : find_item(&work->old_items, record->id);
		if (old && strcmp(work->before->lessons[old->lesson].id, work->after->lessons[record->lesson].id) == 0)
			places[count++] = old->place;
	}
	good = good && compare_moves(places, count, among);
	count = 0;
	for (const struct record *record = records; good && record; record = record->next, i++) {
		const struct record *old =
			record->kind == RECORD_LESSON ? NULL : find_item(&work->old_items, record->id);
		if (!old)
			continue;
		bool stayed =
			strcmp(work->before->lessons[old->lesson].id, work->after->lessons[record->lesson].id) == 0;
		(*moved)[i] = stayed ? among[count++] : true;
	}
	free(places);
	free(among);
	return good;
}

static bool compare_items(struct work *work, const struct record *records)
{
	bool *moved;
	size_t i = 0;
	bool good = find_moved_items(work, records, &moved);
	for (const struct record *record = records; good && record; record = record->next, i++) {
		if (record->kind == RECORD_LESSON)
			continue;
		const struct record *old = find_item(&work->old_items, record->id);
		if (old)
			compare_pair(work, old, record, moved[i]);
		else
			add(work, 1u << CHANGE_ITEM_ADDED, NULL, record);
	}
	free(moved);
	return good;
}

static void tell_gone_items(struct work *work, const struct record *records)
{
	for (const struct record *record = records; record; record = record->next)
		if (record->kind != RECORD_LESSON && !find_item(&work->new_items, record->id))
			add(work, 1u << CHANGE_ITEM_REMOVED, record, NULL);
}

static bool compare_lessons(struct work *work)
{
	for (size_t i = 0; i < work->after->lesson_count; i++) {
		const struct lesson_pair *pair = &work->pairs[i];
		const struct record *new = work->new_records[i];
		const struct record *old = pair->before == PAIR_NONE ? NULL : work->old_records[pair->before];
		if (pair->before == PAIR_NONE) {
			add(work, 1u << CHANGE_LESSON_ADDED, NULL, new);
		} else if (!pair->same) {
			compare_pair(work, old, new, pair->moved);
		} else if (pair->moved) {
			old = light(work, work->before, pair->before);
			add(work, 1u << CHANGE_LESSON_MOVED, old, light(work, work->after, i));
			old = NULL;
		}
		if (new && !compare_items(work, new))
			return false;
		tell_gone_items(work, old);
	}
	for (size_t i = 0; i < work->before->lesson_count; i++) {
		if (work->kept[i])
			continue;
		add(work, 1u << CHANGE_LESSON_REMOVED, work->old_records[i], NULL);
		tell_gone_items(work, work->old_records[i]);
	}
	return true;
}

enum compare_status compare(struct comparison *comparison, struct side *before, struct side *after)
{
	*comparison = (struct comparison){ .before = before, .after = after };
	arena_init(&comparison->arena);
	struct arena *arena = &comparison->arena;
	struct work work = {
		.comparison = comparison, .arena = arena, .before = before, .after = after, .end = &comparison->first
	};
	work.pairs = arena_alloc(arena, (after->lesson_count + 1) * sizeof(*work.pairs));
	work.kept = arena_alloc(arena, (before->lesson_count + 1) * sizeof(*work.kept));
	work.old_records = arena_alloc(arena, (before->lesson_count + 1) * sizeof(struct record *));
	work.new_records = arena_alloc(arena, (after->lesson_count + 1) * sizeof(struct record *));
	bool good = !arena_failed(arena) && pairs_find(before, after, work.pairs, work.kept) && load_all(&work);
	if (good) {
		compare_units(&work);
		good = compare_lessons(&work);
	}
	free(work.old_items.sorted);
	free(work.new_items.sorted);
	if (work.broken)
		return COMPARE_BROKEN;
	return good && !arena_failed(arena) ? COMPARE_OK : COMPARE_NO_MEMORY;
}

void comparison_release(struct comparison *comparison)
{
	arena_release(&comparison->arena);
}
