/* Arrays that double when they are full. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "base/attributes.h"

#include <stddef.h>

/* Returns the array of count elements, each of size bytes, with room for another one; it may have moved. NULL if memory
 * ran out; then the array is unchanged. */
void *array_grow(void *array, size_t count, size_t *room, size_t size) MUST_CHECK;

#endif
