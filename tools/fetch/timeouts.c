#include "fetch/timeouts.h"

#include <time.h>

uint64_t watch_clock(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

void watch_begin(struct watch *watch, uint64_t now)
{
	*watch = (struct watch){ .timeout = watch->timeout, .deadline = watch->deadline, .last = now };
}

void watch_take(struct watch *watch, uint64_t now, size_t size)
{
	/* The time before the first byte does not count for the speed. */
	if (watch->begin == 0)
		watch->begin = now;
	watch->last = now;
	watch->came += size;
}

enum watch_verdict watch_judge(struct watch *watch, uint64_t now)
{
	if (watch->deadline && now >= watch->deadline)
		return WATCH_LATE;
	if (now - watch->last >= watch->timeout)
		return WATCH_STALLED;
	if (watch->begin == 0 || now - watch->begin < watch->timeout)
		return WATCH_GOOD;
	if (watch->came < WATCH_RATE * (now - watch->begin) / 1000)
		return WATCH_SLOW;
	watch->begin = now;
	watch->came = 0;
	return WATCH_GOOD;
}
