#include "convert/anki/cloze.h"

#include "base/array.h"
#include "convert/anki/markup.h"
#include "lesson/deletion.h"

#include <stdlib.h>

bool anki_cloze_is_in(struct str html)
{
	for (size_t at = markup_find(html, 0, "{{c"); at < html.len; at = markup_find(html, at + 1, "{{c"))
		if (at + 3 < html.len && ascii_is_digit(html.at[at + 3]))
			return true;
	return false;
}

static bool add_mark(struct anki_cloze *cloze, struct cloze_mark mark)
{
	struct cloze_mark *marks = array_grow(cloze->marks, cloze->mark_count, &cloze->mark_room, sizeof(*marks));
	if (!marks)
		return false;
	mark.order = cloze->mark_count;
	cloze->marks = marks;
	marks[cloze->mark_count++] = mark;
	return true;
}

/* Reads {{c1,2:: at that offset. Returns the offset after it; 0 if it is none. */
static size_t take_opening(struct str html, size_t at, struct cloze_deletion *deletion)
{
	*deletion = (struct cloze_deletion){ .parent = CLOZE_DELETIONS_MAX };
	if (!markup_has(html, at, "{{c"))
		return 0;
	for (at += 3; at < html.len && ascii_is_digit(html.at[at]); at++) {
		unsigned number = 0;
		for (; at < html.len && ascii_is_digit(html.at[at]); at++)
			number = number > CLOZE_ORDINAL_MAX ? number : number * 10 + (unsigned)(html.at[at] - '0');
		if (number <= CLOZE_ORDINAL_MAX && deletion->number_count < CLOZE_NUMBERS_MAX)
			deletion->numbers[deletion->number_count++] = number;
		if (markup_has(html, at, "::"))
			return at + 2;
		if (at == html.len || html.at[at] != ',')
			return 0;
	}
	return 0;
}

/* The deletions that are open while a field is scanned. */
struct cloze_scan {
	size_t open[CLOZE_DEPTH_MAX];
	size_t text_starts[CLOZE_DEPTH_MAX], hints[CLOZE_DEPTH_MAX]; /* hints: where "::" is; 0 if it was not seen */
	size_t depth;
};

static bool open_deletion(struct anki_cloze *cloze, struct cloze_scan *scan, struct cloze_deletion deletion, size_t at,
			  size_t end)
{
	bool complex = scan->depth || deletion.number_count > 1;
	if (scan->depth == CLOZE_DEPTH_MAX || cloze->count == CLOZE_DELETIONS_MAX ||
	    (complex && cloze->complex_count == CLOZE_COMPLEX_MAX)) {
		cloze->overflow = true;
		return true;
	}
	cloze->complex_count += complex;
	struct cloze_deletion *deletions = array_grow(cloze->deletions, cloze->count, &cloze->room, sizeof(*deletions));
	if (!deletions)
		return false;
	cloze->deletions = deletions;
	if (scan->depth)
		deletion.parent = scan->open[scan->depth - 1];
	deletions[cloze->count] = deletion;
	scan->open[scan->depth] = cloze->count;
	scan->text_starts[scan->depth] = end;
	scan->hints[scan->depth++] = 0;
	return add_mark(cloze, (struct cloze_mark){ at, end - at, cloze->count++, 0, CLOZE_MARK_OPEN });
}

static bool close_deletion(struct anki_cloze *cloze, struct cloze_scan *scan, size_t at)
{
	size_t top = --scan->depth, start = scan->text_starts[top], hint = scan->hints[top];
	struct cloze_deletion *deletion = &cloze->deletions[scan->open[top]];
	size_t end = hint ? hint : at;
	deletion->closed = true;
	deletion->text = (struct str){ cloze->html.at + start, end - start };
	deletion->hint = hint ? (struct str){ cloze->html.at + hint + 2, at - hint - 2 } : STR_NONE;
	return add_mark(cloze, (struct cloze_mark){ end, at + 2 - end, scan->open[top], 0, CLOZE_MARK_CLOSE });
}

