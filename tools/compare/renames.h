/* What may have been given another id: something gone and something new that say nearly the same. */
#ifndef COMPARE_RENAMES_H
#define COMPARE_RENAMES_H

#include "compare/compare.h"

/* How many pairs are looked at; where there are more, only those that say exactly the same are found. */
enum { RENAMES_PAIRS_MAX = 20000000 };

/* Sets renamed of what is gone and was not withdrawn; each new record is given at most once. False where memory ran
 * out. */
bool renames_find(struct comparison *comparison) MUST_CHECK;

#endif
