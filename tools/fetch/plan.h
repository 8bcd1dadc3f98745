/* Which bytes of a file to ask for, in how many requests. Nothing here touches a file or the network. */
#ifndef FETCH_PLAN_H
#define FETCH_PLAN_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
	uint64_t offset, size;
};

enum {
	/* What lies between two spans is asked for with them where that is less than this: another request costs a
	 * round trip, in which a line of 3 Mbit/s with a latency of 40 ms brings as much. */
	PLAN_REQUEST_COST = 16 * 1024,
	/* The same where both come in one answer of many parts: a part has a boundary and two headers, and a range
	 * takes its place in the request. */
	PLAN_PART_COST = 160,
	/* So many requests of one range each, one behind the other, before one request asks for many, which not
	 * every server answers; */
	PLAN_ALONE = 3,
	/* and so many, at most, where it does not. */
	PLAN_HANDFUL = 7,
	/* So many ranges in a request: servers take a header of 4 KiB and up to 200 ranges. */
	PLAN_RANGES_MAX = 150,
};

/* Joins spans that have less than gap bytes between them, in place, and returns how many there are then. They are in
 * order and don't overlap, before and behind. */
size_t plan_join(struct span *spans, size_t count, uint64_t gap) MUST_CHECK;
/* Joins them over the smallest gaps until there are at most most of them, which is at least 1. False where memory ran
 * out, and then they are as they were. */
bool plan_limit(struct span *spans, size_t *count, size_t most) MUST_CHECK;

/* What is known of how a server answers a request for many ranges; of a file of this machine, that requests cost nothing. */
enum plan_many { PLAN_MANY_UNKNOWN, PLAN_MANY_ANSWERED, PLAN_MANY_NOT, PLAN_MANY_FREE };

/* Turns spans into the ranges to ask for, in place. *at_once is how many of them go into one request: 1, or
 * PLAN_RANGES_MAX. False where memory ran out. */
bool plan_ranges(struct span *spans, size_t *count, enum plan_many many, size_t *at_once) MUST_CHECK;

uint64_t plan_size(const struct span *spans, size_t count);

#endif
