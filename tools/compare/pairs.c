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

/* Whether a lesson that is on both sides went to another unit. */
static bool changed_unit(const struct side *before, size_t old_place, const struct side *after, size_t new_place)
{
	const struct side_lesson *old = &before->lessons[old_place], *new = &after->lessons[new_place];
	return strcmp(before->units[old->unit].id, after->units[new->unit].id) != 0;
}

/* A folder has no order of its own: then no lesson is moved. */
static bool find_moved(const struct side *before, const struct side *after, struct lesson_pair *pairs)
{
	size_t count = 0;
	size_t *places = malloc((after->lesson_count + 1) * sizeof(*places));
	size_t *owners = malloc((after->lesson_count + 1) * sizeof(*owners));
	bool *moved = malloc((after->lesson_count + 1) * sizeof(*moved));
	bool good = places && owners && moved;
	for (size_t i = 0; good && i < after->lesson_count; i++) {
		if (pairs[i].before == PAIR_NONE)
			continue;
		owners[count] = i;
		places[count++] = pairs[i].before;
	}
	good = good && compare_moves(places, count, moved);
	for (size_t i = 0; good && i < count; i++)
		pairs[owners[i]].moved = moved[i] || changed_unit(before, places[i], after, owners[i]);
	free(places);
	free(owners);
	free(moved);
	return good;
}

bool pairs_find(const struct side *before, const struct side *after, struct lesson_pair *pairs, bool *kept)
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
		pairs[i] = (struct lesson_pair){ .before = found ? (size_t)(*found - before->lessons) : PAIR_NONE };
		if (!found)
			continue;
		kept[*found - before->lessons] = true;
		pairs[i].same = memcmp((*found)->digest, after->lessons[i].digest, sizeof((*found)->digest)) == 0;
	}
	free(sorted);
	return !before->unit_count || !after->unit_count || find_moved(before, after, pairs);
}
