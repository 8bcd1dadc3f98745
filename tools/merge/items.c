#include "merge/items.h"

#include "merge/asked.h"
#include "merge/attributes.h"
#include "merge/moved.h"
#include "merge/units.h"
#include "merge/words.h"

static void conflict(struct items_merge *merge, const struct str sides[MERGE_SIDES])
{
	chunks_conflict(merge->chunks, sides[MERGE_BASE], sides[MERGE_OURS], sides[MERGE_THEIRS]);
}

/* The side to take if only one changed it, or both in the same way; MERGE_BASE if both did. same says which versions
 * are the same. */
static enum merge_side choose(bool ours_is_base, bool theirs_is_base, bool same)
{
	return same || theirs_is_base ? MERGE_OURS : ours_is_base ? MERGE_THEIRS : MERGE_BASE;
}

/* The same for texts; changes of white space count only if there are no others. */
static enum merge_side choose_text(const struct str sides[MERGE_SIDES])
{
	struct str base = sides[MERGE_BASE], ours = sides[MERGE_OURS], theirs = sides[MERGE_THEIRS];
	enum merge_side side = choose(str_equal(ours, base), str_equal(theirs, base), str_equal(ours, theirs));
	if (side != MERGE_BASE)
		return side;
	return choose(words_equal(ours, base), words_equal(theirs, base), words_equal(ours, theirs));
}

/* White space, comments and instructions. */
static void merge_space(struct items_merge *merge, const struct str sides[MERGE_SIDES])
{
	enum merge_side side = choose_text(sides);
	if (side == MERGE_BASE)
		merge_lines(merge->chunks, merge->arena, sides);
	else
		chunks_add(merge->chunks, sides[side]);
}

static void merge_piece(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES]);
static void merge_content(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES],
			  const size_t skip[MERGE_SIDES]);

/* From the first to the last piece of a slot. */
static struct str slot_text(const struct merge_slot *slot, enum merge_side side)
{
	const struct merge_piece *first = slot->versions[side], *last = slot->last[side] ? slot->last[side] : first;
	if (!first)
		return STR("");
	return (struct str){ first->lead.at, (size_t)(last->text.at + last->text.len - first->lead.at) };
}

/* A piece that only one side has, and whose children may have been moved into it. */
static void add_piece(struct items_merge *merge, struct merge_piece *piece, enum merge_side side)
{
	struct merge_piece none = { .lead = STR(""), .tail = STR(""), .close = STR("") };
	struct merge_piece *versions[MERGE_SIDES] = { &none, &none, &none };
	versions[side] = piece;
	chunks_add(merge->chunks, piece->lead);
	chunks_add(merge->chunks, piece->open);
	merge_content(merge, versions, (size_t[MERGE_SIDES]){ 0 });
	chunks_add(merge->chunks, piece->close);
}

/* The pieces of a slot. */
static struct merge_piece **slot_pieces(const struct merge_slot *slot, enum merge_side side, size_t *count)
{
	const struct merge_piece *first = slot->versions[side], *last = slot->last[side] ? slot->last[side] : first;
	*count = first ? last->number - first->number + 1 : 0;
	return first ? first->parent->children + first->number : NULL;
}

/* Pieces that only one side has. */
static void add_pieces(struct items_merge *merge, const struct merge_slot *slot, enum merge_side side)
{
	size_t count;
	struct merge_piece **pieces = slot_pieces(slot, side, &count);
	for (size_t i = 0; i < count; i++) {
		if (pieces[i]->restless)
			add_piece(merge, pieces[i], side);
		else
			chunks_add(merge->chunks, piece_whole(pieces[i]));
	}
}

/* Tears what a conflict shows of a side. */
static void tear_pieces(struct items_merge *merge, struct merge_piece *const *pieces, size_t count,
			enum merge_side side)
{
	enum merge_side other = side == MERGE_OURS ? MERGE_THEIRS : MERGE_OURS;
	for (size_t i = 0; i < count; i++)
		merge->torn = tear(pieces[i], other) || merge->torn;
}

