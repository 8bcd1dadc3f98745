/* Matches the pieces of two versions. */
#ifndef MERGE_MATCH_H
#define MERGE_MATCH_H

#include "merge/piece.h"

/* Sets piece->base and base->sides for the pieces of all versions, given by their roots. Pieces of lessons with an id
 * match the one with the same id, wherever it is; others match siblings: one with the same id, with the same words but
 * for its id, with the same words if there is no id, or of which the schema allows but one; between them, those in the
 * same place if there are as many of the same names and none is more similar to another, or else those that are
 * similar. Blocks of text without an id that have no counterpart there may have been moved: see anywhere.h. False if
 * memory ran out. */
bool match_versions(struct merge_piece *const versions[MERGE_SIDES]) MUST_CHECK;
/* Matches what is in a piece, in order; pieces may have been moved into one that is new. by_place: also those that have
 * nothing in common but their place, once all others were matched. False if memory ran out. */
bool match_below(struct merge_piece *piece, enum merge_side side, bool by_place) MUST_CHECK;

#endif