static bool find_deletions(struct anki_cloze *cloze)
{
	struct str html = cloze->html;
	struct cloze_scan scan = { .depth = 0 };
	for (size_t i = 0; i < html.len;) {
		struct cloze_deletion deletion;
		size_t end = html.at[i] == '{' ? take_opening(html, i, &deletion) : 0;
		if (end) {
			if (!open_deletion(cloze, &scan, deletion, i, end))
				return false;
			i = end;
		} else if (scan.depth && html.at[i] == '}' && markup_has(html, i, "}}")) {
			if (!close_deletion(cloze, &scan, i))
				return false;
			i += 2;
		} else {
			if (scan.depth && !scan.hints[scan.depth - 1] && html.at[i] == ':' && markup_has(html, i, "::"))
				scan.hints[scan.depth - 1] = i++;
			i++;
		}
	}
	cloze->unclosed = scan.depth > 0;
	return true;
}

/* Whether the deletion begins and ends within the span. */
static bool is_inside(const struct anki_cloze *cloze, const struct cloze_deletion *deletion, size_t from, size_t to)
{
	size_t start = (size_t)(deletion->text.at - cloze->html.at);
	return deletion->closed && start > from && start + deletion->text.len < to;
}

static bool share_number(const struct cloze_deletion *a, const struct cloze_deletion *b)
{
	return a->number_count && b->number_count && a->numbers[0] == b->numbers[0];
}

/* A formula has no gaps inside: the first deletion in it hides the whole formula. */
static bool widen_in(struct anki_cloze *cloze, size_t from, size_t to)
{
	size_t first = cloze->count, marks = cloze->mark_count;
	for (size_t i = 0; i < cloze->count; i++) {
		if (!is_inside(cloze, &cloze->deletions[i], from, to))
			continue;
		if (first == cloze->count) {
			first = i;
			continue;
		}
		cloze->deletions[i].merged = true;
		cloze->merged = cloze->merged || !share_number(&cloze->deletions[first], &cloze->deletions[i]);
	}
	if (first == cloze->count)
		return true;
	cloze->widened = true;
	for (size_t i = 0; i < marks; i++)
		if (cloze->marks[i].at >= from && cloze->marks[i].at < to)
			cloze->marks[i].kind = CLOZE_MARK_SKIP;
	return add_mark(cloze, (struct cloze_mark){ from, 0, first, 0, CLOZE_MARK_OPEN }) &&
	       add_mark(cloze, (struct cloze_mark){ to, 0, first, 0, CLOZE_MARK_CLOSE });
}

static int by_location(const void *a, const void *b)
{
	const struct cloze_mark *one = a, *other = b;
	if (one->at != other->at)
		return one->at < other->at ? -1 : 1;
	return (one->order > other->order) - (one->order < other->order);
}

static bool widen(struct anki_cloze *cloze)
{
	struct str html = cloze->html;
	for (size_t i = markup_find(html, 0, "\\"); i < html.len; i = markup_find(html, i, "\\")) {
		size_t end = markup_formula_end(html, i);
		if (end && !widen_in(cloze, i, end))
			return false;
		i = end ? end : i + 1;
	}
	if (cloze->mark_count)
		qsort(cloze->marks, cloze->mark_count, sizeof(*cloze->marks), by_location);
	return true;
}

static bool has_number(const struct cloze_deletion *deletion, unsigned number)
{
	for (size_t i = 0; i < deletion->number_count; i++)
		if (deletion->numbers[i] == number)
			return deletion->closed && !deletion->merged;
	return false;
}

static int by_number(const void *a, const void *b)
{
	unsigned one = *(const unsigned *)a, other = *(const unsigned *)b;
	return (one > other) - (one < other);
}

