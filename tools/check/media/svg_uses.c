#include "check/media/svg_uses.h"

enum { SHOWN_MAX = 100000, LEVELS_MAX = 64 };

/* An element that can be shown again: those after start up to end are in it. */
struct used {
	size_t start, end;
	size_t shown; /* elements in it, and those shown by them; known if done */
	bool done, entered;
};

struct use {
	size_t at; /* number of the element */
	struct str target;
};

void svg_uses_init(struct svg_uses *uses)
{
	*uses = (struct svg_uses){ .depth = 0 };
	arena_init(&uses->arena);
	map_init(&uses->ids);
	buf_init(&uses->uses, BUF_CAP);
}

void svg_uses_release(struct svg_uses *uses)
{
	buf_release(&uses->uses);
	map_release(&uses->ids);
	arena_release(&uses->arena);
}

void svg_uses_open(struct svg_uses *uses, struct str id, struct str target)
{
	struct used *used = NULL;
	size_t number = ++uses->elements;
	if (target.at) {
		struct use use = { number, arena_str(&uses->arena, target) };
		buf_add(&uses->uses, (const char *)&use, sizeof(use));
	}
	if (id.at) {
		void **slot = map_put(&uses->ids, arena_str(&uses->arena, id));
		used = arena_alloc(&uses->arena, sizeof(*used));
		if (slot && used && !*slot) {
			*used = (struct used){ .start = number };
			*slot = used;
		} else {
			uses->failed = uses->failed || !slot || !used;
			used = NULL; /* the first of that id counts */
		}
	}
	uses->open[uses->depth++] = used;
}

void svg_uses_close(struct svg_uses *uses)
{
	struct used *used = uses->open[--uses->depth];
	if (used)
		used->end = uses->elements;
}

static size_t count_shown(struct svg_uses *uses, struct used *used, unsigned level);

/* The elements that the <use> elements after start up to end show. */
static size_t count_range(struct svg_uses *uses, size_t start, size_t end, unsigned level)
{
	const struct use *all = (const struct use *)(const void *)uses->uses.at;
	size_t low = 0, high = uses->uses.len / sizeof(*all), count = high, shown = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (all[middle].at < start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count && all[low].at <= end && shown <= SHOWN_MAX; low++) {
		struct used *target = map_get(&uses->ids, all[low].target);
		shown += target ? 1 + count_shown(uses, target, level + 1) : 0;
	}
	return shown;
}

static size_t count_shown(struct svg_uses *uses, struct used *used, unsigned level)
{
	if (used->done)
		return used->shown;
	if (used->entered)
		return 0; /* it would show itself, which browsers refuse */
	if (level > LEVELS_MAX)
		return SHOWN_MAX + 1;
	used->entered = true;
	used->shown = used->end - used->start + count_range(uses, used->start, used->end, level);
	used->shown = used->shown > SHOWN_MAX ? SHOWN_MAX + 1 : used->shown;
	used->done = true;
	return used->shown;
}

bool svg_uses_too_many(struct svg_uses *uses)
{
	uses->failed = uses->failed || arena_failed(&uses->arena) || buf_failed(&uses->uses);
	return !uses->failed && count_range(uses, 0, SIZE_MAX, 0) > SHOWN_MAX;
}
