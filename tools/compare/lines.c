/* Matches the lines of two records, and compares their words. */
#include "compare/lcs.h"
#include "compare/compare.h"

#include <string.h>

struct line_list {
	const struct record_line **lines;
	struct lcs_text text; /* of each line, its label and its text */
};

static struct str key_of(struct arena *arena, const struct record_line *line)
{
	size_t label = strlen(line->label) + 1;
	char *key = arena_alloc(arena, label + line->text.len);
	if (!key)
		return STR_NONE;
	memcpy(key, line->label, label);
	if (line->text.len)
		memcpy(key + label, line->text.at, line->text.len);
	return (struct str){ key, label + line->text.len };
}

static bool list_make(struct arena *arena, const struct record_line *first, struct line_list *list)
{
	size_t count = 0;
	for (const struct record_line *line = first; line; line = line->next)
		count++;
	list->lines = arena_alloc(arena, (count + 1) * sizeof(struct record_line *));
	list->text = (struct lcs_text){ arena_alloc(arena, (count + 1) * sizeof(struct str)), count, NULL };
	if (!list->lines || !list->text.parts)
		return false;
	size_t i = 0;
	for (const struct record_line *line = first; line; line = line->next, i++) {
		list->lines[i] = line;
		list->text.parts[i] = key_of(arena, line);
	}
	return !arena_failed(arena);
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
	while (old_end < before->text.count && !before->text.common[old_end])
		old_end++;
	while (new_end < after->text.count && !after->text.common[new_end])
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
	if (!list_make(arena, before, &old) || !list_make(arena, after, &new) ||
	    !lcs_find_texts(arena, &old.text, &new.text)) {
		arena->failed = true;
		return NULL;
	}
	size_t i = 0, j = 0;
	while (i < old.text.count || j < new.text.count) {
		compare_gap(arena, &end, &old, &i, &new, &j);
		if (i < old.text.count && j < new.text.count)
			i++, j++;
	}
	return first;
}
