#include "merge/match.h"

#include "base/map.h"
#include "merge/anywhere.h"
#include "merge/moved.h"
#include "merge/similar.h"

#include <stdlib.h>

enum match_key { MATCH_ID, MATCH_BODY, MATCH_WORDS, MATCH_NAME };

/* The key of a piece, which is a view into it; STR_NONE if it has none. */
static struct str key_of(const struct merge_piece *piece, enum match_key key)
{
	if (key == MATCH_ID)
		return piece->id.len ? piece->id : STR_NONE;
	if (key == MATCH_BODY)
		return piece->body ? (struct str){ (const char *)&piece->body, sizeof(piece->body) } : STR_NONE;
	if (piece->id.len)
		return STR_NONE;
	if (key == MATCH_WORDS)
		return (struct str){ (const char *)&piece->words, sizeof(piece->words) };
	if (piece->several)
		return STR_NONE;
	return piece->name.len ? piece->name : STR("");
}

/* Maps the keys of the children that are not paired yet to them; those that occur twice to twice. */
static bool index_children(struct map *map, const struct merge_piece *parent, bool is_base, enum merge_side side,
			   enum match_key key, struct merge_piece *twice)
{
	for (size_t i = 0; i < parent->count; i++) {
		struct merge_piece *child = parent->children[i];
		struct str name = piece_is_paired(child, is_base, side) ? STR_NONE : key_of(child, key);
		void **slot = name.at ? map_put(map, name) : NULL;
		if (name.at && !slot)
			return false;
		if (slot)
			*slot = *slot ? twice : child;
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
	bool good = index_children(&before, base, true, side, key, &twice) &&
		    index_children(&after, piece, false, side, key, &twice);
	for (size_t i = 0; i < piece->count && good; i++) {
		struct merge_piece *child = piece->children[i];
		struct str name = child->base ? STR_NONE : key_of(child, key);
		struct merge_piece *other = name.at ? map_get(&before, name) : NULL;
		if (other && other != &twice && map_get(&after, name) == child)
			piece_pair(other, child, side);
	}
	map_release(&before);
	map_release(&after);
	return good;
}

/* Children in a row that are not paired. */
struct match_gap {
	struct merge_piece **pieces;
	size_t count;
};

static bool may_pair(const struct merge_piece *base, const struct merge_piece *piece)
{
	return str_equal(base->name, piece->name) && !(base->id.len && piece->id.len);
}

/* Pairs those with the same words from the start, then from the end. Sets both to what is left. */
static void pair_same(struct match_gap *base, struct match_gap *gap, enum merge_side side)
{
	while (base->count && gap->count && base->pieces[0]->words == gap->pieces[0]->words) {
		piece_pair(base->pieces[0], gap->pieces[0], side);
		*base = (struct match_gap){ base->pieces + 1, base->count - 1 };
		*gap = (struct match_gap){ gap->pieces + 1, gap->count - 1 };
	}
	while (base->count && gap->count && base->pieces[base->count - 1]->words == gap->pieces[gap->count - 1]->words)
		piece_pair(base->pieces[--base->count], gap->pieces[--gap->count], side);
}

static bool have_places(struct match_gap base, struct match_gap gap)
{
	bool fits = base.count == gap.count;
	for (size_t i = 0; i < gap.count && fits; i++)
		fits = may_pair(base.pieces[i], gap.pieces[i]);
	return fits;
}

/* Whether each is as similar to the one at its place as to any other. If not, one may have been removed, and another
 * added elsewhere: edits of the one must not go into its neighbour. */
static bool are_in_place(const struct similar_words *before, const struct similar_words *after, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		unsigned percent = similar_percent(&before[i], &after[i]);
		for (size_t j = 0; j < count; j++)
			if (similar_percent(&before[j], &after[i]) > percent)
				return false;
	}
	return true;
}

/* Pairs those at the same places that are at least so similar. */
static void pair_places(struct match_gap base, const struct similar_words *before, struct match_gap gap,
			const struct similar_words *after, enum merge_side side, unsigned least)
{
	for (size_t i = 0; i < gap.count; i++)
		if (!least || similar_percent(&before[i], &after[i]) >= least)
			piece_pair(base.pieces[i], gap.pieces[i], side);
}

/* Pairs the pieces that are similar, in their order. */
static void pair_similar(struct match_gap base, const struct similar_words *before, struct match_gap gap,
			 const struct similar_words *after, enum merge_side side)
{
	for (size_t i = 0, at = 0; i < gap.count; i++) {
		size_t best = SIZE_MAX;
		unsigned most = SIMILAR_LEAST - 1;
		for (size_t j = at; j < base.count; j++) {
			bool may = may_pair(base.pieces[j], gap.pieces[i]);
			unsigned percent = may ? similar_percent(&before[j], &after[i]) : 0;
			best = percent > most ? j : best;
			most = percent > most ? percent : most;
		}
		if (best == SIZE_MAX)
			continue;
		piece_pair(base.pieces[best], gap.pieces[i], side);
		at = best + 1;
	}
}

/* Pairs those in the same place if they are as many, with the same names, or else those that are similar. */
static bool pair_rest(struct match_gap base, struct match_gap gap, enum merge_side side, bool by_place)
{
	struct similar_words before[SIMILAR_COUNT_MAX], after[SIMILAR_COUNT_MAX];
	struct arena arena;
	bool places = have_places(base, gap), many = base.count > SIMILAR_COUNT_MAX || gap.count > SIMILAR_COUNT_MAX;
	if (many || (places && by_place && gap.count == 1)) {
		if (places)
			pair_places(base, before, gap, after, side, 0);
		return true;
	}
	if (!base.count || !gap.count)
		return true;
	arena_init(&arena);
	bool good = similar_read_all(&arena, base.pieces, base.count, before) &&
		    similar_read_all(&arena, gap.pieces, gap.count, after);
	if (good && places && are_in_place(before, after, gap.count))
		pair_places(base, before, gap, after, side, by_place ? 0 : SIMILAR_LEAST);
	else if (good)
		pair_similar(base, before, gap, after, side);
	arena_release(&arena);
	return good;
}

