#include "merge/match.h"

#include "base/hash.h"
#include "report/diff_lines.h"

#include <stdlib.h>

static void pair(struct merge_piece *base, struct merge_piece *piece, enum merge_side side)
{
	piece->base = base;
	base->sides[side] = piece;
}

enum match_key { MATCH_ID, MATCH_NAME };

static struct str key_of(const struct merge_piece *piece, enum match_key key)
{
	if (key == MATCH_ID)
		return piece->id;
	if (piece->id.len)
		return STR_NONE;
	return piece->name.len ? piece->name : STR("");
}

/* Maps the keys of children to them; those that occur twice to twice. */
static bool index_children(struct map *map, const struct merge_piece *parent, enum match_key key,
			   struct merge_piece *twice)
{
	for (size_t i = 0; i < parent->count; i++) {
		struct str name = key_of(parent->children[i], key);
		void **slot = name.at ? map_put(map, name) : NULL;
		if (name.at && !slot)
			return false;
		if (slot)
			*slot = *slot ? twice : parent->children[i];
	}
	return true;
}

/* Pairs the children whose key occurs once in both. */
static bool match_by(struct merge_piece *base, struct merge_piece *piece, enum merge_side side, enum match_key key)
{
	struct merge_piece twice = { .count = 0 };
	struct map before, after;
	map_init(&before);
	map_init(&after);
	bool good = index_children(&before, base, key, &twice) && index_children(&after, piece, key, &twice);
	for (size_t i = 0; i < piece->count && good; i++) {
		struct merge_piece *child = piece->children[i];
		struct str name = key_of(child, key);
		struct merge_piece *other = name.at ? map_get(&before, name) : NULL;
		if (other && other != &twice && map_get(&after, name) == child)
			pair(other, child, side);
	}
	map_release(&before);
	map_release(&after);
	return good;
}

/* The children that are not paired yet, in order. */
struct match_list {
	struct merge_piece **pieces;
	size_t count;
	struct buf words; /* a line for each */
};

/* of: the side that is matched. */
static bool list_init(struct match_list *list, const struct merge_piece *parent, bool is_base, enum merge_side of)
{
	*list = (struct match_list){ .pieces = malloc((parent->count + 1) * sizeof(struct merge_piece *)) };
	buf_init(&list->words, BUF_CAP);
	for (size_t i = 0; i < parent->count && list->pieces; i++) {
		struct merge_piece *child = parent->children[i];
		char hash[HASH_HEX];
		if (is_base ? child->sides[of] : child->base)
			continue;
		list->pieces[list->count++] = child;
		hash_hex(child->words, hash);
		buf_format(&list->words, "%s\n", hash);
	}
	return list->pieces && !buf_failed(&list->words);
}

static void list_release(struct match_list *list)
{
	free(list->pieces);
	buf_release(&list->words);
}

static bool may_pair(const struct merge_piece *base, const struct merge_piece *piece)
{
	return str_equal(base->name, piece->name) && !(base->id.len && piece->id.len);
}

/* Pairs those between two that are equal if they are as many, with the same names. */
static void pair_gap(struct merge_piece **base, size_t base_count, struct merge_piece **pieces, size_t count,
		     enum merge_side side)
{
	bool fits = base_count == count;
	for (size_t i = 0; i < count && fits; i++)
		fits = may_pair(base[i], pieces[i]);
	for (size_t i = 0; i < count && fits; i++)
		pair(base[i], pieces[i], side);
}

static void pair_lists(const struct match_list *before, const struct match_list *after, const struct lines *old,
		       const struct lines *new, enum merge_side side)
{
	size_t i = 0, j = 0;
	while (i < before->count || j < after->count) {
		size_t from = i, to = j;
		while (old->changed[i])
			i++;
		while (new->changed[j])
			j++;
		pair_gap(before->pieces + from, i - from, after->pieces + to, j - to, side);
		if (i < before->count && j < after->count)
			pair(before->pieces[i++], after->pieces[j++], side);
	}
}

static bool match_rest(struct merge_piece *base, struct merge_piece *piece, enum merge_side side)
{
	struct match_list before = { .count = 0 }, after = { .count = 0 };
	struct lines old = { .count = 0 }, new = { .count = 0 };
	bool good = list_init(&before, base, true, side) && list_init(&after, piece, false, side);
	if (good && before.count && after.count) {
		good = lines_compare(&old, &new, buf_view(&before.words), buf_view(&after.words));
		if (good)
			pair_lists(&before, &after, &old, &new, side);
	}
	lines_release(&old);
	lines_release(&new);
	list_release(&before);
	list_release(&after);
	return good;
}

bool match_children(struct merge_piece *base, struct merge_piece *piece, enum merge_side side)
{
	if (!match_by(base, piece, side, MATCH_ID) || !match_by(base, piece, side, MATCH_NAME) ||
	    !match_rest(base, piece, side))
		return false;
	for (size_t i = 0; i < piece->count; i++) {
		struct merge_piece *child = piece->children[i];
		if (child->base && !match_children(child->base, child, side))
			return false;
	}
	return true;
}
