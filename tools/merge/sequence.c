#include "merge/items.h"

/* The order is that of one side, the leading one. What only the other side has comes after what precedes it there, and
 * after what the leading side inserted at the same place. */
struct merge_order {
	struct items_merge *merge;
	enum merge_side leading, other;
	struct merge_slot head; /* before the first */
};

static struct merge_slot *insert(struct merge_order *sequence, struct merge_slot *after)
{
	struct merge_slot *slot = arena_alloc(sequence->merge->arena, sizeof(*slot));
	if (!slot)
		return NULL;
	slot->next = after->next;
	after->next = slot;
	return slot;
}

/* The counterpart of a piece of one side in another version. */
static const struct merge_piece *counterpart(const struct merge_piece *piece, enum merge_side in)
{
	return !piece->base || in == MERGE_BASE ? piece->base : piece->base->sides[in];
}

/* Whether the children of piece that the other version has are in the same order there. */
static bool same_order(const struct merge_piece *piece, const struct merge_piece *other, enum merge_side in)
{
	size_t at = 0;
	for (size_t i = 0; i < piece->count; i++) {
		const struct merge_piece *wanted = counterpart(piece->children[i], in);
		if (!wanted || wanted->parent != other)
			continue;
		while (at < other->count && other->children[at] != wanted)
			at++;
		if (at == other->count)
			return false;
	}
	return true;
}

/* Maps the ids that a side added. */
static bool map_added(struct map *added, const struct merge_piece *piece)
{
	for (size_t i = 0; i < piece->count; i++) {
		struct merge_piece *child = piece->children[i];
		void **slot = child->base || !child->id.len ? NULL : map_put(added, child->id);
		if (!child->base && child->id.len && !slot)
			return false;
		if (slot)
			*slot = child;
	}
	return true;
}

/* What became of a piece of one side, which has a base, on the other side. */
enum piece_fate {
	FATE_HERE,      /* its place is where this side has it */
	FATE_THERE,     /* the other side moved it */
	FATE_CONTESTED, /* both moved it, to different parents */
};

static enum piece_fate fate_of(const struct merge_piece *piece, const struct merge_piece *twin,
			       const struct merge_piece *parent_there)
{
	if (!twin || piece_is_home(twin) || twin->parent == parent_there)
		return FATE_HERE;
	return piece_is_home(piece) ? FATE_THERE : FATE_CONTESTED;
}

static bool add_leading(struct merge_order *sequence, struct merge_piece *const versions[MERGE_SIDES], size_t skip,
			const struct map *added)
{
	const struct merge_piece *piece = versions[sequence->leading];
	struct merge_slot *last = &sequence->head;
	for (size_t i = skip; i < piece->count; i++) {
		struct merge_piece *child = piece->children[i], *base = child->base, *other = NULL;
		enum piece_fate fate = FATE_HERE;
		if (base) {
			other = base->sides[sequence->other];
			fate = fate_of(child, other, versions[sequence->other]);
		} else if (child->id.len) {
			other = map_get(added, child->id);
		}
		if (fate == FATE_THERE)
			continue;
		last = insert(sequence, last);
		if (!last)
			return false;
		last->contested = fate == FATE_CONTESTED;
		last->versions[sequence->leading] = child;
		if (last->contested)
			continue;
		last->versions[MERGE_BASE] = base;
		last->versions[sequence->other] = other && !other->slot ? other : NULL;
		if (other)
			other->slot = last;
	}
	return true;
}

/* Whether the other side removed it, and this side did not change it. */
static bool is_removed(const struct merge_piece *piece)
{
	return piece->base && piece->base->words == piece->words;
}

static bool is_loose(const struct merge_piece *piece)
{
	return !piece->id.len && !is_removed(piece);
}

/* Whether the leading side has it, too. */
static bool is_kept(const struct merge_order *sequence, const struct merge_piece *piece)
{
	return piece->base && piece->base->sides[sequence->leading];
}

/* Widens the base of a slot by that of a piece. */
static void add_base(struct merge_slot *slot, struct merge_piece *base)
{
	struct merge_piece **first = &slot->versions[MERGE_BASE], **last = &slot->last[MERGE_BASE];
	if (!base)
		return;
	if (!*first || base->lead.at < (*first)->lead.at)
		*first = base;
	if (!*last || base->lead.at > (*last)->lead.at)
		*last = base;
}

