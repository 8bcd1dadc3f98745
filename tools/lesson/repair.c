#include "lesson/repair.h"

void repairs_init(struct repairs *repairs)
{
	buf_init(&repairs->list, BUF_CAP);
}

void repairs_release(struct repairs *repairs)
{
	buf_release(&repairs->list);
}

void repairs_clear(struct repairs *repairs)
{
	buf_clear(&repairs->list);
}

size_t repairs_count(const struct repairs *repairs)
{
	return repairs->list.len / sizeof(struct repair);
}

const struct repair *repairs_at(const struct repairs *repairs, size_t index)
{
	return (const struct repair *)(const void *)repairs->list.at + index;
}

size_t repairs_find(const struct repairs *repairs, uint32_t offset)
{
	size_t low = 0, high = repairs_count(repairs);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (repairs_at(repairs, middle)->offset < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool repairs_add(struct repairs *repairs, struct repair repair)
{
	size_t index = repairs_find(repairs, repair.offset);
	while (index < repairs_count(repairs) && repairs_at(repairs, index)->offset == repair.offset)
		index++;
	size_t at = index * sizeof(repair), after = repairs->list.len - at;
	char *end = buf_reserve(&repairs->list, sizeof(repair));
	if (!end)
		return false;
	char *slot = repairs->list.at + at;
	memmove(slot + sizeof(repair), slot, after);
	memcpy(slot, &repair, sizeof(repair));
	buf_grew(&repairs->list, sizeof(repair));
	return true;
}