static void tear_children(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES],
			  const size_t counts[MERGE_SIDES])
{
	for (enum merge_side side = MERGE_OURS; side <= MERGE_THEIRS; side++)
		tear_pieces(merge, versions[side]->children, counts[side], side);
}

static void merge_slot(struct items_merge *merge, const struct merge_slot *slot)
{
	const struct merge_piece *base = slot->versions[MERGE_BASE], *ours = slot->versions[MERGE_OURS];
	const struct merge_piece *theirs = slot->versions[MERGE_THEIRS];
	struct str texts[MERGE_SIDES];
	for (int i = 0; i < MERGE_SIDES; i++)
		texts[i] = slot_text(slot, (enum merge_side)i);
	bool several = slot->last[MERGE_OURS] || slot->last[MERGE_THEIRS];
	if (base && ours && theirs && !several) {
		merge_space(merge, (struct str[MERGE_SIDES]){ base->lead, ours->lead, theirs->lead });
		merge_piece(merge, slot->versions);
		return;
	}
	enum merge_side side = ours ? MERGE_OURS : MERGE_THEIRS; /* if there is only one */
	const struct merge_piece *only = ours && theirs ? NULL : slot->versions[side];
	if (only && !base && !slot->contested) {
		add_pieces(merge, slot, side);
	} else if (ours && theirs && words_equal(texts[MERGE_OURS], texts[MERGE_THEIRS])) {
		chunks_add(merge->chunks, texts[MERGE_OURS]);
	} else if (!only || slot->last[MERGE_BASE] || slot->contested || !piece_may_go(only)) {
		conflict(merge, texts);
		for (side = MERGE_OURS; side <= MERGE_THEIRS; side++) {
			size_t count;
			struct merge_piece **pieces = slot_pieces(slot, side, &count);
			tear_pieces(merge, pieces, count, side);
		}
	}
}

/* The children after the first skip ones, and the tail. */
static void merge_content(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES],
			  const size_t skip[MERGE_SIDES])
{
	struct str tails[MERGE_SIDES];
	for (int i = 0; i < MERGE_SIDES; i++)
		tails[i] = versions[i]->tail;
	for (const struct merge_slot *slot = merge_sequence(merge, versions, skip); slot; slot = slot->next)
		merge_slot(merge, slot);
	merge_space(merge, tails);
}

/* Whether the tags can be merged: they have the same name, and all have an end tag or none; or the base alone has none,
 * as both sides added to an empty element. */
static bool same_form(struct merge_piece *const versions[MERGE_SIDES])
{
	const struct merge_piece *base = versions[MERGE_BASE];
	bool ends = versions[MERGE_OURS]->close.len;
	for (int i = 0; i < MERGE_SIDES; i++) {
		const struct merge_piece *piece = versions[i];
		size_t prefix = (size_t)(piece->name.at - piece->open.at);
		if (piece_is_text(piece) || !str_equal(piece->name, base->name) ||
		    !str_equal((struct str){ piece->open.at, prefix },
			       (struct str){ base->open.at, (size_t)(base->name.at - base->open.at) }) ||
		    (!piece->close.len == ends && !(i == MERGE_BASE && ends)))
			return false;
	}
	return true;
}

/* The start tag and the first count children. */
static struct str beginning(const struct merge_piece *piece, size_t count)
{
	const struct merge_piece *last = count ? piece->children[count - 1] : NULL;
	const char *end = last ? last->text.at + last->text.len : piece->open.at + piece->open.len;
	return (struct str){ piece->open.at, (size_t)(end - piece->open.at) };
}

static void merge_element(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES])
{
	size_t skip[MERGE_SIDES] = { 0 };
	struct str texts[MERGE_SIDES];
	if (asked_conflicts(versions, skip)) {
		for (int i = 0; i < MERGE_SIDES; i++)
			texts[i] = beginning(versions[i], skip[i]);
		conflict(merge, texts);
		tear_children(merge, versions, skip);
	} else {
		for (int i = 0; i < MERGE_SIDES; i++) {
			texts[i] = versions[i]->open;
			skip[i] = 0;
		}
		merge_tags(merge->chunks, merge->arena, texts);
	}
	merge_content(merge, versions, skip);
	chunks_add(merge->chunks, versions[MERGE_OURS]->close);
}

