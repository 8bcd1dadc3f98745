/* Time limits for answers, so that a server that sends nothing, or a byte now and then, cannot block a run for ever. */
#ifndef FETCH_TIMEOUTS_H
#define FETCH_TIMEOUTS_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WATCH_RATE = 1024 }; /* minimum average speed over the timeout, in bytes per second */

enum watch_verdict {
	WATCH_GOOD,
	WATCH_STALLED, /* nothing arrived within the timeout */
	WATCH_SLOW,    /* slower than WATCH_RATE */
	WATCH_LATE,    /* the deadline has passed */
};

/* Times are milliseconds of a monotonic clock. */
struct watch {
	uint64_t timeout;
	uint64_t deadline; /* of all answers; or 0 */
	uint64_t last;	   /* when bytes last arrived */
	uint64_t begin;	   /* start of the averaging period; 0: nothing has arrived */
	uint64_t came;	   /* bytes since then */
};

uint64_t watch_clock(void);
/* Starts waiting for an answer. */
void watch_begin(struct watch *watch, uint64_t now);
/* Records received bytes, of headers or body. */
void watch_take(struct watch *watch, uint64_t now, size_t size);
enum watch_verdict watch_judge(struct watch *watch, uint64_t now) MUST_CHECK;

#endif
