#include "base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

enum { ITEMS = 5000, WORKERS = 7 };

struct job {
	atomic_uint times[ITEMS];
	atomic_bool bad_worker;
	atomic_bool other_thread;
	unsigned workers;
	pthread_t caller;
};

static void work(void *context, unsigned worker, size_t index)
{
	struct job *job = context;
	job->times[index]++;
	if (worker >= job->workers)
		job->bad_worker = true;
	if (!pthread_equal(pthread_self(), job->caller))
		job->other_thread = true;
}

static void run(struct job *job, unsigned workers, size_t count)
{
	*job = (struct job){ .workers = workers, .caller = pthread_self() };
	pool_run(workers, count, work, job);
	for (size_t i = 0; i < ITEMS; i++)
		assert_int_equal(job->times[i], i < count);
	assert_false(job->bad_worker);
}

static void each_item_is_done_once(void **state)
{
	(void)state;
	static struct job job;
	run(&job, WORKERS, ITEMS);
	run(&job, 2, 3);
	run(&job, WORKERS, 0);
}

static void one_worker_is_the_caller(void **state)
{
	(void)state;
	static struct job job;
	run(&job, 1, ITEMS);
	assert_false(job.other_thread);
	run(&job, WORKERS, 1);
	assert_false(job.other_thread);
}

static void there_is_a_processor(void **state)
{
	(void)state;
	assert_true(pool_processors() >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_item_is_done_once),
		cmocka_unit_test(one_worker_is_the_caller),
		cmocka_unit_test(there_is_a_processor),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
