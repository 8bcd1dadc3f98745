#include "lesson/edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct change {
	unsigned finding;
	uint32_t start, end;
	const char *text;
};

/* Applies the edits, up to the one without a text, to bytes; those of one finding are together. */
static void assert_made(const char *bytes, const struct change *changes, size_t made, const char *wanted)
{
	struct rule_settings settings;
	struct report report;
	struct buf out;
	const struct diagnostic *findings[16];
	size_t count = 0;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	buf_init(&out, BUF_CAP);
	struct diagnostic *d = NULL;
	for (unsigned i = 0; changes[i].text; i++) {
		struct span span = { changes[i].start, changes[i].end };
		if (i == 0 || changes[i].finding != changes[i - 1].finding)
			findings[count++] = d = report_add(&report, RULE_XML_SYNTAX, span, STR_NONE, "%u", i);
		report_edit(&report, d, FIX_SAFE, span, str_from(changes[i].text));
	}
	assert_int_equal(edits_make(str_from(bytes), findings, count, &out), made);
	assert_string_equal(buf_cstr(&out), wanted);
	buf_release(&out);
	report_release(&report);
}

static void edits_replace_insert_and_delete(void **state)
{
	(void)state;
	assert_made("abcdef", (struct change[]){ { 1, 1, 3, "XYZ" }, { 2, 5, 6, "" }, { 0 } }, 2, "aXYZde");
	assert_made("abc", (struct change[]){ { 1, 0, 0, "<" }, { 2, 3, 3, ">" }, { 0 } }, 2, "<abc>");
	assert_made("", (struct change[]){ { 1, 0, 0, "all" }, { 0 } }, 1, "all");
}

static void the_order_of_findings_is_not_that_of_places(void **state)
{
	(void)state;
	assert_made("abcdef", (struct change[]){ { 1, 4, 5, "E" }, { 1, 0, 1, "A" }, { 2, 2, 3, "C" }, { 0 } }, 2,
		    "AbCdEf");
}

static void of_two_that_overlap_or_touch_the_first_is_made(void **state)
{
	(void)state;
	assert_made("abcdef", (struct change[]){ { 1, 1, 3, "X" }, { 2, 2, 4, "Y" }, { 0 } }, 1, "aXdef");
	assert_made("abcdef", (struct change[]){ { 1, 1, 3, "X" }, { 2, 3, 4, "Y" }, { 0 } }, 1, "aXdef");
	assert_made("abcdef", (struct change[]){ { 1, 3, 4, "Y" }, { 2, 1, 3, "X" }, { 0 } }, 1, "abcYef");
	assert_made("abc", (struct change[]){ { 1, 1, 1, "X" }, { 2, 1, 1, "Y" }, { 0 } }, 1, "aXbc");
	assert_made("abcdef", (struct change[]){ { 1, 2, 3, "X" }, { 2, 0, 6, "Y" }, { 0 } }, 1, "abXdef");
}

static void a_finding_is_fixed_completely_or_not_at_all(void **state)
{
	(void)state;
	assert_made("abcdef", (struct change[]){ { 1, 1, 2, "B" }, { 2, 4, 5, "E" }, { 2, 1, 2, "x" }, { 0 } }, 1,
		    "aBcdef");
	assert_made("abcdef", (struct change[]){ { 1, 1, 3, "B" }, { 1, 2, 4, "C" }, { 0 } }, 0, "abcdef");
	assert_made("abcdef", (struct change[]){ { 1, 1, 2, "B" }, { 1, 2, 3, "C" }, { 0 } }, 1, "aBCdef");
}

static void what_changes_nothing_or_lies_outside_is_passed_over(void **state)
{
	(void)state;
	assert_made("abc", (struct change[]){ { 1, 1, 2, "b" }, { 0 } }, 0, "abc");
	assert_made("abc", (struct change[]){ { 1, 2, 4, "x" }, { 2, 0, 1, "A" }, { 0 } }, 1, "Abc");
	assert_made("abc", (struct change[]){ { 1, 2, 1, "x" }, { 0 } }, 0, "abc");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edits_replace_insert_and_delete),
		cmocka_unit_test(the_order_of_findings_is_not_that_of_places),
		cmocka_unit_test(of_two_that_overlap_or_touch_the_first_is_made),
		cmocka_unit_test(a_finding_is_fixed_completely_or_not_at_all),
		cmocka_unit_test(what_changes_nothing_or_lies_outside_is_passed_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
