/* Which ranges are requested: a few cases, and random ones compared with the requirements. */
#include "fetch/plan.h"
#include "fetch/local_entries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void spans_are_joined_over_small_gaps(void **state)
{
	struct byte_span spans[] = { { 0, 10 }, { 10, 5 }, { 20, 5 }, { 100, 1 }, { 109, 1 } };
	(void)state;
	size_t count = plan_join(spans, 5, 8);
	assert_int_equal(count, 3);
	assert_int_equal(spans[0].offset, 0);
	assert_int_equal(spans[0].size, 25);
	assert_int_equal(spans[1].offset, 100);
	assert_int_equal(spans[1].size, 1);
	assert_int_equal(spans[2].offset, 109);
	assert_int_equal(plan_size(spans, count), 27);
	assert_int_equal(plan_join(spans, 0, 8), 0);
}

static void the_smallest_gaps_go_first(void **state)
{
	struct byte_span spans[] = { { 0, 1 }, { 11, 1 }, { 14, 1 }, { 25, 1 }, { 28, 1 }, { 99, 1 } };
	size_t count = 6;
	(void)state;
	assert_true(plan_limit(spans, &count, 3));
	assert_int_equal(count, 3);
	/* Of two gaps of equal length, the first is closed. */
	assert_int_equal(spans[0].offset, 0);
	assert_int_equal(spans[0].size, 15);
	assert_int_equal(spans[1].offset, 25);
	assert_int_equal(spans[1].size, 4);
	assert_int_equal(spans[2].offset, 99);
	assert_true(plan_limit(spans, &count, 1));
	assert_int_equal(count, 1);
	assert_int_equal(spans[0].size, 100);
}

static void few_far_spans_are_a_request_each(void **state)
{
	struct byte_span spans[] = { { 0, 10 }, { 1000000, 10 }, { 1000100, 10 }, { 3000000, 10 } };
	size_t count = 4, at_once;
	(void)state;
	assert_true(plan_ranges(spans, &count, PLAN_MANY_UNKNOWN, &at_once));
	assert_int_equal(at_once, 1);
	assert_int_equal(count, 3);
	assert_int_equal(spans[1].size, 110);
	size_t all = count;
	assert_true(plan_ranges(spans, &all, PLAN_MANY_FREE, &at_once));
	assert_true(all == count && at_once == 1);
	/* Many ranges are requested at once if the server is known to support that. */
	assert_true(plan_ranges(spans, &count, PLAN_MANY_ANSWERED, &at_once));
	assert_int_equal(at_once, PLAN_RANGES_MAX);
	assert_int_equal(count, 3);
}

static void many_spans_are_one_request(void **state)
{
	struct byte_span spans[40], again[40];
	size_t count = 40, at_once;
	(void)state;
	for (size_t i = 0; i < 40; i++)
		spans[i] = again[i] = (struct byte_span){ i * 100000, 10 };
	assert_true(plan_ranges(spans, &count, PLAN_MANY_UNKNOWN, &at_once));
	assert_int_equal(at_once, PLAN_RANGES_MAX);
	assert_int_equal(count, 40);
	/* Otherwise only a few are. */
	count = 40;
	assert_true(plan_ranges(again, &count, PLAN_MANY_REFUSED, &at_once));
	assert_int_equal(at_once, 1);
	assert_int_equal(count, PLAN_SINGLE_MAX);
	/* If all ranges are close together, one request is cheaper. */
	for (size_t i = 0; i < 8; i++)
		spans[i] = (struct byte_span){ i * 365, 200 };
	count = 8;
	assert_true(plan_ranges(spans, &count, PLAN_MANY_UNKNOWN, &at_once));
	assert_int_equal(count, 1);
}

static void all_that_is_wanted_is_asked_for_once(void **state)
{
	enum { SPACE = 200000 };
	unsigned char *wanted = calloc(SPACE, 1), *asked = calloc(SPACE, 1);
	(void)state;
	assert_non_null(wanted);
	assert_non_null(asked);
	srand(20261126);
	for (int round = 0; round < 500; round++) {
		struct byte_span spans[300];
		size_t count = 0, at_once, limit = 1 + (size_t)(rand() % 300), at = 0;
		memset(wanted, 0, SPACE);
		memset(asked, 0, SPACE);
		while (count < limit) {
			size_t gap = (size_t)rand() % (rand() % 4 ? 300 : 20000), size = 1 + (size_t)rand() % 900;
			if (at + gap + size > SPACE)
				break;
			spans[count++] = (struct byte_span){ at + gap, size };
			memset(wanted + at + gap, 1, size);
			at += gap + size;
		}
		enum plan_many many = (enum plan_many)(rand() % 3);
		assert_true(plan_ranges(spans, &count, many, &at_once));
		assert_true(at_once == 1 || many != PLAN_MANY_REFUSED);
		assert_true(at_once > 1 || count <= (many == PLAN_MANY_REFUSED ? PLAN_SINGLE_MAX : PLAN_SINGLE_TRIES));
		for (size_t i = 0; i < count; i++) {
			assert_true(i == 0 || spans[i - 1].offset + spans[i - 1].size < spans[i].offset);
			memset(asked + spans[i].offset, 1, spans[i].size);
		}
		for (size_t i = 0; i < SPACE; i++)
			if (wanted[i] && !asked[i])
				fail_msg("byte %zu is wanted and not asked for", i);
	}
	free(wanted);
	free(asked);
}

static struct satchel_entry entry(unsigned char digest, uint32_t size)
{
	struct satchel_entry made = { .name = "lessons/x.json", .stored_size = size, .raw_size = size + 1 };
	memset(made.digest, digest, sizeof(made.digest));
	return made;
}

static void only_the_same_bytes_are_found(void **state)
{
	struct local_entries local;
	(void)state;
	local_entries_init(&local);
	struct satchel_entry wanted = entry(7, 100);
	assert_null(local_entries_find(&local, &wanted));
	for (unsigned char i = 0; i < 200; i++) {
		struct satchel_entry one = entry((unsigned char)(i * 37), 100);
		assert_true(local_entries_add_entry(&local, &one, i));
	}
	strcpy(wanted.name, "assets/other-name.svg");
	wanted.offset = 5;
	const struct local_entry *found = local_entries_find(&local, &wanted);
	assert_non_null(found);
	assert_int_equal((unsigned char)(found->pack * 37), 7);
	struct satchel_entry others[] = { entry(6, 99), entry(7, 101), entry(7, 99), entry(7, 100) };
	others[3].raw_size++;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_null(local_entries_find(&local, &others[i]));
	local_entries_release(&local);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spans_are_joined_over_small_gaps),
		cmocka_unit_test(the_smallest_gaps_go_first),
		cmocka_unit_test(few_far_spans_are_a_request_each),
		cmocka_unit_test(many_spans_are_one_request),
		cmocka_unit_test(all_that_is_wanted_is_asked_for_once),
		cmocka_unit_test(only_the_same_bytes_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
