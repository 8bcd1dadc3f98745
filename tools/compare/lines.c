/* Matches the lines of two records, and compares their words. */
#include "compare/lcs.h"
#include "compare/compare.h"

#include <stdlib.h>

struct line_list {
	const struct record_line **lines;
	uint32_t *numbers; /* equal for equal lines */
	bool *common;
	size_t count;
};

static bool equal(const struct record_line *a, const struct record_line *b)
{
	return strcmp(a->label, b->label) == 0 && str_equal(a->text, b->text);
}

static bool list_make(struct arena *arena, const struct record_line *first, struct line_list *list)
{
	*list = (struct line_list){ .count = 0 };
	for (const struct record_line *line = first; line; line = line->next)
		list->count++;
	list->lines = arena_alloc(arena, (list->count + 1) * sizeof(struct record_line *));
	list->numbers = arena_alloc(arena, (list->count + 1) * sizeof(*list->numbers));
	list->common = arena_alloc(arena, (list->count + 1) * sizeof(*list->common));
	if (!list->lines || !list->numbers || !list->common)
		return false;
	size_t i = 0;
	for (const struct record_line *line = first; line; line = line->next)
		list->lines[i++] = line;
	return true;
}

static uint32_t hash(uint32_t value, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		value = (value ^ (unsigned char)s.at[i]) * 16777619u;
	return value;
}

static void number(const struct record_line **table, uint32_t *numbers, size_t room, uint32_t *count, struct line_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct record_line *line = list->lines[i];
		size_t at = hash(hash(2166136261u, str_from(line->label)), line->text) & (room - 1);
		while (table[at] && !equal(table[at], line))
			at = (at + 1) & (room - 1);
		if (!table[at]) {
			table[at] = line;
			numbers[at] = ++*count;
		}
		list->numbers[i] = numbers[at];
	}
}

static bool find_common(struct arena *arena, struct line_list *before, struct line_list *after)
{
	size_t room = 16;
	uint32_t count = 0;
	while (room < 2 * (before->count + after->count))
		room *= 2;
	const struct record_line **table = arena_alloc(arena, room * sizeof(struct record_line *));
	uint32_t *numbers = arena_alloc(arena, room * sizeof(*numbers));
	if (!table || !numbers)
		return false;
	number(table, numbers, room, &count, before);
	number(table, numbers, room, &count, after);
	return lcs_find(before->numbers, before->count, after->numbers, after->count, before->common, after->common);
}

static void append(struct arena *arena, struct change_line ***end, const struct record_line *of, bool for_members,
		   const struct words_run *runs)
{
	struct change_line *line = arena_alloc(arena, sizeof(*line));
	if (!line)
		return;
	*line = (struct change_line){ .label = of->label, .runs = runs, .for_members = for_members };
	**end = line;
	*end = &line->next;
}

static void append_whole(struct arena *arena, struct change_line ***end, enum words_kind kind,
			 const struct record_line *line)
{
	struct words_run *run = arena_alloc(arena, sizeof(*run));
	if (!run)
		return;
	*run = (struct words_run){ .kind = kind, .text = line->text };
	append(arena, end, line, line->for_members, run);
}

/* Whether one line became the other, rather than being replaced: enough of the letters were kept. */
static bool is_kept(const struct words_run *runs, size_t longer)
{
	size_t same = 0;
	for (const struct words_run *run = runs; run; run = run->next)
		for (size_t i = 0; run->kind == WORDS_SAME && i < run->text.len; i++)
			same += run->text.at[i] != ' ';
	return same * 3 >= longer;
}

/* Number of lines in which to search for the new version of a line, so that time stays bounded if everything
 * changed. */
enum { LOOK_AHEAD = 8 };

/* Compares the lines between two equal ones: matches those with equal labels first, in order. */
static void compare_gap(struct arena *arena, struct change_line ***end, const struct line_list *before, size_t *i,
			const struct line_list *after, size_t *j)
{
	size_t old_end = *i, new_end = *j;
	while (old_end < before->count && !before->common[old_end])
		old_end++;
	while (new_end < after->count && !after->common[new_end])
		new_end++;
	for (; *i < old_end; ++*i) {
		const struct record_line *old = before->lines[*i];
		const struct words_run *runs = NULL;
		size_t at = *j;
		for (; at < new_end && at - *j < LOOK_AHEAD && !runs; at++) {
			const struct record_line *new = after->lines[at];
			if (strcmp(old->label, new->label) != 0)
				continue;
			runs = words_compare(arena, old->text, new->text);
			if (runs && !is_kept(runs, old->text.len > new->text.len ? old->text.len : new->text.len))
				runs = NULL;
		}
		if (!runs) {
			append_whole(arena, end, WORDS_REMOVED, old);
			continue;
		}
		for (; *j + 1 < at; ++*j)
			append_whole(arena, end, WORDS_ADDED, after->lines[*j]);
		append(arena, end, old, old->for_members || after->lines[at - 1]->for_members, runs);
		*j = at;
	}
	for (; *j < new_end; ++*j)
		append_whole(arena, end, WORDS_ADDED, after->lines[*j]);
}

struct change_line *compare_lines(struct arena *arena, const struct record_line *before,
				  const struct record_line *after)
{
	struct line_list old, new;
	struct change_line *first = NULL, **end = &first;
	if (!list_make(arena, before, &old) || !list_make(arena, after, &new) || !find_common(arena, &old, &new)) {
		arena->failed = true;
		return NULL;
	}
	size_t i = 0, j = 0;
	while (i < old.count || j < new.count) {
		compare_gap(arena, &end, &old, &i, &new, &j);
		if (i < old.count && j < new.count)
			i++, j++;
	}
	return first;
}