/* Lists the children that have no counterpart, or have it in the other parent. Sets the number of those of the base. */
static bool list_home(struct match_gap *home, const struct merge_piece *parent, const struct merge_piece *other,
		      bool is_base, enum merge_side side)
{
	*home = (struct match_gap){ malloc((parent->count + 1) * sizeof(struct merge_piece *)), 0 };
	for (size_t i = 0; i < parent->count && home->pieces; i++) {
		struct merge_piece *child = parent->children[i];
		const struct merge_piece *twin = is_base ? child->sides[side] : child->base;
		if (twin && twin->parent != other)
			continue;
		if (is_base)
			child->number = home->count;
		home->pieces[home->count++] = child;
	}
	return home->pieces != NULL;
}

/* The gap from number i on. */
static struct match_gap gap_at(struct match_gap list, size_t i, bool is_base, enum merge_side side)
{
	struct match_gap gap = { list.pieces + i, 0 };
	while (i + gap.count < list.count && !piece_is_paired(list.pieces[i + gap.count], is_base, side))
		gap.count++;
	return gap;
}

/* Pairs what is between two pairs that follow each other in both versions. */
static bool match_gaps(struct match_gap base, struct match_gap list, enum merge_side side, bool by_place)
{
	size_t at = 0; /* after the counterpart of the piece before */
	for (size_t i = 0; i < list.count;) {
		struct match_gap gap = gap_at(list, i, false, side), old = gap_at(base, at, true, side);
		i += gap.count;
		at += old.count;
		const struct merge_piece *next = i < list.count ? list.pieces[i]->base : NULL;
		bool follows = at < base.count ? base.pieces[at] == next : !next;
		if (follows)
			pair_same(&old, &gap, side);
		if (follows && !pair_rest(old, gap, side, by_place))
			return false;
		if (next)
			at = next->number + 1;
		i += next != NULL;
	}
	return true;
}

/* Pairs the children of a pair. */
static bool match_children(struct merge_piece *piece, enum merge_side side, bool by_place)
{
	struct match_gap old = { NULL, 0 }, new = { NULL, 0 };
	struct merge_piece *base = piece->base;
	bool good = true;
	for (enum match_key key = MATCH_ID; key <= MATCH_NAME && good; key++)
		good = match_by(base, piece, side, key);
	good = good && list_home(&old, base, piece, true, side) && list_home(&new, piece, base, false, side) &&
	       match_gaps(old, new, side, by_place);
	free(old.pieces);
	free(new.pieces);
	return good;
}

/* Pairs what is in two pieces with the same bytes. */
static void match_same(struct merge_piece *piece, enum merge_side side)
{
	for (size_t i = 0; i < piece->count; i++) {
		struct merge_piece *child = piece->children[i], *old = piece->base->children[i];
		if (!child->base && !old->sides[side])
			piece_pair(old, child, side);
		if (child->base == old)
			match_same(child, side);
	}
}

bool match_below(struct merge_piece *piece, enum merge_side side, bool by_place)
{
	/* The type decides how the bytes are read. */
	if (piece->base && piece->type == piece->base->type && str_equal(piece->text, piece->base->text)) {
		match_same(piece, side);
		return true;
	}
	if (piece->base && !match_children(piece, side, by_place))
		return false;
	for (size_t i = 0; i < piece->count; i++)
		if (!match_below(piece->children[i], side, by_place))
			return false;
	return true;
}

/* Finds which pieces of a side were moved by a side, or contain one that was. */
static bool find_restless(struct merge_piece *piece, enum merge_side other)
{
	const struct merge_piece *twin = piece->base ? piece->base->sides[other] : NULL;
	piece->restless = piece->moved || (twin && twin->moved);
	for (size_t i = 0; i < piece->count; i++)
		piece->restless = find_restless(piece->children[i], other) || piece->restless;
	return piece->restless;
}

bool match_versions(struct merge_piece *const versions[MERGE_SIDES])
{
	struct merge_piece *base = versions[MERGE_BASE];
	/* What is an id in other files, such as the name of a tag, may be no unique one. */
	bool lesson = true;
	for (int i = 0; i < MERGE_SIDES; i++)
		lesson = lesson && versions[i]->count && versions[i]->children[0]->type;
	for (enum merge_side side = MERGE_OURS; side <= MERGE_THEIRS; side++) {
		struct merge_piece *root = versions[side];
		piece_pair(base, root, side);
		if (base->count && root->count) /* the root element, whatever its id */
			piece_pair(base->children[0], root->children[0], side);
		if (lesson && (!match_anywhere(base, root, side) || !match_below(root, side, false) ||
			       !match_changed(base, root, side)))
			return false;
	}
	if (lesson && !match_rewritten(versions))
		return false;
	for (enum merge_side side = MERGE_OURS; side <= MERGE_THEIRS; side++)
		if (!match_below(versions[side], side, true) || !find_moved(versions[side]))
			return false;
	find_restless(versions[MERGE_OURS], MERGE_THEIRS);
	find_restless(versions[MERGE_THEIRS], MERGE_OURS);
	return true;
}
