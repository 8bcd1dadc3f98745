#include "report/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void is_at(struct str bytes, struct span span, struct location want)
{
	struct source source;
	source_init(&source, "x.xml", bytes);
	struct location location = source_location(&source, span);
	assert_int_equal(location.line, want.line);
	assert_int_equal(location.column, want.column);
	assert_int_equal(location.end_line, want.end_line);
	assert_int_equal(location.end_column, want.end_column);
	source_release(&source);
}

static void lines_and_columns_count_from_one(void **state)
{
	(void)state;
	is_at(STR("ab\ncd"), (struct span){ 0, 1 }, (struct location){ 1, 1, 1, 2 });
	is_at(STR("ab\ncd"), (struct span){ 3, 5 }, (struct location){ 2, 1, 2, 3 });
	is_at(STR("ab\ncd"), (struct span){ 1, 4 }, (struct location){ 1, 2, 2, 2 });
	is_at(STR("ab\r\ncd"), (struct span){ 4, 5 }, (struct location){ 2, 1, 2, 2 });
	is_at(STR(""), (struct span){ 0, 0 }, (struct location){ 1, 1, 1, 1 });
	is_at(STR("a\n"), (struct span){ 2, 2 }, (struct location){ 2, 1, 2, 1 });
}

static void columns_are_code_points_and_a_mark_takes_none(void **state)
{
	(void)state;
	is_at(STR("\xce\xb2\xf0\x9f\x92\x8ax"), (struct span){ 6, 7 }, (struct location){ 1, 3, 1, 4 });
	is_at(STR("\xef\xbb\xbf<a"), (struct span){ 3, 5 }, (struct location){ 1, 1, 1, 3 });
	is_at(STR("\xef\xbb\xbf<a"), (struct span){ 0, 3 }, (struct location){ 1, 1, 1, 1 });
}

static void a_span_beyond_the_bytes_is_cut(void **state)
{
	(void)state;
	is_at(STR("abc"), (struct span){ 1, 900 }, (struct location){ 1, 2, 1, 4 });
	is_at(STR("abc"), (struct span){ 900, 901 }, (struct location){ 1, 4, 1, 4 });
	is_at(STR("abc"), (struct span){ 2, 1 }, (struct location){ 1, 3, 1, 3 });
}

/* The last location is cached, so ask in different orders. */
static void the_order_of_questions_does_not_matter(void **state)
{
	(void)state;
	struct str bytes = STR("one \xce\xb2\xce\xb3\ntwo\r\n\nthr\xc3\xa9\xc3\xa9\nfour");
	struct source asked, fresh;
	source_init(&asked, "x.xml", bytes);
	for (uint32_t i = 0; i < 400; i++) {
		uint32_t start = i * 7919u % (uint32_t)bytes.len;
		struct span span = { start, start + i % 5 };
		struct location a = source_location(&asked, span);
		source_init(&fresh, "x.xml", bytes);
		struct location b = source_location(&fresh, span);
		source_release(&fresh);
		assert_memory_equal(&a, &b, sizeof(a));
	}
	source_release(&asked);
}

static void lines_come_without_their_ends(void **state)
{
	(void)state;
	struct source source;
	source_init(&source, "x.xml",
		    STR("\xef\xbb\xbf"
			"a\r\n\nb\rc\n"));
	assert_true(str_is(source_line(&source, 1), "a"));
	assert_true(str_is(source_line(&source, 2), ""));
	assert_true(str_is(source_line(&source, 3), "b\rc"));
	assert_true(str_is(source_line(&source, 4), ""));
	assert_null(source_line(&source, 0).at);
	assert_null(source_line(&source, 5).at);
	source_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_and_columns_count_from_one),
		cmocka_unit_test(columns_are_code_points_and_a_mark_takes_none),
		cmocka_unit_test(a_span_beyond_the_bytes_is_cut),
		cmocka_unit_test(the_order_of_questions_does_not_matter),
		cmocka_unit_test(lines_come_without_their_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
