#include "check/duplicate/near_pairs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { TEXTS = 700, WORKERS = 2 };

static uint32_t next(uint64_t *state)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*state >> 33);
}

static void single(uint32_t *clusters)
{
	for (uint32_t i = 0; i < TEXTS; i++)
		clusters[i] = i;
}

/* The result is the same for all pairs of texts at once and for several lists in any order. */
static void thinning_out_early_changes_nothing(void **state)
{
	(void)state;
	static struct near_pair every[TEXTS * TEXTS / 2];
	uint32_t clusters[TEXTS];
	size_t count = 0;
	struct near_pairs lists[WORKERS] = { { NULL, 0, 0 } };
	uint64_t random = 7;
	for (uint32_t i = 0; i < TEXTS; i++)
		for (uint32_t j = 0; j < i; j++)
			if ((i - j) % 3 == 0)
				every[count++] = (struct near_pair){ i, j, 8 + next(&random) % 3, 10 };
	for (size_t i = count; i > 1; i--) {
		size_t other = next(&random) % i;
		struct near_pair pair = every[other];
		every[other] = every[i - 1];
		every[i - 1] = pair;
	}
	single(clusters);
	/* Twice, so that a list is filled several times. */
	for (size_t i = 0; i < 2 * count; i++)
		assert_true(near_pairs_add(&lists[i % 5 == 0], every[i % count], clusters, TEXTS));
	assert_true(lists[0].room < count);
	assert_true(near_pairs_move(&lists[0], &lists[1]));
	near_pairs_thin(&lists[0], clusters);
	struct near_pairs all = { every, count, count };
	single(clusters);
	near_pairs_thin(&all, clusters);
	assert_int_equal(all.count, TEXTS - 3);
	assert_int_equal(lists[0].count, all.count);
	for (size_t i = 0; i < all.count; i++) {
		assert_int_equal(lists[0].list[i].later, all.list[i].later);
		assert_int_equal(lists[0].list[i].earlier, all.list[i].earlier);
		assert_int_equal(lists[0].list[i].common, all.list[i].common);
	}
	near_pairs_release(&lists[0]);
	near_pairs_release(&lists[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(thinning_out_early_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
