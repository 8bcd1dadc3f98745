/* Matches the pieces of two versions of a lesson that may have been moved to another parent. */
#ifndef MERGE_ANYWHERE_H
#define MERGE_ANYWHERE_H

#include "merge/piece.h"

/* Pairs pieces with the same id, and paragraphs and other blocks of text without ids that have the same words, if there
 * is only one in each version. False if memory ran out. */
bool match_anywhere(struct merge_piece *base, struct merge_piece *root, enum merge_side side) MUST_CHECK;
/* Pairs the blocks that are left after all others were matched, and of others without an id, those in the same parent:
 * each is the one that is most similar to the other, and was moved and changed. False if memory ran out. */
bool match_changed(struct merge_piece *base, struct merge_piece *root, enum merge_side side) MUST_CHECK;
/* Pairs elements without ids that a side seems to have removed, but perhaps moved and mostly rewritten, and that the
 * other side changed, moved or removed: what became of them must not be decided without a reader. versions are the
 * roots, after all that are more similar were matched. False if memory ran out. */
bool match_rewritten(struct merge_piece *const versions[MERGE_SIDES]) MUST_CHECK;

#endif
