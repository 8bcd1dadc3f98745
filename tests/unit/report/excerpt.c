#include "report/excerpt.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* unit repeated. */
static struct str line_of(const char *unit, size_t times)
{
	struct buf buf;
	buf_init(&buf, BUF_CAP);
	for (size_t i = 0; i < times; i++)
		buf_text(&buf, unit);
	struct str line = arena_str(&arena, buf_view(&buf));
	buf_release(&buf);
	assert_non_null(line.at);
	return line;
}

static void a_line_of_160_is_whole(void **state)
{
	(void)state;
	struct str line = line_of("\xc3\xa9", 160);
	struct excerpt excerpt = excerpt_make(&arena, line, 318, 320);
	assert_true(str_equal(excerpt.text, line));
	assert_false(excerpt.cut_before || excerpt.cut_after);
	assert_int_equal(excerpt.caret, 318);
	assert_int_equal(excerpt.caret_end, 320);
}

static void a_longer_one_is_a_window(void **state)
{
	(void)state;
	struct str line = line_of("\xc3\xa9", 1000);
	struct excerpt excerpt = excerpt_make(&arena, line, 1000, 1010);
	assert_int_equal(utf8_count(excerpt.text), EXCERPT_LINE);
	assert_int_equal(utf8_valid_prefix(excerpt.text), excerpt.text.len);
	assert_true(excerpt.cut_before && excerpt.cut_after);
	assert_int_equal(excerpt.caret, 2 * EXCERPT_BEFORE);
	assert_int_equal(excerpt.caret_end, 2 * EXCERPT_BEFORE + 10);

	excerpt = excerpt_make(&arena, line, 20, 22);
	assert_false(excerpt.cut_before);
	assert_true(excerpt.cut_after);
	assert_int_equal(utf8_count(excerpt.text), EXCERPT_LINE);
	assert_int_equal(excerpt.caret, 20);

	excerpt = excerpt_make(&arena, line, 2000, 2000);
	assert_true(excerpt.cut_before);
	assert_false(excerpt.cut_after);
	assert_int_equal(utf8_count(excerpt.text), EXCERPT_LINE);
	assert_int_equal(excerpt.caret, excerpt.text.len);
}

static void the_caret_ends_with_the_window(void **state)
{
	(void)state;
	struct str line = line_of("x", 1000);
	struct excerpt excerpt = excerpt_make(&arena, line, 500, 900);
	assert_int_equal(excerpt.caret_end, excerpt.text.len);
	excerpt = excerpt_make(&arena, line_of("x", 9), 50, 70);
	assert_int_equal(excerpt.caret, 9);
	assert_int_equal(excerpt.caret_end, 9);
	excerpt = excerpt_make(&arena, STR("abc"), 2, 1);
	assert_int_equal(excerpt.caret_end, 2);
}

static void what_is_not_utf8_is_cut_too(void **state)
{
	(void)state;
	struct str line = line_of("\xff\x80\xe2\x82", 1000);
	for (size_t start = 1800; start < 1816; start++) {
		struct excerpt excerpt = excerpt_make(&arena, line, start, start + 1);
		assert_int_equal(excerpt.text.len, EXCERPT_LINE);
		assert_int_equal(excerpt.caret, EXCERPT_BEFORE);
		assert_memory_equal(excerpt.text.at, line.at + start - EXCERPT_BEFORE, excerpt.text.len);
	}
}

static void a_place_inside_a_character_moves_to_its_start(void **state)
{
	(void)state;
	struct excerpt excerpt = excerpt_make(&arena,
					      STR("a\xf0\x9f\x92\x8a"
						  "b"),
					      3, 5);
	assert_int_equal(excerpt.caret, 1);
}

static void columns_lead_to_bytes(void **state)
{
	(void)state;
	struct str line = STR("a\xc3\xa9"
			      "b");
	assert_int_equal(excerpt_column_offset(line, 0), 0);
	assert_int_equal(excerpt_column_offset(line, 1), 0);
	assert_int_equal(excerpt_column_offset(line, 3), 3);
	assert_int_equal(excerpt_column_offset(line, 99), 4);
}

int main(void)
{
	arena_init(&arena);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_line_of_160_is_whole, release),
		cmocka_unit_test_teardown(a_longer_one_is_a_window, release),
		cmocka_unit_test_teardown(the_caret_ends_with_the_window, release),
		cmocka_unit_test_teardown(what_is_not_utf8_is_cut_too, release),
		cmocka_unit_test_teardown(a_place_inside_a_character_moves_to_its_start, release),
		cmocka_unit_test_teardown(columns_lead_to_bytes, release),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
