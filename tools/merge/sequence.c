#include "merge/items.h"

/* The order is ours, but for what only they moved. What a side moved or added comes after what precedes it there. The
 * order of what both put at the same place must not depend on which of them is ours, so their texts decide. */
struct merge_order {
	struct items_merge *merge;
	struct merge_slot head; /* before the first */
};

static struct merge_slot *insert(struct merge_order *order, struct merge_slot *after)
{
	struct merge_slot *slot = arena_alloc(order->merge->arena, sizeof(*slot));
	if (!slot)
		return NULL;
	slot->next = after->next;
	after->next = slot;
	return slot;
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

/* Where a piece that both sides have is to be. */
enum piece_fate {
	FATE_HERE,	/* where this side has it */
	FATE_THERE,	/* where the other side moved it */
	FATE_CONTESTED, /* both moved it, to different places, or it is torn */
};

/* twin is the piece on the other side, where the parent is parent_there. */
static enum piece_fate fate_of(const struct merge_piece *piece, const struct merge_piece *twin,
			       const struct merge_piece *parent_there)
{
	if (piece->base->torn)
		return FATE_CONTESTED;
	if (!twin->moved)
		return FATE_HERE;
	if (!piece->moved)
		return FATE_THERE;
	return twin->parent == parent_there && twin->after == piece->after ? FATE_HERE : FATE_CONTESTED;
}

static struct merge_slot *insert_kept(struct merge_order *order, struct merge_slot *at, struct merge_piece *ours,
				      struct merge_piece *theirs)
{
	struct merge_slot *slot = insert(order, at);
	if (!slot)
		return NULL;
	slot->versions[MERGE_BASE] = ours->base;
	slot->versions[MERGE_OURS] = ours;
	slot->versions[MERGE_THEIRS] = theirs;
	return theirs->slot = slot;
}

static struct merge_slot *insert_contested(struct merge_order *order, struct merge_slot *at, struct merge_piece *piece,
					   enum merge_side side)
{
	struct merge_slot *slot = insert(order, at);
	if (!slot)
		return NULL;
	slot->contested = true;
	slot->versions[side] = piece;
	return slot;
}

static bool add_ours(struct merge_order *order, struct merge_piece *const versions[MERGE_SIDES], size_t skip,
		     const struct map *added)
{
	const struct merge_piece *piece = versions[MERGE_OURS];
	struct merge_slot *last = &order->head;
	for (size_t i = skip; i < piece->count && last; i++) {
		struct merge_piece *child = piece->children[i], *base = child->base;
		struct merge_piece *twin = base ? base->sides[MERGE_THEIRS] : NULL;
		enum piece_fate fate = twin ? fate_of(child, twin, versions[MERGE_THEIRS]) : FATE_HERE;
		if (fate == FATE_THERE)
			continue;
		if (!base && child->id.len)
			twin = map_get(added, child->id);
		if (fate == FATE_CONTESTED) {
			last = insert_contested(order, last, child, MERGE_OURS);
		} else if (twin && !twin->slot) {
			last = insert_kept(order, last, child, twin);
		} else if ((last = insert(order, last))) {
			last->versions[MERGE_BASE] = base;
			last->versions[MERGE_OURS] = child;
		}
	}
	return last != NULL;
}

static bool is_loose(const struct merge_piece *piece)
{
	return !piece->id.len && !piece_may_go(piece);
}

/* Whether we have it, too. */
static bool is_kept(const struct merge_piece *piece)
{
	return piece->base && piece->base->sides[MERGE_OURS];
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

/* The side that put a slot where it is; MERGE_BASE if both have it there. */
static enum merge_side owner_of(const struct merge_slot *slot)
{
	const struct merge_piece *ours = slot->versions[MERGE_OURS], *theirs = slot->versions[MERGE_THEIRS];
	if (!ours || !theirs)
		return ours ? MERGE_OURS : MERGE_THEIRS;
	if (slot->last[MERGE_OURS] || slot->last[MERGE_THEIRS] || ours->moved == theirs->moved)
		return MERGE_BASE;
	return ours->moved ? MERGE_OURS : MERGE_THEIRS;
}

/* Joins the loose slots after slot that only we have, and that follow each other in our version, into one. Returns it,
 * or NULL. */
static struct merge_slot *join_loose(struct merge_slot *slot)
{
	struct merge_slot *joined = NULL;
	for (slot = slot->next; slot && owner_of(slot) == MERGE_OURS; slot = slot->next) {
		if (slot->versions[MERGE_THEIRS]) { /* we moved it there */
			if (joined)
				break;
			continue;
		}
		struct merge_piece *piece = slot->versions[MERGE_OURS];
		const struct merge_piece *last = joined ? joined->last[MERGE_OURS] : NULL;
		bool follows = !last || last->text.at + last->text.len == piece->lead.at;
		if (joined && !(is_loose(piece) && follows))
			break;
		if (!is_loose(piece))
			continue;
		if (joined)
			joined->next = slot->next;
		else
			joined = slot;
		joined->last[MERGE_OURS] = piece;
		add_base(joined, piece->base);
	}
	return joined;
}

/* Adds a child of theirs that we have, too. Moves *at to its slot if its place is here. False if memory ran out. */
static bool add_kept(struct merge_order *order, struct merge_piece *const versions[MERGE_SIDES],
		     struct merge_piece *child, struct merge_slot **at)
{
	struct merge_piece *twin = child->base->sides[MERGE_OURS];
	enum piece_fate fate = fate_of(child, twin, versions[MERGE_OURS]);
	if (fate == FATE_CONTESTED)
		*at = insert_contested(order, *at, child, MERGE_THEIRS);
	else if (fate == FATE_HERE)
		*at = child->slot ? child->slot : insert_kept(order, *at, twin, child);
	return *at != NULL;
}

/* Adds the children of theirs from number i on that belong together. Returns their number; 0 if memory ran out. */
static size_t add_theirs(struct merge_order *order, const struct merge_piece *piece, size_t i, struct merge_slot **at)
{
	struct merge_piece *child = piece->children[i];
	struct merge_slot *slot = is_loose(child) ? join_loose(*at) : NULL;
	size_t count = 1;
	if (!slot) {
		while ((*at)->next && !(*at)->next->versions[MERGE_THEIRS])
			*at = (*at)->next;
		slot = insert(order, *at);
	}
	if (!slot)
		return 0;
	slot->versions[MERGE_THEIRS] = slot->last[MERGE_THEIRS] = child;
	add_base(slot, child->base);
	while (is_loose(child) && i + count < piece->count && !piece->children[i + count]->slot &&
	       is_loose(piece->children[i + count]) && !is_kept(piece->children[i + count])) {
		slot->last[MERGE_THEIRS] = piece->children[i + count++];
		add_base(slot, slot->last[MERGE_THEIRS]->base);
	}
	*at = slot;
	return count;
}

/* Slots of a side that follow each other. */
struct slot_run {
	struct merge_slot *first, **end; /* where the next one is linked */
	struct str text;		 /* of the first that is not removed by the other side */
	size_t count;
};

static void run_add(struct slot_run *run, struct merge_slot *slot, enum merge_side side)
{
	const struct merge_piece *piece = slot->versions[side];
	bool alone = !slot->versions[MERGE_OURS] || !slot->versions[MERGE_THEIRS];
	bool stays = !alone || slot->contested || !slot->versions[MERGE_BASE] || !piece_may_go(piece);
	*run->end = slot;
	run->end = &slot->next;
	run->count++;
	if (stays && !run->text.len)
		run->text = piece->text;
}

static bool comes_first(const struct slot_run *ours, const struct slot_run *theirs)
{
	int order = str_compare(ours->text, theirs->text);
	if (!ours->first || !theirs->first)
		return ours->first;
	/* If both moved a piece here, both versions should be next to each other. */
	return order < 0 || (order == 0 && ours->count <= theirs->count);
}

/* Orders what both sides put at the same places. */
static void order_runs(struct merge_slot *head)
{
	struct merge_slot *last = head, *slot = head->next;
	while (slot) {
		struct slot_run runs[2] = { { .end = &runs[0].first }, { .end = &runs[1].first } };
		enum merge_side owner = MERGE_BASE;
		for (; slot && (owner = owner_of(slot)) != MERGE_BASE; slot = slot->next)
			run_add(&runs[owner == MERGE_THEIRS], slot, owner);
		const struct slot_run *first = &runs[!comes_first(&runs[0], &runs[1])];
		const struct slot_run *second = &runs[first == &runs[0]];
		*second->end = slot;
		*first->end = second->first ? second->first : slot;
		last->next = first->first ? first->first : slot;
		last = slot;
		slot = slot ? slot->next : NULL;
	}
}

struct merge_slot *merge_sequence(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES],
				  const size_t skip[MERGE_SIDES])
{
	struct merge_order order = { .merge = merge };
	const struct merge_piece *theirs = versions[MERGE_THEIRS];
	struct map added;
	map_init(&added);
	bool good = map_added(&added, theirs) && add_ours(&order, versions, skip[MERGE_OURS], &added);
	map_release(&added);
	struct merge_slot *at = &order.head;
	for (size_t i = skip[MERGE_THEIRS], count = 1; i < theirs->count && good; i += count) {
		struct merge_piece *child = theirs->children[i];
		count = 1;
		if (is_kept(child))
			good = add_kept(&order, versions, child, &at);
		else if (child->slot)
			at = child->slot;
		else if (!piece_may_go(child))
			good = (count = add_theirs(&order, theirs, i, &at)) > 0;
	}
	merge->chunks->failed = merge->chunks->failed || !good;
	if (good)
		order_runs(&order.head);
	return good ? order.head.next : NULL;
}
