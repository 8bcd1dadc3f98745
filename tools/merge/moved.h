/* Finds which pieces a side moved. */
#ifndef MERGE_MOVED_H
#define MERGE_MOVED_H

#include "merge/piece.h"

/* Sets moved and after of all pieces below root, the root of a side whose pieces are matched. Of siblings in another
 * order, as few as possible count as moved. False if memory ran out. */
bool find_moved(struct merge_piece *root) MUST_CHECK;

/* Marks the moved pieces in piece, and it too, as torn; other is the side that does not have piece. If a conflict shows
 * piece as it is, nothing may be left out elsewhere because it is there: it is lost if the other version is kept.
 * Returns whether any was not torn before. */
bool tear(struct merge_piece *piece, enum merge_side other);
/* The same for pieces of the base that the sides moved into each other: ours A into B, and theirs B into A. */
void tear_circles(struct merge_piece *base);

#endif