/* Whether it is like a sentence: one side's number beside the other's words would be a statement of nobody. Of a cloze,
 * this is its text. */
static bool is_statement(const struct merge_piece *piece)
{
	static const char *const names[] = { "row", "source", "credit", "rectangle", "ellipse", "polygon" };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_is(piece->name, names[i]))
			return true;
	return piece_is_text(piece) && str_is(piece->parent->name, "cloze");
}

/* Whether a side left none of several children as it was. Those with an id are themselves, whatever is changed. */
static bool is_rewritten(const struct merge_piece *base, enum merge_side side)
{
	for (size_t i = 0; i < base->count; i++) {
		const struct merge_piece *child = base->children[i], *now = child->sides[side];
		if (piece_is_text(child) || child->id.len || (now && now->words == child->words))
			return false;
	}
	return base->count > 1;
}

static bool has_other_children(const struct merge_piece *piece, enum merge_side side)
{
	for (size_t i = 0; i < piece->count; i++)
		if (!piece->children[i]->base)
			return true;
	for (size_t i = 0; i < piece->base->count; i++)
		if (!piece->base->children[i]->sides[side])
			return true;
	return false;
}

/* Whether a side made another list, or the like, of one to which the other side added or from which it removed: what is
 * right in the one may be wrong in the other. */
static bool is_another(struct merge_piece *const versions[MERGE_SIDES])
{
	const struct merge_piece *base = versions[MERGE_BASE];
	const struct merge_piece *ours = versions[MERGE_OURS], *theirs = versions[MERGE_THEIRS];
	if (base->id.len || ours->base != base || theirs->base != base)
		return false;
	return (is_rewritten(base, MERGE_OURS) && has_other_children(theirs, MERGE_THEIRS)) ||
	       (is_rewritten(base, MERGE_THEIRS) && has_other_children(ours, MERGE_OURS));
}

static void merge_piece(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES])
{
	const struct merge_piece *base = versions[MERGE_BASE], *ours = versions[MERGE_OURS];
	const struct merge_piece *theirs = versions[MERGE_THEIRS];
	struct str texts[MERGE_SIDES] = { base->text, ours->text, theirs->text };
	bool texts_only = piece_is_text(base) && piece_is_text(ours) && piece_is_text(theirs) && !is_statement(base);
	bool elements = same_form(versions) && !is_statement(base);
	bool restless = ours->restless || theirs->restless;
	bool ours_is_base = str_equal(ours->text, base->text), same = ours->words == theirs->words;
	enum merge_side side =
		choose(ours_is_base && (!restless || same), str_equal(theirs->text, base->text) && !restless,
		       str_equal(ours->text, theirs->text) || (same && !ours_is_base));
	/* If one side only changed the layout, the layout of elements stays where the other changed no words. */
	if (side == MERGE_BASE && !elements)
		side = choose(ours->words == base->words, theirs->words == base->words, false);
	if (side != MERGE_BASE)
		chunks_add(merge->chunks, texts[side]);
	else if (texts_only)
		merge_sentences(merge->chunks, merge->arena, texts, merge->lang);
	else if (elements && !is_another(versions))
		merge_element(merge, versions);
	else {
		conflict(merge, texts);
		tear_children(merge, versions, (size_t[MERGE_SIDES]){ base->count, ours->count, theirs->count });
	}
}

static void forget_slots(struct merge_piece *piece)
{
	piece->slot = NULL;
	for (size_t i = 0; i < piece->count; i++)
		forget_slots(piece->children[i]);
}

void merge_items(struct items_merge *merge, struct merge_piece *const versions[MERGE_SIDES])
{
	tear_circles(versions[MERGE_BASE]);
	do {
		merge->torn = false;
		chunks_clear(merge->chunks);
		forget_slots(versions[MERGE_THEIRS]);
		merge_content(merge, versions, (size_t[MERGE_SIDES]){ 0 });
	} while (merge->torn && !merge->chunks->failed);
}
