/* An XML file as a tree of pieces, which are views into its bytes. Together, they are all of it. */
#ifndef MERGE_PIECE_H
#define MERGE_PIECE_H

#include "merge/merge.h"

#include "base/arena.h"
#include "base/map.h"
#include "lesson/model.h"

#include <stdint.h>

struct merge_slot;

/* An element, a run of text with inline elements, or a whole file. */
struct merge_piece {
	struct str lead; /* white space, comments and instructions before it */
	struct str text; /* the piece itself */
	/* Of an element. A run of text has no name. */
	struct str name;	       /* without a prefix */
	struct str id;		       /* unique among its siblings; empty if there is none */
	struct str open;	       /* the start tag */
	struct str tail;	       /* like lead, before the end tag */
	struct str close;	       /* the end tag; empty if there is none */
	const struct model_type *type; /* in lessons; NULL if unknown */
	bool several;		       /* in lessons: its parent may have more of its name */
	struct merge_piece **children;
	size_t count, room;
	struct merge_piece *parent;
	uint64_t words; /* without lead; equal if they differ only in white space and in the order of attributes */
	uint64_t body;	/* of an element of a lesson with an id and children: the same without the id; or 0 */
	/* Set by match.h: */
	struct merge_piece *base;		/* of a side's piece: its counterpart in the base, or NULL */
	struct merge_piece *sides[MERGE_SIDES]; /* of a piece of the base: its counterparts */
	size_t number; /* index among its siblings; of the base, match.c uses it otherwise until moved.c */
	bool moved;    /* of a side's piece that has a base: to another parent, or among those siblings that stayed */
	const struct merge_piece *after; /* of a side's piece: the base of the last one before it that was not moved */
	bool restless;			 /* it, or a piece in it, was moved by a side */
	bool torn; /* of a piece of the base: both places are conflicts, as one of them is within a conflict */
	struct merge_slot *slot; /* set by merge_sequence */
};

/* The pieces of a file, whose root has the root element as its only child. If the file is not well-formed UTF-8
 * without DOCTYPE, *why says so, as in well_formed.h, and the result is NULL; if memory ran out, so is *why. The arena
 * owns the pieces. */
struct merge_piece *piece_read(struct arena *arena, struct str bytes, const char **why) MUST_CHECK;

static inline bool piece_is_text(const struct merge_piece *piece)
{
	return piece->name.len == 0;
}

static inline void piece_pair(struct merge_piece *base, struct merge_piece *piece, enum merge_side side)
{
	piece->base = base;
	base->sides[side] = piece;
}

/* Whether a piece of the base has a counterpart in a side, or one of the side in the base. */
static inline bool piece_is_paired(const struct merge_piece *piece, bool is_base, enum merge_side side)
{
	return is_base ? piece->sides[side] != NULL : piece->base != NULL;
}

/* Whether a side did nothing to a piece that speaks against its removal by the other: it may have moved it and changed
 * white space, but not have saved it from a parent that the other removed. */
bool piece_may_go(const struct merge_piece *piece) MUST_CHECK;

/* The piece with its lead. */
static inline struct str piece_whole(const struct merge_piece *piece)
{
	return (struct str){ piece->lead.at, (size_t)(piece->text.at + piece->text.len - piece->lead.at) };
}

#endif
