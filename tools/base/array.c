#include "base/array.h"

#include <stdlib.h>

void *array_grow(void *array, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return array;
	size_t more = *room ? *room * 2 : 64;
	void *bigger = realloc(array, more * size);
	if (bigger)
		*room = more;
	return bigger;
}
