#include "base/utf8.h"

#include <stdio.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void valid_text_is_valid_to_its_end(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		"plain",
		"\x7f",
		"\xc2\x80",
		"\xdf\xbf",
		"\xe0\xa0\x80",
		"\xed\x9f\xbf",
		"\xee\x80\x80",
		"\xef\xbf\xbf",
		"\xf0\x90\x80\x80",
		"\xf4\x8f\xbf\xbf",
		"eight by eight and \xc3\xa9 after it, twice over",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(utf8_valid_prefix(str_from(texts[i])), strlen(texts[i]));
	assert_int_equal(utf8_valid_prefix(STR("a\0b")), 3);
	assert_int_equal(utf8_valid_prefix(STR_NONE), 0);
}

static void what_rfc_3629_forbids_ends_the_valid_prefix(void **state)
{
	(void)state;
	static const char *const wrong[] = {
		"\x80", /* a continuation byte without a start */
		"\xbf",
		"\xc0\x80", /* overlong NUL */
		"\xc1\xbf",
		"\xe0\x9f\xbf",	    /* overlong */
		"\xf0\x8f\xbf\xbf", /* overlong */
		"\xed\xa0\x80",	    /* surrogates */
		"\xed\xbf\xbf",
		"\xf4\x90\x80\x80", /* above U+10FFFF */
		"\xf5\x80\x80\x80",
		"\xff",
		"\xfe",
		"\xc3", /* truncated */
		"\xe2\x82",
		"\xf0\x9f\x98",
		"\xe2\x28\xa1",
		"\xf0\x9f\x28\x80",
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		char text[64];
		int len = snprintf(text, sizeof(text), "0123456789%s", wrong[i]);
		assert_int_equal(utf8_valid_prefix((struct str){ text, (size_t)len }), 10);
		size_t at = 10;
		assert_int_equal(utf8_next((struct str){ text, (size_t)len }, &at), 0xfffd);
		assert_int_equal(at, 11);
	}
}

static void code_points_survive_the_way_out_and_back(void **state)
{
	(void)state;
	static const uint32_t codes[] = {
		1, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff
	};
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		char bytes[4];
		struct str s = { bytes, utf8_encode(codes[i], bytes) };
		size_t at = 0;
		assert_int_equal(utf8_next(s, &at), codes[i]);
		assert_int_equal(at, s.len);
		assert_int_equal(utf8_count(s), 1);
	}
}

static void code_points_are_counted_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(STR("")), 0);
	assert_int_equal(utf8_count(STR("\xce\xb2-blocker")), 9);
	assert_int_equal(utf8_count(STR("\xf0\x9f\x92\x8a\xf0\x9f\x92\x8a")), 2);
	assert_int_equal(utf8_count(STR("e\xcc\x81")), 2);
}

static void widths_are_those_of_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(utf8_width('a'), 1);
	assert_int_equal(utf8_width(0x1b), 0);
	assert_int_equal(utf8_width(0x7f), 0);
	assert_int_equal(utf8_width(0x301), 0);	  /* a combining acute accent */
	assert_int_equal(utf8_width(0x836f), 2);  /* a Han character */
	assert_int_equal(utf8_width(0x1f48a), 2); /* a pill */
	assert_int_equal(utf8_width(0x5d0), 1);	  /* a Hebrew letter */
}

static void white_space_is_more_than_blanks(void **state)
{
	(void)state;
	static const uint32_t spaces[] = { ' ', '\t', '\n', '\r', 0x85, 0xa0, 0x2003, 0x2028, 0x200b, 0x3000, 0xfeff };
	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
		assert_true(utf8_is_space(spaces[i]));
	assert_false(utf8_is_space('x'));
	assert_false(utf8_is_space(0x1b));
	assert_false(utf8_is_space(0xfffd));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_text_is_valid_to_its_end),
		cmocka_unit_test(what_rfc_3629_forbids_ends_the_valid_prefix),
		cmocka_unit_test(code_points_survive_the_way_out_and_back),
		cmocka_unit_test(code_points_are_counted_not_bytes),
		cmocka_unit_test(widths_are_those_of_a_terminal),
		cmocka_unit_test(white_space_is_more_than_blanks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
