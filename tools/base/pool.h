/* Work shared out to threads. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/attributes.h"

#include <stddef.h>

/* Does item index of the work, as worker 0 to workers-1; each worker is one thread. */
typedef void pool_work(void *context, unsigned worker, size_t index);

/* Calls work for every index below count, on up to workers threads, and returns when all of it is done.
 * Indices are handed out in rising order. With one worker, or one item, it all runs on the calling
 * thread; where threads can't be started, on as many as could. */
void pool_run(unsigned workers, size_t count, pool_work *work, void *context);

/* Processors this process may run on; at least 1. */
unsigned pool_processors(void);

#endif
