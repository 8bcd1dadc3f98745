/* Situations in which a file must not be written. */
#include "check/fix/file.h"
#include "../../write_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/satchel-fix.XXXXXX";

struct fixture {
	struct checker checker;
	struct report report;
	struct fix_file file;
	struct buf said;
};

static void assert_holds(const char *path, const char *wanted)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	assert_int_equal(file_read(path, 1000, &bytes), FILE_OK);
	assert_string_equal(buf_cstr(&bytes), wanted);
	buf_release(&bytes);
}

static void note(void *context, bool is_info, const char *text)
{
	(void)is_info;
	buf_text(context, text);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	if (!f || !mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	checker_init(&f->checker);
	buf_init(&f->said, BUF_CAP);
	f->checker.on_message = note;
	f->checker.context_of_calls = &f->said;
	report_init(&f->report, &f->checker.settings);
	fix_file_init(&f->file, false);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	fix_file_release(&f->file);
	report_release(&f->report);
	checker_release(&f->checker);
	buf_release(&f->said);
	free(f);
	unlink("a.xml");
	return chdir("/") != 0 || rmdir(folder) != 0;
}

/* Opens a.xml, which contains "old", and replaces that by "new". */
static void open_and_change(struct fixture *f)
{
	assert_true(write_file("a.xml", STR("old")));
	fix_file_note(&f->file, STR("old"));
	assert_true(fix_file_open(&f->file, &f->checker, "a.xml"));
	buf_clear(&f->file.current);
	buf_text(&f->file.current, "new");
	f->file.fixed = 1;
}

static void assert_said(struct fixture *f, const char *wanted)
{
	assert_non_null(strstr(buf_cstr(&f->said), wanted));
	assert_true(f->checker.failed);
}

static void a_file_that_stayed_as_it_was_is_written(void **state)
{
	struct fixture *f = *state;
	open_and_change(f);
	assert_true(fix_file_is_changed(&f->file));
	assert_true(fix_file_write(&f->file, &f->checker, "a.xml"));
	assert_holds("a.xml", "new");
	assert_false(f->checker.failed);
}

static void a_file_changed_since_it_was_checked_is_not_opened(void **state)
{
	struct fixture *f = *state;
	assert_true(write_file("a.xml", STR("odd")));
	fix_file_note(&f->file, STR("old"));
	assert_false(fix_file_open(&f->file, &f->checker, "a.xml"));
	assert_said(f, "'a.xml' is not changed: it has changed since it was checked; run again");
	assert_false(fix_file_is_changed(&f->file));
}

static void a_file_changed_since_it_was_opened_is_not_written(void **state)
{
	struct fixture *f = *state;
	open_and_change(f);
	assert_true(write_file("other", STR("other author")));
	assert_int_equal(rename("other", "a.xml"), 0);
	assert_false(fix_file_write(&f->file, &f->checker, "a.xml"));
	assert_said(f, "'a.xml' is not changed: it has changed in the meantime; run again");
	assert_holds("a.xml", "other author");
	assert_int_equal(unlink("a.xml"), 0);
	/* No other file is left: the folder can be removed. */
}

static struct diagnostic *add(struct fixture *f, enum rule_id rule, const char *message)
{
	return report_add_at(&f->report, rule, "a.xml", (struct location){ 1, 1, 1, 2 }, STR_NONE, STR_NONE, "%s", message);
}

static void fixes_that_break_a_file_are_taken_back(void **state)
{
	struct fixture *f = *state;
	open_and_change(f);
	const struct diagnostic *old = add(f, RULE_SCHEMA_BAD_VALUE, "was there");
	assert_true(fix_file_keep_errors(&f->file, old, NULL));
	/* Errors that existed before, and findings of rules that don't count, do not stop a fix. */
	add(f, RULE_QUESTION_NO_KEY, "no key");
	fix_file_take_back(&f->file, &f->checker, f->report.first, NULL, true);
	assert_true(fix_file_is_changed(&f->file));
	add(f, RULE_XML_SYNTAX, "new mistake");
	fix_file_take_back(&f->file, &f->checker, f->report.first, NULL, true);
	assert_false(fix_file_is_changed(&f->file));
	assert_true(str_is(buf_view(&f->file.current), "old"));
	assert_int_equal(f->file.fixed, 0);
	assert_non_null(strstr(buf_cstr(&f->said), "its fixes would cause a new error: new mistake [xml/syntax]"));
	assert_false(f->checker.failed);
}

static void the_same_mistake_twice_is_a_new_one(void **state)
{
	struct fixture *f = *state;
	open_and_change(f);
	const struct diagnostic *old = add(f, RULE_SCHEMA_BAD_VALUE, "was there");
	assert_true(fix_file_keep_errors(&f->file, old, NULL));
	add(f, RULE_SCHEMA_BAD_VALUE, "was there");
	fix_file_take_back(&f->file, &f->checker, f->report.first, NULL, true);
	assert_false(fix_file_is_changed(&f->file));
}

static void fixes_that_make_a_new_error_are_taken_back(void **state)
{
	struct fixture *f = *state;
	open_and_change(f);
	const struct diagnostic *old = add(f, RULE_MEDICAL_TRAILING_ZERO, "on line 1");
	assert_true(fix_file_keep_errors(&f->file, old, NULL));
	fix_file_take_back(&f->file, &f->checker, f->report.first, NULL, true);
	assert_true(fix_file_is_changed(&f->file));
	add(f, RULE_MEDICAL_TRAILING_ZERO, "on line 2");
	fix_file_take_back(&f->file, &f->checker, f->report.first, NULL, true);
	assert_false(fix_file_is_changed(&f->file));
	assert_non_null(strstr(buf_cstr(&f->said), "its fixes would cause a new error: on line 1 [medical/trailing-zero]"));
	assert_false(f->checker.failed);
}

static void an_error_that_the_next_round_fixes_is_none_until_the_last(void **state)
{
	struct fixture *f = *state;
	open_and_change(f);
	assert_true(fix_file_keep_errors(&f->file, NULL, NULL));
	struct diagnostic *new = add(f, RULE_MEDICAL_TRAILING_ZERO, "uncovered");
	report_edit(&f->report, new, FIX_SAFE, (struct span){ 0, 1 }, STR(""));
	fix_file_take_back(&f->file, &f->checker, f->report.first, NULL, false);
	assert_true(fix_file_is_changed(&f->file));
	new->fix = FIX_UNSAFE;
	fix_file_take_back(&f->file, &f->checker, f->report.first, NULL, false);
	assert_false(fix_file_is_changed(&f->file));
}

static void an_error_that_no_round_fixed_is_new(void **state)
{
	struct fixture *f = *state;
	open_and_change(f);
	assert_true(fix_file_keep_errors(&f->file, NULL, NULL));
	report_edit(&f->report, add(f, RULE_MEDICAL_TRAILING_ZERO, "left"), FIX_SAFE, (struct span){ 0, 1 }, STR(""));
	fix_file_take_back(&f->file, &f->checker, f->report.first, NULL, true);
	assert_false(fix_file_is_changed(&f->file));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_file_that_stayed_as_it_was_is_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_changed_since_it_was_checked_is_not_opened, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_changed_since_it_was_opened_is_not_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(fixes_that_break_a_file_are_taken_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(fixes_that_make_a_new_error_are_taken_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_error_that_the_next_round_fixes_is_none_until_the_last, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_error_that_no_round_fixed_is_new, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_same_mistake_twice_is_a_new_one, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
