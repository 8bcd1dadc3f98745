#include "merge/match.h"

#include "base/map.h"
#include "merge/similar.h"

#include <stdlib.h>

static void pair(struct merge_piece *base, struct merge_piece *piece, enum merge_side side)
{
	piece->base = base;
	base->sides[side] = piece;
}

enum match_key { MATCH_ID, MATCH_WORDS, MATCH_NAME };

/* The key of a piece, which is a view into it; STR_NONE if it has none. */
static struct str key_of(const struct merge_piece *piece, enum match_key key)
{
	if (key == MATCH_ID)
		return piece->id.len ? piece->id : STR_NONE;
	if (piece->id.len)
		return STR_NONE;
	if (key == MATCH_WORDS)
		return (struct str){ (const char *)&piece->words, sizeof(piece->words) };
	return piece->name.len ? piece->name : STR("");
}

static bool is_paired(const struct merge_piece *piece, bool is_base, enum merge_side side)
{
	return is_base ? piece->sides[side] != NULL : piece->base != NULL;
}

/* Maps the keys of the children that are not paired yet to them; those that occur twice to twice. */
static bool index_children(struct map *map, const struct merge_piece *parent, bool is_base, enum merge_side side,
			   enum match_key key, struct merge_piece *twice)
{
	for (size_t i = 0; i < parent->count; i++) {
		struct merge_piece *child = parent->children[i];
		struct str name = is_paired(child, is_base, side) ? STR_NONE : key_of(child, key);
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
			pair(other, child, side);
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

/* Pairs those with the same words from the start, then from the end; then all if they are as many, with the same names.
 * Sets both to what is left. */
static void pair_places(struct match_gap *old, struct match_gap *new, enum merge_side side)
{
	struct match_gap base = *old, gap = *new;
	while (base.count && gap.count && base.pieces[0]->words == gap.pieces[0]->words) {
		pair(base.pieces[0], gap.pieces[0], side);
		base = (struct match_gap){ base.pieces + 1, base.count - 1 };
		gap = (struct match_gap){ gap.pieces + 1, gap.count - 1 };
	}
	while (base.count && gap.count && base.pieces[base.count - 1]->words == gap.pieces[gap.count - 1]->words)
		pair(base.pieces[--base.count], gap.pieces[--gap.count], side);
	bool fits = base.count == gap.count;
	for (size_t i = 0; i < gap.count && fits; i++)
		fits = may_pair(base.pieces[i], gap.pieces[i]);
	for (size_t i = 0; i < gap.count && fits; i++)
		pair(base.pieces[i], gap.pieces[i], side);
	*old = (struct match_gap){ base.pieces, fits ? 0 : base.count };
	*new = (struct match_gap){ gap.pieces, fits ? 0 : gap.count };
}

enum {
	SIMILAR_LEAST = 50, /* percent, of pieces that are probably versions of each other */
	SIMILAR_COUNT_MAX = 50, /* in longer gaps, none are looked for */
};

static bool read_words(struct arena *arena, struct match_gap gap, struct similar_words words[SIMILAR_COUNT_MAX])
{
	for (size_t i = 0; i < gap.count; i++)
		if (!similar_read(arena, gap.pieces[i]->text, &words[i]))
			return false;
	return true;
}

/* Pairs the pieces that are similar, in their order. */
static bool pair_similar(struct match_gap base, struct match_gap gap, enum merge_side side)
{
	struct similar_words before[SIMILAR_COUNT_MAX], after[SIMILAR_COUNT_MAX];
	struct arena arena;
	if (!base.count || !gap.count || base.count > SIMILAR_COUNT_MAX || gap.count > SIMILAR_COUNT_MAX)
		return true;
	arena_init(&arena);
	bool good = read_words(&arena, base, before) && read_words(&arena, gap, after);
	for (size_t i = 0, at = 0; i < gap.count && good; i++) {
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
		pair(base.pieces[best], gap.pieces[i], side);
		at = best + 1;
	}
	arena_release(&arena);
	return good;
}

/* The gap from child number i on. */
static struct match_gap gap_at(const struct merge_piece *parent, size_t i, bool is_base, enum merge_side side)
{
	struct match_gap gap = { parent->children + i, 0 };
	while (i + gap.count < parent->count && !is_paired(parent->children[i + gap.count], is_base, side))
		gap.count++;
	return gap;
}

/* Pairs what is between two pairs that follow each other in both versions. */
static bool match_gaps(struct merge_piece *base, struct merge_piece *piece, enum merge_side side)
{
	size_t at = 0; /* after the counterpart of the child before */
	for (size_t i = 0; i < piece->count;) {
		struct match_gap gap = gap_at(piece, i, false, side), old = gap_at(base, at, true, side);
		i += gap.count;
		at += old.count;
		const struct merge_piece *next = i < piece->count ? piece->children[i]->base : NULL;
		bool follows = at < base->count ? base->children[at] == next : !next;
		if (follows)
			pair_places(&old, &gap, side);
		if (follows && !pair_similar(old, gap, side))
			return false;
		if (next)
			at = next->number + 1;
		i += next != NULL;
	}
	return true;
}

bool match_children(struct merge_piece *base, struct merge_piece *piece, enum merge_side side)
{
	for (enum match_key key = MATCH_ID; key <= MATCH_NAME; key++)
		if (!match_by(base, piece, side, key))
			return false;
	if (!match_gaps(base, piece, side))
		return false;
	for (size_t i = 0; i < piece->count; i++) {
		struct merge_piece *child = piece->children[i];
		if (child->base && !match_children(child->base, child, side))
			return false;
	}
	return true;
}
