#include "report/diff_lines.h"

#include "base/hash.h"

#include <stdlib.h>

/* Number of differences to search for in a stretch before all of it counts as changed. */
enum { COST_MAX = 2000 };

static bool split(struct lines *lines, struct str text)
{
	size_t count = text.len > 0 && text.at[text.len - 1] != '\n';
	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	*lines = (struct lines){ .text = text, .count = count };
	lines->starts = malloc((count + 1) * sizeof(*lines->starts));
	lines->kinds = malloc((count + 1) * sizeof(*lines->kinds));
	lines->changed = calloc(count + 1, sizeof(*lines->changed));
	if (!lines->starts || !lines->kinds || !lines->changed)
		return false;
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		lines->starts[i] = at;
		const char *end = memchr(text.at + at, '\n', text.len - at);
		at = end ? (size_t)(end - text.at) + 1 : text.len;
	}
	lines->starts[count] = text.len;
	return true;
}

void lines_release(struct lines *lines)
{
	free(lines->starts);
	free(lines->kinds);
	free(lines->changed);
	*lines = (struct lines){ .count = 0 };
}

/* Hash table of the first line of each kind. */
struct kinds {
	struct kind {
		struct str line;
		uint32_t number; /* from 1; 0 if the slot is free */
	} *slots;
	size_t room; /* a power of two */
	uint32_t count;
};

static uint32_t kind_of(struct kinds *kinds, struct str line)
{
	size_t slot = (size_t)hash_of(line, HASH_KEY) & (kinds->room - 1);
	while (kinds->slots[slot].number && !str_equal(kinds->slots[slot].line, line))
		slot = (slot + 1) & (kinds->room - 1);
	if (!kinds->slots[slot].number)
		kinds->slots[slot] = (struct kind){ line, ++kinds->count };
	return kinds->slots[slot].number;
}

static bool number_lines(struct lines *before, struct lines *after)
{
	struct kinds kinds = { .room = 16 };
	while (kinds.room < 2 * (before->count + after->count))
		kinds.room *= 2;
	kinds.slots = calloc(kinds.room, sizeof(*kinds.slots));
	if (!kinds.slots)
		return false;
	for (size_t i = 0; i < before->count; i++)
		before->kinds[i] = kind_of(&kinds, lines_get(before, i));
	for (size_t i = 0; i < after->count; i++)
		after->kinds[i] = kind_of(&kinds, lines_get(after, i));
	free(kinds.slots);
	return true;
}

struct diff_search {
	struct lines *a, *b;
	ptrdiff_t *forward, *backward; /* how far each diagonal was followed; index 0 is the middle of the array */
};

/* A box: lines a_low to a_high of one text, b_low to b_high of the other. */
struct box {
	ptrdiff_t a_low, a_high, b_low, b_high;
};

static void mark(bool *changed, ptrdiff_t from, ptrdiff_t to)
{
	for (ptrdiff_t i = from; i < to; i++)
		changed[i] = true;
}

/* Extends diagonal d from the furthest point of a path with one step less; PTRDIFF_MIN if there is none. */
static ptrdiff_t go_forward(const struct diff_search *search, struct box box, ptrdiff_t d, bool from_left,
			    bool from_above)
{
	const ptrdiff_t *reached = search->forward;
	ptrdiff_t x = PTRDIFF_MIN;
	if (from_left && reached[d - 1] != PTRDIFF_MIN && reached[d - 1] < box.a_high)
		x = reached[d - 1] + 1;
	if (from_above && reached[d + 1] > x && reached[d + 1] - d <= box.b_high)
		x = reached[d + 1];
	if (x == PTRDIFF_MIN)
		return x;
	while (x < box.a_high && x - d < box.b_high && search->a->kinds[x] == search->b->kinds[x - d])
		x++;
	return x;
}

