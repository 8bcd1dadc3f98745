/* Finds items that may have been given another id: a removed and a new one with similar content. */
#ifndef COMPARE_RENAMES_H
#define COMPARE_RENAMES_H

#include "compare/compare.h"

/* Maximum number of pairs to compare; beyond it, only identical content is found. */
enum { RENAMES_PAIRS_MAX = 20000000 };

/* Sets renamed of removed records that were not retired; each new record is used at most once. False if memory ran
 * out. */
bool renames_find(struct comparison *comparison) MUST_CHECK;

#endif
