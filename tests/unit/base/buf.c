#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void bytes_are_terminated_and_counted(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf, BUF_CAP);
	assert_string_equal(buf_cstr(&buf), "");
	buf_text(&buf, "one");
	buf_char(&buf, ' ');
	buf_str(&buf, STR("two"));
	buf_repeat(&buf, '!', 3);
	buf_format(&buf, " %d%s", 4, "x");
	assert_string_equal(buf_cstr(&buf), "one two!!! 4x");
	assert_int_equal(buf.len, 13);
	buf_cut(&buf, 3);
	assert_string_equal(buf_cstr(&buf), "one");
	buf_add(&buf, "a\0b", 3);
	assert_int_equal(buf.len, 6);
	buf_release(&buf);
	assert_null(buf.at);
}

static void an_append_beyond_the_cap_leaves_the_buffer_as_it_was(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf, 8);
	buf_text(&buf, "12345678");
	assert_false(buf_failed(&buf));
	buf_char(&buf, '9');
	assert_true(buf_failed(&buf));
	assert_string_equal(buf_cstr(&buf), "12345678");
	buf_release(&buf);
}

static void failure_stays_after_the_buffer_is_cleared(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf, 4);
	buf_text(&buf, "ab");
	buf_text(&buf, "too long");
	buf_text(&buf, "c");
	buf_format(&buf, "%s", "d");
	assert_true(buf_failed(&buf));
	assert_string_equal(buf_cstr(&buf), "ab");
	assert_null(buf_reserve(&buf, 1));
	buf_clear(&buf);
	buf_text(&buf, "wxyz");
	assert_true(buf_failed(&buf));
	assert_string_equal(buf_cstr(&buf), "");
	buf_release(&buf);
	buf_text(&buf, "wxyz");
	assert_false(buf_failed(&buf));
	assert_string_equal(buf_cstr(&buf), "wxyz");
	buf_release(&buf);
}

static void a_length_near_the_largest_number_fails(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf, BUF_CAP);
	buf_text(&buf, "x");
	assert_null(buf_reserve(&buf, SIZE_MAX));
	assert_true(buf_failed(&buf));
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_terminated_and_counted),
		cmocka_unit_test(an_append_beyond_the_cap_leaves_the_buffer_as_it_was),
		cmocka_unit_test(failure_stays_after_the_buffer_is_cleared),
		cmocka_unit_test(a_length_near_the_largest_number_fails),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
