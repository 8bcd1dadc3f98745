#include "fetch/plan.h"

#include <stdlib.h>

static uint64_t gap_after(const struct byte_span *span)
{
	return span[1].offset - (span[0].offset + span[0].size);
}

/* Joins adjacent spans with a gap of less than limit bytes, and the first extra ones with a gap of exactly limit. */
static size_t join(struct byte_span *spans, size_t count, uint64_t limit, size_t extra)
{
	size_t kept = 0;
	for (size_t i = 1; i < count; i++) {
		const struct byte_span next = spans[i];
		uint64_t gap = next.offset - (spans[kept].offset + spans[kept].size);
		if (gap < limit || (gap == limit && extra > 0)) {
			extra -= gap == limit;
			spans[kept].size = next.offset + next.size - spans[kept].offset;
		} else {
			spans[++kept] = next;
		}
	}
	return count ? kept + 1 : 0;
}

size_t plan_join(struct byte_span *spans, size_t count, uint64_t gap)
{
	return join(spans, count, gap, 0);
}

static int by_size(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

bool plan_limit(struct byte_span *spans, size_t *count, size_t most)
{
	if (*count <= most)
		return true;
	size_t gap_count = *count - 1, joined = *count - most, smaller = 0;
	uint64_t *gaps = calloc(gap_count, sizeof(*gaps));
	if (!gaps)
		return false;
	for (size_t i = 0; i < gap_count; i++)
		gaps[i] = gap_after(&spans[i]);
	qsort(gaps, gap_count, sizeof(*gaps), by_size);
	uint64_t limit = gaps[joined - 1];
	while (gaps[smaller] < limit)
		smaller++;
	*count = join(spans, *count, limit, joined - smaller);
	free(gaps);
	return true;
}

/* The number and total size of spans after joining those with gaps below limit. */
static uint64_t joined(const struct byte_span *spans, size_t count, uint64_t limit, size_t *ranges)
{
	uint64_t size = plan_size(spans, count);
	*ranges = count > 0;
	for (size_t i = 0; i + 1 < count; i++) {
		uint64_t gap = gap_after(&spans[i]);
		if (gap < limit)
			size += gap;
		else
			(*ranges)++;
	}
	return size;
}

bool plan_ranges(struct byte_span *spans, size_t *count, enum plan_many many, size_t *at_once)
{
	*at_once = 1;
	if (many == PLAN_MANY_FREE)
		return true;
	size_t parts, ranges, alone = many == PLAN_MANY_ANSWERED ? 1 : PLAN_SINGLE_TRIES;
	uint64_t of_parts = joined(spans, *count, PLAN_PART_COST, &parts);
	uint64_t of_ranges = joined(spans, *count, PLAN_REQUEST_COST, &ranges);
	size_t requests = (parts + PLAN_RANGES_MAX - 1) / PLAN_RANGES_MAX;
	bool cheaper = ranges > alone || of_parts + parts * PLAN_PART_COST + requests * PLAN_REQUEST_COST <
						 of_ranges + ranges * PLAN_REQUEST_COST;
	*at_once = many != PLAN_MANY_REFUSED && parts > alone && cheaper ? PLAN_RANGES_MAX : 1;
	*count = plan_join(spans, *count, *at_once > 1 ? PLAN_PART_COST : PLAN_REQUEST_COST);
	return *at_once > 1 || plan_limit(spans, count, PLAN_SINGLE_MAX);
}

uint64_t plan_size(const struct byte_span *spans, size_t count)
{
	uint64_t size = 0;
	for (size_t i = 0; i < count; i++)
		size += spans[i].size;
	return size;
}