/* The same backwards from the end; PTRDIFF_MAX if there is none. */
static ptrdiff_t go_backward(const struct diff_search *search, struct box box, ptrdiff_t d, bool from_right,
			     bool from_below)
{
	const ptrdiff_t *reached = search->backward;
	ptrdiff_t x = PTRDIFF_MAX;
	if (from_right && reached[d + 1] != PTRDIFF_MAX && reached[d + 1] > box.a_low)
		x = reached[d + 1] - 1;
	if (from_below && reached[d - 1] < x && reached[d - 1] - d >= box.b_low)
		x = reached[d - 1];
	if (x == PTRDIFF_MAX)
		return x;
	while (x > box.a_low && x - d > box.b_low && search->a->kinds[x - 1] == search->b->kinds[x - d - 1])
		x--;
	return x;
}

/* Finds a point x, y on a shortest path through the box, by extending paths from both ends until they meet; false if it
 * is too long. */
static bool find_middle(const struct diff_search *search, struct box box, ptrdiff_t *x, ptrdiff_t *y)
{
	ptrdiff_t *forward = search->forward, *backward = search->backward;
	ptrdiff_t low = box.a_low - box.b_high, high = box.a_high - box.b_low; /* diagonals of the box */
	ptrdiff_t top = box.a_low - box.b_low, bottom = box.a_high - box.b_high;
	bool odd = (top - bottom) & 1;
	forward[top] = box.a_low;
	backward[bottom] = box.a_high;
	for (ptrdiff_t cost = 1; cost <= COST_MAX; cost++) {
		for (ptrdiff_t d = top - cost; d <= top + cost; d += 2) {
			if (d < low || d > high)
				continue;
			forward[d] = go_forward(search, box, d, d > top - cost && d > low, d < top + cost && d < high);
			bool met = odd && d > bottom - cost && d < bottom + cost && backward[d] <= forward[d];
			if (met) {
				*x = forward[d];
				*y = *x - d;
				return true;
			}
		}
		for (ptrdiff_t d = bottom - cost; d <= bottom + cost; d += 2) {
			if (d < low || d > high)
				continue;
			backward[d] =
				go_backward(search, box, d, d < bottom + cost && d<high, d> bottom - cost && d > low);
			bool met = !odd && d >= top - cost && d <= top + cost && backward[d] <= forward[d];
			if (met) {
				*x = backward[d];
				*y = *x - d;
				return true;
			}
		}
	}
	return false;
}

/* Each recursion halves the cost, so the depth is roughly log2 of COST_MAX. */
static void compare(const struct diff_search *search, struct box box)
{
	const uint32_t *a = search->a->kinds, *b = search->b->kinds;
	while (box.a_low < box.a_high && box.b_low < box.b_high && a[box.a_low] == b[box.b_low]) {
		box.a_low++;
		box.b_low++;
	}
	while (box.a_low < box.a_high && box.b_low < box.b_high && a[box.a_high - 1] == b[box.b_high - 1]) {
		box.a_high--;
		box.b_high--;
	}
	ptrdiff_t x = 0, y = 0;
	if (box.a_low == box.a_high || box.b_low == box.b_high || !find_middle(search, box, &x, &y) ||
	    (x == box.a_low && y == box.b_low) || (x == box.a_high && y == box.b_high)) {
		mark(search->a->changed, box.a_low, box.a_high);
		mark(search->b->changed, box.b_low, box.b_high);
		return;
	}
	compare(search, (struct box){ box.a_low, x, box.b_low, y });
	compare(search, (struct box){ x, box.a_high, y, box.b_high });
}

bool lines_compare(struct lines *before, struct lines *after, struct str old, struct str new)
{
	*after = (struct lines){ .count = 0 };
	if (!split(before, old) || !split(after, new) || !number_lines(before, after))
		return false;
	/* Diagonals range from minus the number of lines of after to the number of lines of before. */
	size_t diagonals = before->count + after->count + 3;
	ptrdiff_t *memory = malloc(2 * diagonals * sizeof(*memory));
	if (!memory)
		return false;
	struct diff_search search = { before, after, memory + after->count + 1, memory + diagonals + after->count + 1 };
	compare(&search, (struct box){ 0, (ptrdiff_t)before->count, 0, (ptrdiff_t)after->count });
	free(memory);
	return true;
}
