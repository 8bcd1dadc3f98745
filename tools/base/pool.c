#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

struct pool {
	atomic_size_t next;
	size_t count;
	pool_work *work;
	void *context;
};

struct pool_thread {
	struct pool *pool;
	unsigned number;
	pthread_t thread;
};

static void *work_on(void *argument)
{
	struct pool_thread *worker = argument;
	struct pool *pool = worker->pool;
	for (;;) {
		size_t index = atomic_fetch_add(&pool->next, 1);
		if (index >= pool->count)
			return NULL;
		pool->work(pool->context, worker->number, index);
	}
}

void pool_run(unsigned workers, size_t count, pool_work *work, void *context)
{
	struct pool pool = { .count = count, .work = work, .context = context };
	struct pool_thread list[POOL_WORKERS_MAX];
	if (workers > POOL_WORKERS_MAX)
		workers = POOL_WORKERS_MAX;
	if (workers > count)
		workers = (unsigned)count;
	unsigned started = 1;
	list[0] = (struct pool_thread){ .pool = &pool, .number = 0 };
	for (; started < workers; started++) {
		list[started] = (struct pool_thread){ .pool = &pool, .number = started };
		if (pthread_create(&list[started].thread, NULL, work_on, &list[started]) != 0)
			break;
	}
	work_on(&list[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(list[i].thread, NULL);
}

unsigned pool_processors(void)
{
#ifdef CPU_COUNT
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof(set), &set) == 0 && CPU_COUNT(&set) > 0)
		return (unsigned)CPU_COUNT(&set);
#endif
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	return online > 0 ? (unsigned)online : 1;
}
