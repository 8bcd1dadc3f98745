#include "check/duplicate/join_slots.h"

#include <stdlib.h>
#include <string.h>

bool slots_init(struct slots *slots, size_t entries)
{
	*slots = (struct slots){ .bits = 4 };
	while (slots->bits < 32 && ((size_t)1 << slots->bits) < entries)
		slots->bits++;
	if (entries >= UINT32_MAX)
		return false;
	slots->starts = calloc(((size_t)1 << slots->bits) + 1, sizeof(*slots->starts));
	slots->entries = malloc((entries ? entries : 1) * sizeof(*slots->entries));
	return slots->starts && slots->entries;
}

void slots_release(struct slots *slots)
{
	free(slots->starts);
	free(slots->entries);
	*slots = (struct slots){ .bits = 0 };
}

void slots_open(struct slots *slots)
{
	uint32_t sum = 0;
	for (size_t i = 0; i <= (size_t)1 << slots->bits; i++) {
		uint32_t here = slots->starts[i];
		slots->starts[i] = sum;
		sum += here;
	}
}

void slots_close(struct slots *slots)
{
	/* Adding has moved each start to that of the next slot. */
	memmove(slots->starts + 1, slots->starts, ((size_t)1 << slots->bits) * sizeof(*slots->starts));
	slots->starts[0] = 0;
}
