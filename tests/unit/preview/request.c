/* What headers mean: names of this machine, ranges, etags. */
#include "preview/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_host(void **state)
{
	static const char *const good[] = { "localhost:8417", "LocalHost:8417", "127.0.0.1:8417", "[::1]:8417" };
	static const char *const bad[] = { "localhost",	       "localhost:80",
					   "localhost:08417",  "localhost:8417 ",
					   "localhost:84170",  "localhost:8417@a.b",
					   "localhost.a:8417", "a:8417",
					   "127.0.0.1.a:8417", "127.0.0.2:8417",
					   "[::1]:",	       "[::2]:8417",
					   "::1:8417",	       "",
					   "localhost:-8417",  "localhost:+8417" };
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(request_is_local(good[i], 8417));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (request_is_local(bad[i], 8417))
			fail_msg("'%s' is taken for this machine", bad[i]);
	assert_false(request_is_local(NULL, 8417));
	assert_true(request_is_local("localhost", 80));
}

struct range_case {
	const char *range;
	uint64_t size;
	enum request_range expected;
	uint64_t from, length;
};

static void test_range(void **state)
{
	static const struct range_case cases[] = {
		{ "bytes=0-0", 10, RANGE_PART, 0, 1 },
		{ "bytes=3-", 10, RANGE_PART, 3, 7 },
		{ "bytes=3-99", 10, RANGE_PART, 3, 7 },
		{ "bytes=-3", 10, RANGE_PART, 7, 3 },
		{ "bytes=-99", 10, RANGE_PART, 0, 10 },
		{ "BYTES=9-9", 10, RANGE_PART, 9, 1 },
		{ "bytes=10-", 10, RANGE_NOT_SATISFIABLE, 0, 0 },
		{ "bytes=-0", 10, RANGE_NOT_SATISFIABLE, 0, 0 },
		{ "bytes=0-", 0, RANGE_NOT_SATISFIABLE, 0, 0 },
		{ "bytes=-1", 0, RANGE_NOT_SATISFIABLE, 0, 0 },
		{ "bytes=3-2", 10, RANGE_WHOLE, 0, 10 },
		{ "bytes=0-1,4-5", 10, RANGE_WHOLE, 0, 10 },
		{ "bytes=", 10, RANGE_WHOLE, 0, 10 },
		{ "bytes=-", 10, RANGE_WHOLE, 0, 10 },
		{ "bytes= 0-1", 10, RANGE_WHOLE, 0, 10 },
		{ "bytes=0--1", 10, RANGE_WHOLE, 0, 10 },
		{ "items=0-1", 10, RANGE_WHOLE, 0, 10 },
		{ "bytes=18446744073709551616-", 10, RANGE_WHOLE, 0, 10 },
		{ "bytes=0x1-2", 10, RANGE_WHOLE, 0, 10 },
		{ "bytes=999999999999999999-", 10, RANGE_NOT_SATISFIABLE, 0, 0 },
	};
	uint64_t from, length;
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct range_case *one = &cases[i];
		enum request_range found = request_range(one->range, NULL, "\"a\"", one->size, &from, &length);
		if (found != one->expected ||
		    (found != RANGE_NOT_SATISFIABLE && (from != one->from || length != one->length)))
			fail_msg("%s of %d bytes", one->range, (int)one->size);
	}
	assert_int_equal(request_range("bytes=0-1", "\"a\"", "\"a\"", 10, &from, &length), RANGE_PART);
	assert_int_equal(request_range("bytes=0-1", "\"b\"", "\"a\"", 10, &from, &length), RANGE_WHOLE);
	assert_int_equal(length, 10);
	assert_int_equal(request_range(NULL, NULL, "\"a\"", 10, &from, &length), RANGE_WHOLE);
}

static void test_etag(void **state)
{
	(void)state;
	assert_true(request_has_etag("\"a\"", "\"a\""));
	assert_true(request_has_etag("\"b\", W/\"a\"", "\"a\""));
	assert_true(request_has_etag("*", "\"a\""));
	assert_false(request_has_etag(NULL, "\"a\""));
	assert_false(request_has_etag("", "\"a\""));
	assert_false(request_has_etag("\"ab\"", "\"a\""));
	assert_false(request_has_etag("a, W/, ,", "\"a\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_host),
		cmocka_unit_test(test_range),
		cmocka_unit_test(test_etag),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
