#include "compare/renames.h"

#include "compare/classify.h"
#include "compare/sketch.h"

#include <stdlib.h>

struct candidate {
	struct change *change;
	uint64_t content, sketch;
	bool taken;
};

struct candidates {
	struct candidate *all;
	size_t count;
};

enum {
	GONE = CHANGE_BIT(CHANGE_ID_VANISHED) | CHANGE_BIT(CHANGE_LESSON_REMOVED) | CHANGE_BIT(CHANGE_ITEM_REMOVED),
	NEW = CHANGE_BIT(CHANGE_LESSON_ADDED) | CHANGE_BIT(CHANGE_ITEM_ADDED)
};

static bool collect(const struct comparison *comparison, unsigned kinds, struct candidates *candidates)
{
	candidates->all = malloc((comparison->count + 1) * sizeof(*candidates->all));
	candidates->count = 0;
	for (struct change *change = comparison->first; candidates->all && change; change = change->next)
		if (change->kinds & kinds)
			candidates->all[candidates->count++] = (struct candidate){ .change = change };
	return candidates->all != NULL;
}

static int by_content(const void *a, const void *b)
{
	const struct candidate *one = a, *other = b;
	if (one->content != other->content)
		return one->content < other->content ? -1 : 1;
	return strcmp(one->change->after->id, other->change->after->id);
}

static void give(struct candidate *gone, struct candidate *new)
{
	gone->change->renamed = new->change->after;
	gone->taken = new->taken = true;
}

/* Matches those with identical content. Sorts the new ones. */
static void find_equal(struct candidates *gone, struct candidates *new)
{
	for (size_t i = 0; i < new->count; i++)
		new->all[i].content = classify_content(new->all[i].change->after);
	if (new->count > 0)
		qsort(new->all, new->count, sizeof(*new->all), by_content);
	for (size_t i = 0; i < gone->count; i++) {
		uint64_t content = classify_content(gone->all[i].change->before);
		size_t low = 0, high = new->count;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (new->all[middle].content < content)
				low = middle + 1;
			else
				high = middle;
		}
		while (low < new->count &&new->all[low].content == content &&new->all[low].taken)
			low++;
		if (low < new->count &&new->all[low].content == content)
			give(&gone->all[i], &new->all[low]);
	}
}

static bool are_few(const struct candidates *gone, const struct candidates *new)
{
	return gone->count > 0 && new->count <= RENAMES_PAIRS_MAX / gone->count;
}

/* In the order of the changes, so that each lesson is read once. */
static void take_sketches(struct comparison *comparison, struct candidates *new)
{
	for (size_t k = 0; k < new->count; k++)
		new->all[k].sketch = compare_sketch(comparison, comparison->after, new->all[k].change->after);
}

static void find_near(struct comparison *comparison, const struct candidates *gone, const struct candidates *new)
{
	for (size_t i = 0; i < gone->count; i++) {
		const struct record *old = gone->all[i].change->before;
		struct candidate *best = NULL;
		unsigned nearest = SKETCH_NEAR + 1;
		if (gone->all[i].taken)
			continue;
		uint64_t sketch = compare_sketch(comparison, comparison->before, old);
		for (size_t k = 0; sketch && k < new->count; k++) {
			struct candidate *other = &new->all[k];
			if (other->taken || !other->sketch || other->change->after->kind != old->kind)
				continue;
			unsigned distance = sketch_distance(sketch, other->sketch);
			if (distance < nearest) {
				nearest = distance;
				best = other;
			}
		}
		if (best)
			give(&gone->all[i], best);
	}
}

bool renames_find(struct comparison *comparison)
{
	struct candidates gone = { NULL, 0 }, new = { NULL, 0 };
	bool good = collect(comparison, GONE, &gone) && collect(comparison, NEW, &new);
	if (good) {
		bool few = are_few(&gone, &new);
		if (few)
			take_sketches(comparison, &new);
		find_equal(&gone, &new);
		if (few)
			find_near(comparison, &gone, &new);
	}
	free(gone.all);
	free(new.all);
	return good;
}
