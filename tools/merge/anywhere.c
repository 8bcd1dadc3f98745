#include "merge/anywhere.h"

#include "base/map.h"
#include "merge/match.h"
#include "merge/similar.h"
#include "merge/words.h"

/* Maps the ids of a lesson that are unique in it to their pieces. */
static bool index_ids(struct map *map, struct merge_piece *piece, struct merge_piece *twice)
{
	void **slot = NULL;
	bool has = piece->id.len && !str_is(piece->name, "choice");
	if (has && !(slot = map_put(map, piece->id)))
		return false;
	if (has)
		*slot = *slot ? twice : piece;
	for (size_t i = 0; i < piece->count; i++)
		if (!index_ids(map, piece->children[i], twice))
			return false;
	return true;
}

enum { PIECES_MAX = 300 };    /* of more that have no counterpart, none is compared with the others */
enum { MOVED_WORDS_MIN = 4 }; /* fewer may be there by chance */

/* Whether the content of an element is the text of a section, and not that of a question or the like. */
static bool is_prose(const struct merge_piece *piece)
{
	static const char *const names[] = { "section", "callout", "list", "item" };
	bool is = true;
	for (; is && piece && !str_is(piece->name, "lesson"); piece = piece->parent) {
		is = false;
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
			is = is || str_is(piece->name, names[i]);
	}
	return is;
}

/* Whether it is a block of text that may be elsewhere in the other version. The parts of an item belong to it. */
static bool may_move(const struct merge_piece *piece)
{
	const struct merge_piece *parent = piece->parent;
	struct str text = piece->text;
	if (piece->id.len || piece_is_text(piece) || str_is(piece->name, "title") || !parent ||
	    str_is(parent->name, "lesson") || !is_prose(parent))
		return false;
	for (int i = 0; i < MOVED_WORDS_MIN; i++)
		if (!words_next(&text).len)
			return false;
	return true;
}

/* Maps the words of the blocks that are unique in a lesson to them. */
static bool index_blocks(struct map *map, struct merge_piece *piece, struct merge_piece *twice)
{
	void **slot = NULL;
	if (may_move(piece)) {
		slot = map_put(map, (struct str){ (const char *)&piece->words, sizeof(piece->words) });
		if (!slot)
			return false;
		*slot = *slot ? twice : piece;
	}
	for (size_t i = 0; i < piece->count; i++)
		if (!index_blocks(map, piece->children[i], twice))
			return false;
	return true;
}

typedef bool index_pieces(struct map *map, struct merge_piece *piece, struct merge_piece *twice);

/* Pairs the pieces whose key, by which they are mapped, is unique in both versions, wherever they are. */
static bool match_unique(struct merge_piece *base, struct merge_piece *root, enum merge_side side, index_pieces *index)
{
	struct merge_piece twice = { .count = 0 };
	struct map before, after;
	map_init(&before);
	map_init(&after);
	bool good = index(&before, base, &twice) && index(&after, root, &twice);
	for (size_t i = 0; i < after.room && good; i++) {
		struct merge_piece *piece = after.slots[i].value, *old;
		if (!piece || piece == &twice)
			continue;
		old = map_get(&before, (struct str){ after.slots[i].key, after.slots[i].len });
		if (old && old != &twice && !old->sides[side] && !piece->base)
			piece_pair(old, piece, side);
	}
	map_release(&before);
	map_release(&after);
	return good;
}

bool match_anywhere(struct merge_piece *base, struct merge_piece *root, enum merge_side side)
{
	return match_unique(base, root, side, index_ids) && match_unique(base, root, side, index_blocks);
}

/* Pieces; if there are too many to compare all, not all of them. */
struct piece_list {
	struct merge_piece *pieces[PIECES_MAX];
	size_t count;
};

/* Whether to list a piece of the base or of a side. */
typedef bool list_filter(const struct merge_piece *piece, bool is_base, enum merge_side side);

/* Lists pieces that have no counterpart. */
static void list_pieces(struct piece_list *list, struct merge_piece *piece, bool is_base, enum merge_side side,
			list_filter *filter)
{
	if (!piece_is_paired(piece, is_base, side) && filter(piece, is_base, side)) {
		if (list->count < PIECES_MAX)
			list->pieces[list->count] = piece;
		list->count++;
	}
	for (size_t i = 0; i < piece->count; i++)
		list_pieces(list, piece->children[i], is_base, side, filter);
}

