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

/* Blocks; if there are too many to compare all, not all of them. */
struct block_list {
	struct merge_piece *pieces[SIMILAR_COUNT_MAX];
	size_t count;
};

/* Lists the blocks that have no counterpart. */
static void list_blocks(struct block_list *list, struct merge_piece *piece, bool is_base, enum merge_side side)
{
	if (may_move(piece) && !piece_is_paired(piece, is_base, side)) {
		if (list->count < SIMILAR_COUNT_MAX)
			list->pieces[list->count] = piece;
		list->count++;
	}
	for (size_t i = 0; i < piece->count; i++)
		list_blocks(list, piece->children[i], is_base, side);
}

/* The index of the piece most similar to the words; SIZE_MAX if none is similar. */
static size_t most_similar(const struct similar_words *to, const struct similar_words *words, size_t count)
{
	size_t best = SIZE_MAX;
	unsigned most = SIMILAR_LEAST - 1;
	for (size_t i = 0; i < count; i++) {
		unsigned percent = similar_percent(to, &words[i]);
		best = percent > most ? i : best;
		most = percent > most ? percent : most;
	}
	return best;
}

bool match_changed(struct merge_piece *base, struct merge_piece *root, enum merge_side side)
{
	struct similar_words before[SIMILAR_COUNT_MAX], after[SIMILAR_COUNT_MAX];
	struct block_list from = { .count = 0 }, to = { .count = 0 };
	struct arena arena;
	list_blocks(&from, base, true, side);
	list_blocks(&to, root, false, side);
	if (!from.count || !to.count || from.count > SIMILAR_COUNT_MAX || to.count > SIMILAR_COUNT_MAX)
		return true;
	arena_init(&arena);
	bool good = similar_read_all(&arena, from.pieces, from.count, before) &&
		    similar_read_all(&arena, to.pieces, to.count, after);
	for (size_t i = 0; i < to.count && good; i++) {
		size_t best = most_similar(&after[i], before, from.count);
		if (best == SIZE_MAX || most_similar(&before[best], after, to.count) != i ||
		    !str_equal(from.pieces[best]->name, to.pieces[i]->name) || to.pieces[i]->base ||
		    from.pieces[best]->sides[side])
			continue;
		piece_pair(from.pieces[best], to.pieces[i], side);
		good = match_below(to.pieces[i], side);
	}
	arena_release(&arena);
	return good;
}
