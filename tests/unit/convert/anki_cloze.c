#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "convert/anki/cloze.h"

#include <string.h>

/* The field with the gaps of a group as <…>. */
static void expect_group(const char *field, size_t group, const char *expected)
{
	struct anki_cloze cloze;
	struct buf html, shown;
	buf_init(&html, BUF_CAP);
	buf_init(&shown, BUF_CAP);
	assert_true(anki_cloze_parse(&cloze, str_from(field)));
	anki_cloze_write_group(&cloze, group, &html);
	for (size_t i = 0; i < html.len; i++) {
		if (memcmp(html.at + i, CLOZE_OPEN, 3) == 0) {
			buf_char(&shown, '<');
			while (memcmp(html.at + i, CLOZE_MARK, 3) != 0)
				i++;
			i += 2;
		} else if (memcmp(html.at + i, CLOZE_CLOSE, 3) == 0) {
			buf_char(&shown, '>');
			i += 2;
		} else {
			buf_char(&shown, html.at[i]);
		}
	}
	assert_string_equal(buf_cstr(&shown), expected);
	buf_release(&html);
	buf_release(&shown);
	anki_cloze_release(&cloze);
}

static void expect_groups(const char *field, size_t groups, size_t ordinals)
{
	struct anki_cloze cloze;
	assert_true(anki_cloze_parse(&cloze, str_from(field)));
	assert_int_equal(cloze.group_count, groups);
	assert_int_equal(cloze.ordinal_count, ordinals);
	anki_cloze_release(&cloze);
}

static void test_plain(void **state)
{
	(void)state;
	expect_group("a {{c1::b}} c {{C2::d::hint}}", 0, "a <b> c <d>");
	expect_group("{{c1::b}}{{c1::d}}", 0, "<b><d>");
	expect_group("no gap", 0, "no gap");
	expect_group("{{c1:b}} {{cx::b}} {{c::b}}", 0, "{{c1:b}} {{cx::b}} {{c::b}}");
	expect_groups("{{c1::b}} {{c3::d}}", 1, 2);
	expect_groups("{{c0::zero}}", 0, 0);
}

/* Gaps don't nest: the inner one is in a group of its own. */
static void test_nested(void **state)
{
	(void)state;
	static const char field[] = "{{c1::a {{c2::b}} c}} d";
	expect_groups(field, 2, 2);
	expect_group(field, 0, "<a b c> d");
	expect_group(field, 1, "a <b> c d");
	/* Of the same number, they are one. */
	expect_groups("{{c1::a {{c1::b}} c}}", 1, 1);
	expect_group("{{c1::a {{c1::b}} c}}", 0, "<a b c>");
	/* A hint may contain one, which is never shown. */
	expect_group("{{c1::a::h {{c2::b}} i}} d", 0, "<a> d");
}

static void test_several_numbers(void **state)
{
	(void)state;
	expect_groups("{{c1,2::a}} {{c1::b}}", 2, 2);
	expect_group("{{c1,2::a}} {{c1::b}}", 0, "<a> <b>");
	expect_group("{{c1,2::a}} {{c1::b}}", 1, "<a> b");
	expect_group("{{c1,::a}}", 0, "{{c1,::a}}");
}

static void test_high_numbers(void **state)
{
	(void)state;
	expect_groups("{{c99::a}} {{c100::b}} {{c198::c}} {{c199::d}}", 3, 4);
	expect_group("{{c99::a}} {{c100::b}} {{c198::c}}", 1, "a <b> <c>");
	expect_groups("{{c12345::a}} {{c99999999999999999999::a}}", 0, 0);
}

static void test_damaged(void **state)
{
	(void)state;
	expect_group("{{c1::a {{c2::b}}", 0, "a <b>");
	expect_group("a}} {{c1::b}} }}", 0, "a}} <b> }}");
	expect_group("{{c1::", 0, "");
	expect_group("{{c1::a}", 0, "a}");
	/* Private characters of the source are not taken for gaps. */
	expect_group("\xef\x97\x90" "1 {{c1::b}}", 0, "\xef\xbf\xbd" "1 <b>");
	expect_group("\xef\x97", 0, "\xef\x97");
}

static void test_formulas(void **state)
{
	(void)state;
	expect_group("\\(x = {{c1::5}}\\) y", 0, "<\\(x = 5\\)> y");
	expect_group("\\(x = {{c1::5}} + {{c2::6}}\\)", 0, "<\\(x = 5 + 6\\)>");
	expect_groups("\\(x = {{c1::5}} + {{c2::6}}\\)", 1, 1);
	expect_group("{{c1::\\(x\\)}} \\[y", 0, "<\\(x\\)> \\[y");
}

static void expect_sides(const char *field, unsigned number, const char *question, const char *answer)
{
	struct anki_cloze cloze;
	struct buf text;
	buf_init(&text, BUF_CAP);
	assert_true(anki_cloze_parse(&cloze, str_from(field)));
	anki_cloze_write_question(&cloze, number, &text);
	assert_string_equal(buf_cstr(&text), question);
	buf_clear(&text);
	anki_cloze_write_answer(&cloze, number, &text);
	assert_string_equal(buf_cstr(&text), answer);
	buf_release(&text);
	anki_cloze_release(&cloze);
}

static void test_sides(void **state)
{
	(void)state;
	expect_sides("{{c1::a}} {{c2::b::h}} {{c2::c {{c1::d}}}}", 2, "a [h] [\xe2\x80\xa6]", "<p>b</p><p>c d</p>");
	expect_sides("{{c1::a}} {{c2::b}}", 1, "[\xe2\x80\xa6] b", "<p>a</p>");
}

/* Neither many nor deeply nested deletions take much time. */
static void test_limits(void **state)
{
	(void)state;
	struct buf field;
	struct anki_cloze cloze;
	buf_init(&field, BUF_CAP);
	for (unsigned i = 0; i < 20000; i++)
		buf_format(&field, "{{c%u,%u,%u::", i % 500 + 1, i % 333 + 1, i % 200 + 1);
	for (unsigned i = 0; i < 20000; i++)
		buf_text(&field, "}}");
	assert_true(anki_cloze_parse(&cloze, buf_view(&field)));
	assert_true(cloze.overflow);
	assert_true(cloze.count <= CLOZE_DELETIONS_MAX);
	anki_cloze_release(&cloze);
	buf_release(&field);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),	   cmocka_unit_test(test_nested),  cmocka_unit_test(test_several_numbers),
		cmocka_unit_test(test_high_numbers), cmocka_unit_test(test_damaged), cmocka_unit_test(test_formulas),
		cmocka_unit_test(test_sides),	   cmocka_unit_test(test_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
