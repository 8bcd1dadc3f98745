#include "compare/pairs.h"

#include "compare/compare.h"

#include <stdlib.h>

static int by_lesson_id(const void *a, const void *b)
{
	return strcmp((*(struct side_lesson *const *)a)->id, (*(struct side_lesson *const *)b)->id);
}

static int has_lesson_id(const void *id, const void *lesson)
{
	return strcmp(id, (*(struct side_lesson *const *)lesson)->id);
}

static bool pair_lessons(struct pairs *pairs, const struct side *before, const struct side *after)
{
	struct side_lesson **sorted = malloc((before->lesson_count + 1) * sizeof(struct side_lesson *));
	if (!sorted)
		return false;
	for (size_t i = 0; i < before->lesson_count; i++)
		sorted[i] = &before->lessons[i];
	qsort(sorted, before->lesson_count, sizeof(struct side_lesson *), by_lesson_id);
	for (size_t i = 0; i < after->lesson_count; i++) {
		struct side_lesson **found = bsearch(after->lessons[i].id, sorted, before->lesson_count,
						     sizeof(struct side_lesson *), has_lesson_id);
		pairs->lessons[i] = (struct pair){ .before = found ? (size_t)(*found - before->lessons) : PAIR_NONE };
		if (!found)
			continue;
		pairs->kept_lessons[*found - before->lessons] = true;
		pairs->lessons[i].same = side_same_lesson(before, (size_t)(*found - before->lessons), after, i);
	}
	free(sorted);
	return true;
}

static void pair_units(struct pairs *pairs, const struct side *before, const struct side *after)
{
	for (size_t i = 0; i < after->unit_count; i++) {
		size_t old = 0;
		while (old < before->unit_count && strcmp(before->units[old].id, after->units[i].id) != 0)
			old++;
		pairs->units[i].before = old < before->unit_count ? old : PAIR_NONE;
		if (old < before->unit_count)
			pairs->kept_units[old] = true;
	}
}

/* Marks as moved those of the count pairs starting at first that are out of order; lessons from another unit are always
 * out of order. unit is PAIR_NONE for units themselves. */
static bool find_moved(struct pair *first, size_t count, const struct side *before, size_t unit, size_t *indices,
		       bool *moved)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (first[i].before == PAIR_NONE)
			continue;
		first[i].moved = unit != PAIR_NONE && before->lessons[first[i].before].unit != unit;
		if (!first[i].moved)
			indices[kept++] = first[i].before;
	}
	if (!compare_moves(indices, kept, moved))
		return false;
	kept = 0;
	for (size_t i = 0; i < count; i++)
		if (first[i].before != PAIR_NONE && !first[i].moved)
			first[i].moved = moved[kept++];
	return true;
}

static bool find_all_moved(struct pairs *pairs, const struct side *before, const struct side *after)
{
	size_t most = after->lesson_count > after->unit_count ? after->lesson_count : after->unit_count, at = 0;
	size_t *indices = malloc((most + 1) * sizeof(*indices));
	bool *moved = malloc((most + 1) * sizeof(*moved));
	bool good = indices && moved && find_moved(pairs->units, after->unit_count, before, PAIR_NONE, indices, moved);
	for (size_t i = 0; good && i < after->unit_count; i++) {
		/* All lessons of a new unit come from elsewhere. */
		size_t old = pairs->units[i].before == PAIR_NONE ? before->unit_count : pairs->units[i].before;
		good = find_moved(pairs->lessons + at, after->units[i].lesson_count, before, old, indices, moved);
		at += after->units[i].lesson_count;
	}
	free(indices);
	free(moved);
	return good;
}

bool pairs_find(struct pairs *pairs, struct arena *arena, const struct side *before, const struct side *after)
{
	pairs->units = arena_alloc(arena, (after->unit_count + 1) * sizeof(*pairs->units));
	pairs->lessons = arena_alloc(arena, (after->lesson_count + 1) * sizeof(*pairs->lessons));
	pairs->kept_units = arena_alloc(arena, before->unit_count + 1);
	pairs->kept_lessons = arena_alloc(arena, before->lesson_count + 1);
	if (arena_failed(arena) || !pair_lessons(pairs, before, after))
		return false;
	pair_units(pairs, before, after);
	return !before->unit_count || !after->unit_count || find_all_moved(pairs, before, after);
}
