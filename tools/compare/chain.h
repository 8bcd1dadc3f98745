/* The order of a list of which each element names the one before it. */
#ifndef COMPARE_CHAIN_H
#define COMPARE_CHAIN_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHAIN_HEAD SIZE_MAX

/* before[i] is the place of the element before element i, or CHAIN_HEAD. Fills order with the places in the order of the list.
 * Where several name the same one, as after a merge, they come by their places; what only leads back to itself comes
 * last. False where memory ran out. */
bool chain_order(const size_t *before, size_t count, size_t *order) MUST_CHECK;

#endif