/* Joins the loose slots after slot that only the leading side has into one. Returns it, or NULL. */
static struct merge_slot *join_loose(struct merge_order *sequence, struct merge_slot *slot)
{
	enum merge_side leading = sequence->leading;
	struct merge_slot *joined = NULL;
	for (slot = slot->next; slot && !slot->versions[sequence->other]; slot = slot->next) {
		bool loose = is_loose(slot->versions[leading]);
		if (!loose && joined)
			break;
		if (!loose)
			continue;
		if (joined)
			joined->next = slot->next;
		else
			joined = slot;
		joined->last[leading] = slot->versions[leading];
		add_base(joined, slot->versions[leading]->base);
	}
	return joined;
}

/* Adds a child that the leading side has, too, if its place is here. False if memory ran out. */
static bool add_kept(struct merge_order *sequence, struct merge_piece *const versions[MERGE_SIDES],
		     struct merge_piece *child, struct merge_slot **at)
{
	struct merge_piece *twin = child->base->sides[sequence->leading];
	enum piece_fate fate = fate_of(child, twin, versions[sequence->leading]);
	if (fate == FATE_THERE)
		return true;
	struct merge_slot *slot = child->slot ? child->slot : insert(sequence, *at);
	if (!slot)
		return false;
	if (!child->slot) {
		slot->contested = fate == FATE_CONTESTED;
		slot->versions[sequence->other] = child;
		slot->versions[MERGE_BASE] = slot->contested ? NULL : child->base;
		slot->versions[sequence->leading] = slot->contested ? NULL : twin;
	}
	child->slot = *at = slot;
	return true;
}

/* Adds the children from number i on that belong together. Returns their number; 0 if memory ran out. */
static size_t add_others(struct merge_order *sequence, const struct merge_piece *piece, size_t i,
			 struct merge_slot **at)
{
	struct merge_piece *child = piece->children[i];
	struct merge_slot *slot = is_loose(child) ? join_loose(sequence, *at) : NULL;
	size_t count = 1;
	if (!slot) {
		while ((*at)->next && !(*at)->next->versions[sequence->other])
			*at = (*at)->next;
		slot = insert(sequence, *at);
	}
	if (!slot)
		return 0;
	slot->versions[sequence->other] = slot->last[sequence->other] = child;
	add_base(slot, child->base);
	while (is_loose(child) && i + count < piece->count && !piece->children[i + count]->slot &&
	       is_loose(piece->children[i + count]) && !is_kept(sequence, piece->children[i + count])) {
		slot->last[sequence->other] = piece->children[i + count++];
		add_base(slot, slot->last[sequence->other]->base);
	}
	*at = slot;
	return count;
}

bool merge_sequence(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES],
		    const size_t skip[MERGE_SIDES], struct merge_slot **first)
{
	struct merge_order sequence = { .merge = merge, .leading = MERGE_OURS, .other = MERGE_THEIRS };
	const struct merge_piece *ours = versions[MERGE_OURS], *theirs = versions[MERGE_THEIRS];
	if (!same_order(theirs, versions[MERGE_BASE], MERGE_BASE)) {
		if (!same_order(ours, versions[MERGE_BASE], MERGE_BASE) && !same_order(ours, theirs, MERGE_THEIRS))
			return false;
		sequence.leading = MERGE_THEIRS;
		sequence.other = MERGE_OURS;
	}
	struct map added;
	map_init(&added);
	const struct merge_piece *other = versions[sequence.other];
	bool good = map_added(&added, other) && add_leading(&sequence, versions, skip[sequence.leading], &added);
	map_release(&added);
	struct merge_slot *at = &sequence.head;
	for (size_t i = skip[sequence.other], count = 1; i < other->count && good; i += count) {
		struct merge_piece *child = other->children[i];
		count = 1;
		if (is_kept(&sequence, child))
			good = add_kept(&sequence, versions, child, &at);
		else if (child->slot)
			at = child->slot;
		else if (!is_removed(child))
			good = (count = add_others(&sequence, other, i, &at)) > 0;
	}
	merge->chunks->failed = merge->chunks->failed || !good;
	*first = sequence.head.next;
	return good;
}
