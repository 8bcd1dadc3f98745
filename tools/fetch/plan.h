/* Plans which byte ranges to request, in how many requests. Pure computation: no files, no network. */
#ifndef FETCH_PLAN_H
#define FETCH_PLAN_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct byte_span {
	uint64_t offset, size;
};

enum {
	/* Gaps smaller than this are fetched rather than split: a separate request costs a round trip, in which a line
	 * with 3 Mbit/s and 40 ms latency transfers as much. */
	PLAN_REQUEST_COST = 16 * 1024,
	/* The same within a multipart answer: a part has a boundary and two headers, and a range adds to the
	 * request. */
	PLAN_PART_COST = 160,
	/* Make up to this many requests with one range each before trying multiple ranges, which not every server
	 * supports. */
	PLAN_SINGLE_TRIES = 3,
	/* The maximum number of single-range requests if it does not. */
	PLAN_SINGLE_MAX = 7,
	/* Ranges per request: servers accept 4 KiB of headers and up to 200 ranges. */
	PLAN_RANGES_MAX = 150,
};

/* Joins spans with gaps below gap bytes, in place, and returns the new number. Spans are sorted and disjoint. */
size_t plan_join(struct byte_span *spans, size_t count, uint64_t gap) MUST_CHECK;
/* Joins spans over the smallest gaps until at most most (at least 1) remain. If memory runs out, returns false and
 * leaves them unchanged. */
bool plan_limit(struct byte_span *spans, size_t *count, size_t most) MUST_CHECK;

/* How a server answers requests for multiple ranges, as far as known. PLAN_MANY_FREE: a local file, where requests cost
 * nothing. */
enum plan_many { PLAN_MANY_UNKNOWN, PLAN_MANY_ANSWERED, PLAN_MANY_REFUSED, PLAN_MANY_FREE };

/* Turns spans into the ranges to request, in place. *at_once is the number of ranges per request: 1 or PLAN_RANGES_MAX.
 * False if memory ran out. */
bool plan_ranges(struct byte_span *spans, size_t *count, enum plan_many many, size_t *at_once) MUST_CHECK;

uint64_t plan_size(const struct byte_span *spans, size_t count);

#endif
