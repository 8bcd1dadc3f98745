/* Distributes work over threads. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/attributes.h"

#include <stddef.h>

enum { POOL_WORKERS_MAX = 256 };

/* Processes item index, on thread worker, from 0 to workers - 1. */
typedef void pool_work(void *context, unsigned worker, size_t index);

/* Calls work for every index below count, in ascending order, on up to workers threads, and returns when everything is
 * done. With one worker or one item, runs on the calling thread. If not all threads can be started, uses those that
 * were. */
void pool_run(unsigned workers, size_t count, pool_work *work, void *context);

/* Processors available to this process; at least 1. */
unsigned pool_processors(void);

#endif