static bool list_ordinals(struct anki_cloze *cloze)
{
	size_t room = cloze->count * CLOZE_NUMBERS_MAX + 1, count = 0;
	cloze->ordinals = calloc(room, sizeof(*cloze->ordinals));
	cloze->groups = calloc(room, sizeof(*cloze->groups));
	if (!cloze->ordinals || !cloze->groups)
		return false;
	for (size_t i = 0; i < cloze->count; i++)
		for (size_t k = 0; k < cloze->deletions[i].number_count; k++)
			if (cloze->deletions[i].numbers[k] &&
			    has_number(&cloze->deletions[i], cloze->deletions[i].numbers[k]))
				cloze->ordinals[count++] = cloze->deletions[i].numbers[k];
	qsort(cloze->ordinals, count, sizeof(*cloze->ordinals), by_number);
	for (size_t i = 0; i < count; i++)
		if (!cloze->ordinal_count || cloze->ordinals[cloze->ordinal_count - 1] != cloze->ordinals[i])
			cloze->ordinals[cloze->ordinal_count++] = cloze->ordinals[i];
	return true;
}

/* Whether the deletion is a gap of the group with another number. */
static bool has_other(const struct anki_cloze *cloze, size_t deletion, size_t group, unsigned number)
{
	unsigned other = anki_cloze_number_in(cloze, deletion, group);
	return other && other != number;
}

/* Whether a gap with that number would contain, or be, one of the group with another number. */
static bool conflicts(const struct anki_cloze *cloze, unsigned number, size_t group)
{
	for (size_t i = 0; cloze->complex_count && i < cloze->count; i++) {
		const struct cloze_deletion *deletion = &cloze->deletions[i];
		if (deletion->parent >= cloze->count && deletion->number_count < 2)
			continue;
		bool inner = has_number(deletion, number);
		if (inner && has_other(cloze, i, group, number))
			return true;
		for (size_t up = deletion->parent; up < cloze->count; up = cloze->deletions[up].parent)
			if ((inner && has_other(cloze, up, group, number)) ||
			    (has_number(&cloze->deletions[up], number) && has_other(cloze, i, group, number)))
				return true;
	}
	return false;
}

/* The first group that can have the number; the count of groups if none can. */
static size_t find_group(const struct anki_cloze *cloze, unsigned number)
{
	size_t group = 0;
	for (; group < cloze->group_count; group++) {
		size_t first = 0;
		while (cloze->groups[first] != group)
			first++;
		bool same_hundred = (cloze->ordinals[first] - 1) / DELETION_MAX == (number - 1) / DELETION_MAX;
		if (same_hundred && !conflicts(cloze, number, group))
			break;
	}
	return group;
}

/* Divides the numbers into groups. Those that need too many are left out. */
static void divide(struct anki_cloze *cloze)
{
	size_t known = cloze->ordinal_count;
	cloze->ordinal_count = 0;
	for (size_t i = 0; i < known; i++) {
		unsigned number = cloze->ordinals[i];
		size_t group = find_group(cloze, number);
		if (group == CLOZE_GROUPS_MAX) {
			cloze->overflow = true;
			continue;
		}
		cloze->ordinals[cloze->ordinal_count] = number;
		cloze->groups[cloze->ordinal_count++] = group;
		cloze->group_count += group == cloze->group_count;
	}
}

unsigned anki_cloze_number_in(const struct anki_cloze *cloze, size_t deletion, size_t group)
{
	const struct cloze_deletion *d = &cloze->deletions[deletion];
	for (size_t i = 0; i < d->number_count && d->closed && !d->merged; i++) {
		const unsigned *found = cloze->ordinal_count
						? bsearch(&d->numbers[i], cloze->ordinals, cloze->ordinal_count,
							  sizeof(*cloze->ordinals), by_number)
						: NULL;
		if (found && cloze->groups[found - cloze->ordinals] == group)
			return *found;
	}
	return 0;
}

bool anki_cloze_parse(struct anki_cloze *cloze, struct str html)
{
	*cloze = (struct anki_cloze){ .html = html };
	if (!find_deletions(cloze) || !widen(cloze) || !list_ordinals(cloze))
		return false;
	divide(cloze);
	return true;
}

void anki_cloze_release(struct anki_cloze *cloze)
{
	free(cloze->deletions);
	free(cloze->marks);
	free(cloze->ordinals);
	free(cloze->groups);
}
