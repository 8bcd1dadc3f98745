/* A longest common subsequence, by Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1 (1986). */
#ifndef COMPARE_LCS_H
#define COMPARE_LCS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* After this many differences, the rest of both sequences counts as different. Bounds time and memory; more differences
 * would be useless to readers. */
enum { COMMON_DIFFERENCES_MAX = 2000 };

/* Sets a_common[i] and b_common[j] for the elements of a longest common subsequence. The caller provides the arrays.
 * False if memory ran out. */
bool lcs_find(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, bool *a_common,
	      bool *b_common) MUST_CHECK;

/* A text as a sequence of words or lines. */
struct lcs_text {
	struct str *parts;
	size_t count;
	bool *common; /* set by lcs_find_texts, in the arena */
};

/* The same for the parts of two texts. False if memory ran out. */
bool lcs_find_texts(struct arena *arena, struct lcs_text *before, struct lcs_text *after) MUST_CHECK;

#endif
