/* Finds which pieces a side moved. */
#ifndef MERGE_MOVED_H
#define MERGE_MOVED_H

#include "merge/piece.h"

/* Sets moved and after of all pieces below root, the root of a side whose pieces are matched. Of siblings in another
 * order, as few as possible count as moved. False if memory ran out. */
bool find_moved(struct merge_piece *root) MUST_CHECK;

#endif
