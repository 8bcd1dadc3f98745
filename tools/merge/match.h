/* Matches the pieces of two versions. */
#ifndef MERGE_MATCH_H
#define MERGE_MATCH_H

#include "merge/piece.h"

/* Sets piece->base and base->sides[side] for the children of both and all below them. Pieces with an id match the one
 * with the same id; one whose name none of its siblings has, that one; others those with the same words and, between
 * them, those in the same place, if there are as many of the same names. False if memory ran out. */
bool match_children(struct merge_piece *base, struct merge_piece *piece, enum merge_side side) MUST_CHECK;

#endif
