/* Finds which elements of a list moved: those outside a longest increasing subsequence of old positions. */
#include "compare/compare.h"

#include <stdint.h>
#include <stdlib.h>

bool compare_moves(const size_t *old_index, size_t count, bool *moved)
{
	/* tails[k] is the element with the lowest old position that ends an increasing run of k + 1. */
	size_t *tails = malloc((count + 1) * sizeof(*tails)), *before = malloc((count + 1) * sizeof(*before));
	size_t length = 0;
	if (!tails || !before) {
		free(tails);
		free(before);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		size_t low = 0, high = length;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (old_index[tails[middle]] < old_index[i])
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low ? tails[low - 1] : SIZE_MAX;
		tails[low] = i;
		length += low == length;
		moved[i] = true;
	}
	for (size_t at = length ? tails[length - 1] : SIZE_MAX; at != SIZE_MAX; at = before[at])
		moved[at] = false;
	free(tails);
	free(before);
	return true;
}
