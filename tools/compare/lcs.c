#include "compare/lcs.h"

#include <stdlib.h>
#include <string.h>

/* The furthest reaching paths: row d contains, for each diagonal k = x - y from -d to d in steps of 2, how far a path
 * with d differences reaches in a. */
struct common_search {
	const uint32_t *a, *b;
	long a_count, b_count;
	long *rows; /* row d has d + 1 elements and begins at d * (d + 1) / 2 */
	size_t room;
};

static long *row_of(const struct common_search *search, long d)
{
	return search->rows + (size_t)d * ((size_t)d + 1) / 2;
}

/* How far a path with d differences reaches on diagonal k, before following equal elements. */
static long step(const struct common_search *search, long d, long k)
{
	if (d == 0)
		return 0;
	const long *before = row_of(search, d - 1);
	long index = (k + d) / 2; /* index of k + 1 in the previous row; that of k - 1 is one less */
	bool down = index == 0 || (index < d && before[index - 1] < before[index]);
	return down ? before[index] : before[index - 1] + 1;
}

static bool make_room(struct common_search *search, long d)
{
	size_t wanted = ((size_t)d + 1) * ((size_t)d + 2) / 2;
	if (wanted <= search->room)
		return true;
	size_t room = search->room ? search->room * 2 : 256;
	while (room < wanted)
		room *= 2;
	long *more = realloc(search->rows, room * sizeof(*more));
	if (!more)
		return false;
	search->rows = more;
	search->room = room;
	return true;
}

/* Returns the number of differences, -1 if it exceeds the limit, -2 if memory ran out. */
static long run(struct common_search *search)
{
	for (long d = 0; d <= COMMON_DIFFERENCES_MAX; d++) {
		if (!make_room(search, d))
			return -2;
		for (long k = -d; k <= d; k += 2) {
			long x = step(search, d, k), y = x - k;
			while (x < search->a_count && y >= 0 && y < search->b_count && search->a[x] == search->b[y])
				x++, y++;
			row_of(search, d)[(k + d) / 2] = x;
			if (x >= search->a_count && y >= search->b_count)
				return d;
		}
	}
	return -1;
}

static void mark_back(const struct common_search *search, long d, bool *a_common, bool *b_common)
{
	long x = search->a_count, y = search->b_count;
	for (; d >= 0; d--) {
		long k = x - y, from = step(search, d, k);
		while (x > from) {
			a_common[--x] = true;
			b_common[--y] = true;
		}
		if (d == 0)
			return;
		const long *before = row_of(search, d - 1);
		long index = (k + d) / 2;
		bool down = index == 0 || (index < d && before[index - 1] < before[index]);
		if (down)
			y--;
		else
			x--;
	}
}

bool lcs_find(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, bool *a_common, bool *b_common)
{
	size_t head = 0, tail = 0;
	memset(a_common, 0, a_count * sizeof(*a_common));
	memset(b_common, 0, b_count * sizeof(*b_common));
	for (; head < a_count && head < b_count && a[head] == b[head]; head++)
		a_common[head] = b_common[head] = true;
	for (; tail < a_count - head && tail < b_count - head && a[a_count - 1 - tail] == b[b_count - 1 - tail]; tail++)
		a_common[a_count - 1 - tail] = b_common[b_count - 1 - tail] = true;
	struct common_search search = { .a = a + head,
				 .b = b + head,
				 .a_count = (long)(a_count - head - tail),
				 .b_count = (long)(b_count - head - tail) };
	if (search.a_count == 0 || search.b_count == 0)
		return true;
	long differences = run(&search);
	if (differences >= 0)
		mark_back(&search, differences, a_common + head, b_common + head);
	free(search.rows);
	return differences != -2;
}

static uint32_t hash(struct str part)
{
	uint32_t value = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < part.len; i++)
		value = (value ^ (unsigned char)part.at[i]) * 16777619u;
	return value;
}

/* Gives equal parts equal numbers. */
struct numbering {
	struct str *parts; /* by slot */
	uint32_t *numbers; /* 0: free */
	size_t room;
	uint32_t count;
};

static uint32_t *number(struct numbering *numbering, struct arena *arena, struct lcs_text *text)
{
	uint32_t *numbers = arena_alloc(arena, (text->count + 1) * sizeof(*numbers));
	text->common = arena_alloc(arena, (text->count + 1) * sizeof(*text->common));
	for (size_t i = 0; numbers && i < text->count; i++) {
		size_t at = hash(text->parts[i]) & (numbering->room - 1);
		while (numbering->numbers[at] && !str_equal(numbering->parts[at], text->parts[i]))
			at = (at + 1) & (numbering->room - 1);
		if (!numbering->numbers[at]) {
			numbering->numbers[at] = ++numbering->count;
			numbering->parts[at] = text->parts[i];
		}
		numbers[i] = numbering->numbers[at];
	}
	return text->common ? numbers : NULL;
}

bool lcs_find_texts(struct arena *arena, struct lcs_text *before, struct lcs_text *after)
{
	struct numbering numbering = { .room = 16 };
	while (numbering.room < 2 * (before->count + after->count))
		numbering.room *= 2;
	numbering.parts = arena_alloc(arena, numbering.room * sizeof(*numbering.parts));
	numbering.numbers = arena_alloc(arena, numbering.room * sizeof(*numbering.numbers));
	if (!numbering.parts || !numbering.numbers)
		return false;
	uint32_t *old = number(&numbering, arena, before), *new = number(&numbering, arena, after);
	return old && new && lcs_find(old, before->count, new, after->count, before->common, after->common);
}
