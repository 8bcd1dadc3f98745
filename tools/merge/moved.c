#include "merge/moved.h"

#include "lesson/bytes.h"

#include <stdlib.h>

static bool has_stayed(const struct merge_piece *piece)
{
	return piece->base && piece->parent->base == piece->base->parent;
}

static bool in_order(const struct merge_piece *parent)
{
	size_t next = 0;
	for (size_t i = 0; i < parent->count; i++) {
		const struct merge_piece *child = parent->children[i];
		if (!has_stayed(child))
			continue;
		if (child->base->number < next)
			return false;
		next = child->base->number + 1;
	}
	return true;
}

/* A row of children in the order of the base, one of the longest: ends[n] is the last child of the row of n + 1 that
 * has the lowest end; before is the one before each child. */
struct longest_row {
	size_t *ends, *before;
	size_t count;
};

/* The first row that doesn't end before number. */
static size_t find_row(const struct merge_piece *parent, const struct longest_row *row, size_t number)
{
	size_t low = 0, high = row->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (parent->children[row->ends[middle]]->base->number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Marks all children that stayed with their parent as moved, except those of the longest row in order. */
static bool find_moved_siblings(struct merge_piece *parent)
{
	struct longest_row row = { malloc(parent->count * sizeof(size_t)), malloc(parent->count * sizeof(size_t)), 0 };
	bool good = row.ends && row.before;
	for (size_t i = 0; i < parent->count && good; i++) {
		struct merge_piece *child = parent->children[i];
		if (!has_stayed(child))
			continue;
		child->moved = true;
		size_t at = find_row(parent, &row, child->base->number);
		row.before[i] = at > 0 ? row.ends[at - 1] : SIZE_MAX;
		row.ends[at] = i;
		row.count += at == row.count;
	}
	for (size_t i = good && row.count ? row.ends[row.count - 1] : SIZE_MAX; i != SIZE_MAX; i = row.before[i])
		parent->children[i]->moved = false;
	free(row.ends);
	free(row.before);
	return good;
}

bool find_moved(struct merge_piece *root)
{
	for (size_t i = 0; root->base && i < root->base->count; i++)
		root->base->children[i]->number = i;
	if (!in_order(root) && !find_moved_siblings(root))
		return false;
	const struct merge_piece *after = NULL;
	for (size_t i = 0; i < root->count; i++) {
		struct merge_piece *child = root->children[i];
		child->moved = child->moved || (child->base && !has_stayed(child));
		child->after = after;
		if (child->base && !child->moved)
			after = child->base;
		if (!find_moved(child))
			return false;
	}
	return true;
}

bool tear(struct merge_piece *piece, enum merge_side other)
{
	const struct merge_piece *twin = piece->base ? piece->base->sides[other] : NULL;
	bool more = false;
	if (twin && (piece->moved || twin->moved)) {
		more = !piece->base->torn;
		piece->base->torn = true;
	}
	for (size_t i = 0; i < piece->count && piece->restless; i++)
		more = tear(piece->children[i], other) || more;
	return more;
}

static bool is_moved(const struct merge_piece *base)
{
	const struct merge_piece *ours = base->sides[MERGE_OURS], *theirs = base->sides[MERGE_THEIRS];
	return ours && theirs && (ours->moved || theirs->moved);
}

/* Whether a piece that was moved will be in itself; more parents than a lesson may have are a circle, too. */
static bool is_circle(const struct merge_piece *moved)
{
	const struct merge_piece *base = moved, *at = NULL;
	for (size_t depth = 0; depth <= 2 * LESSON_DEPTH_MAX; depth++) {
		const struct merge_piece *ours = base ? base->sides[MERGE_OURS] : NULL;
		const struct merge_piece *theirs = base ? base->sides[MERGE_THEIRS] : NULL;
		if (ours && theirs)
			at = theirs->moved && !ours->moved ? theirs : ours;
		at = at->parent;
		if (!at || (at->base && at->base->torn))
			return false;
		base = at->base;
		if (base == moved)
			return true;
	}
	return true;
}

void tear_circles(struct merge_piece *base)
{
	base->torn = is_moved(base) && is_circle(base);
	for (size_t i = 0; i < base->count; i++)
		tear_circles(base->children[i]);
}
