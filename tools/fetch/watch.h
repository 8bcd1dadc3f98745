/* How long an answer may take. Servers that send nothing, or a byte now and then, must not hold a run for ever. */
#ifndef FETCH_WATCH_H
#define FETCH_WATCH_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WATCH_RATE = 1024 }; /* bytes a second that must come, on average over the timeout */

enum watch_verdict {
	WATCH_GOOD,
	WATCH_STALLED, /* nothing came for the timeout */
	WATCH_SLOW,    /* less than WATCH_RATE came */
	WATCH_LATE,    /* the deadline has passed */
};

/* Times are in milliseconds of a clock that only goes forward. */
struct watch {
	uint64_t timeout;
	uint64_t deadline; /* of all answers; or 0 */
	uint64_t last;	   /* when something came last */
	uint64_t begin;	   /* of the time over which the average is taken; 0: nothing has come yet */
	uint64_t came;	   /* bytes since then */
};

uint64_t watch_clock(void);
/* Begins to wait for an answer. */
void watch_begin(struct watch *watch, uint64_t now);
/* Notes bytes that came, of whatever kind. */
void watch_take(struct watch *watch, uint64_t now, size_t size);
enum watch_verdict watch_judge(struct watch *watch, uint64_t now) MUST_CHECK;

#endif