/* What is left of two versions, to be paired by what is most similar. */
struct leftovers {
	struct piece_list before, after;
	enum merge_side side;
	unsigned least; /* percent of similar ones */
	bool (*may_pair)(const struct merge_piece *base, const struct merge_piece *piece);
};

/* The index of the piece most similar to one, and that may be paired with it; SIZE_MAX if there is none. */
static size_t most_similar(const struct leftovers *left, bool is_base, const struct merge_piece *piece,
			   const struct similar_words *words, const struct similar_words *others)
{
	const struct piece_list *list = is_base ? &left->after : &left->before;
	size_t best = SIZE_MAX;
	unsigned most = left->least - 1;
	for (size_t i = 0; i < list->count; i++) {
		const struct merge_piece *other = list->pieces[i];
		unsigned percent = similar_percent(words, &others[i]);
		if (percent <= most || !(is_base ? left->may_pair(piece, other) : left->may_pair(other, piece)))
			continue;
		best = i;
		most = percent;
	}
	return best;
}

/* Pairs the pieces of which each is the one most similar to the other. */
static bool pair_similar(const struct leftovers *left)
{
	struct similar_words before[PIECES_MAX], after[PIECES_MAX];
	const struct piece_list *from = &left->before, *to = &left->after;
	struct arena arena;
	if (!from->count || !to->count || from->count > PIECES_MAX || to->count > PIECES_MAX)
		return true;
	arena_init(&arena);
	bool good = similar_read_all(&arena, from->pieces, from->count, before) &&
		    similar_read_all(&arena, to->pieces, to->count, after);
	for (size_t i = 0; i < to->count && good; i++) {
		struct merge_piece *piece = to->pieces[i], *base;
		size_t best = most_similar(left, false, piece, &after[i], before);
		if (best == SIZE_MAX)
			continue;
		base = from->pieces[best];
		if (piece->base || base->sides[left->side] || most_similar(left, true, base, &before[best], after) != i)
			continue;
		piece_pair(base, piece, left->side);
		good = match_below(piece, left->side, false);
	}
	arena_release(&arena);
	return good;
}

static bool may_change(const struct merge_piece *piece, bool is_base, enum merge_side side)
{
	(void)is_base, (void)side;
	return !piece->id.len && !piece_is_text(piece) && piece->parent;
}

/* Blocks of text may be anywhere; others stay in their parent. */
static bool may_be_moved(const struct merge_piece *base, const struct merge_piece *piece)
{
	return str_equal(base->name, piece->name) &&
	       (piece->parent->base == base->parent || (may_move(base) && may_move(piece)));
}

bool match_changed(struct merge_piece *base, struct merge_piece *root, enum merge_side side)
{
	struct leftovers left = { .side = side, .least = SIMILAR_LEAST, .may_pair = may_be_moved };
	list_pieces(&left.before, base, true, side, may_change);
	list_pieces(&left.after, root, false, side, may_change);
	return pair_similar(&left);
}

/* Of the base, what the other side did not leave as it was. */
static bool is_in_doubt(const struct merge_piece *piece, bool is_base, enum merge_side side)
{
	const struct merge_piece *other = piece->sides[side == MERGE_OURS ? MERGE_THEIRS : MERGE_OURS];
	return may_change(piece, is_base, side) &&
	       (!is_base || !other || other->words != piece->words || other->parent->base != piece->parent);
}

static bool is_text_only(const struct merge_piece *piece)
{
	return piece->count == 1 && piece_is_text(piece->children[0]);
}

/* A paragraph may also become an item of a list. */
static bool may_be_rewritten(const struct merge_piece *base, const struct merge_piece *piece)
{
	return may_be_moved(base, piece) ||
	       (is_text_only(base) && is_text_only(piece) && may_move(base) && may_move(piece));
}

bool match_rewritten(struct merge_piece *const versions[MERGE_SIDES])
{
	struct leftovers left[MERGE_SIDES];
	for (enum merge_side side = MERGE_OURS; side <= MERGE_THEIRS; side++) {
		left[side] = (struct leftovers){ .side = side, .least = SIMILAR_REWRITTEN };
		left[side].may_pair = may_be_rewritten;
		list_pieces(&left[side].before, versions[MERGE_BASE], true, side, is_in_doubt);
		list_pieces(&left[side].after, versions[side], false, side, is_in_doubt);
	}
	return pair_similar(&left[MERGE_OURS]) && pair_similar(&left[MERGE_THEIRS]);
}
