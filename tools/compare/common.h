/* What two sequences have in common: a longest common subsequence, by Myers, "An O(ND) difference algorithm and its
 * variations", Algorithmica 1 (1986). */
#ifndef COMPARE_COMMON_H
#define COMPARE_COMMON_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many elements may be in one sequence and not in the other until the rest of both counts as different: keeps time
 * and memory bounded, and a reader would see nothing in so many differences anyway. */
enum { COMMON_DIFFERENCES_MAX = 2000 };

/* Sets a_common[i] and b_common[j] for the elements that both have, in order. The arrays are the caller's. False where
 * memory ran out. */
bool common_find(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, bool *a_common,
		 bool *b_common) MUST_CHECK;

#endif
