/* Which rules a command line enables, and the messages for invalid ones. */
#include "check/run/select.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct fixture {
	struct checker checker;
	struct selection selection;
	struct buf said;
};

static void note(void *context, bool is_info, const char *text)
{
	assert_false(is_info);
	buf_text(context, text);
}

static int set_up(void **state)
{
	static struct fixture f;
	f = (struct fixture){ .selection = { .selects = { NULL, 0 } } };
	checker_init(&f.checker);
	buf_init(&f.said, BUF_CAP);
	f.checker.on_message = note;
	f.checker.context_of_calls = &f.said;
	*state = &f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	selection_release(&f->selection);
	checker_release(&f->checker);
	buf_release(&f->said);
	return 0;
}

/* Each list is comma-separated, or NULL. */
static enum checker_status apply(struct fixture *f, const char *selects, const char *ignores, const char *severities)
{
	const struct option_list lists[] = { { &selects, selects != NULL }, { &ignores, ignores != NULL },
					     { &severities, severities != NULL } };
	enum checker_status status = selection_start(&f->selection, &f->checker, &lists[0], &lists[1], &lists[2]);
	return status == CHECKER_OK ? f->checker.configured(f->checker.context_of_configured, &f->checker) : status;
}

static void severities_follow_selection_and_ignored_rules_are_off(void **state)
{
	struct fixture *f = *state;
	const enum severity *severity = f->checker.settings.severity;
	assert_int_equal(apply(f, "question/, card/empty-back", "question/no-key", "question/=info"), CHECKER_OK);
	assert_int_equal(severity[RULE_QUESTION_NO_KEY], SEVERITY_OFF);
	assert_int_equal(severity[RULE_QUESTION_NEGATIVE_STEM], SEVERITY_INFO);
	assert_int_equal(severity[RULE_CARD_EMPTY_BACK], SEVERITY_ERROR);
	assert_int_equal(severity[RULE_CARD_EMPTY_FRONT], SEVERITY_OFF);
	assert_int_equal(severity[RULE_XML_SYNTAX], SEVERITY_ERROR);
	assert_int_equal(f->said.len, 0);
}

static void a_misspelled_rule_is_named(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(apply(f, NULL, "question/no-kay", NULL), CHECKER_WRONG);
	assert_non_null(strstr(buf_cstr(&f->said), "did you mean 'question/no-key'?"));
}

static void nothing_left_to_check_is_wrong(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(apply(f, "card/", "card/", NULL), CHECKER_WRONG);
	assert_true(f->said.len > 0);
}

static void mistakes_are_found_without_a_change_of_settings(void **state)
{
	struct fixture *f = *state;
	struct rule_settings before = f->checker.settings;
	const char *value = "question/=off";
	const struct option_list none = { NULL, 0 }, severities = { &value, 1 };
	assert_int_equal(selection_start(&f->selection, &f->checker, &none, &none, &severities), CHECKER_OK);
	assert_memory_equal(before.severity, f->checker.settings.severity, sizeof(before.severity));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(severities_follow_selection_and_ignored_rules_are_off, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_misspelled_rule_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_left_to_check_is_wrong, set_up, tear_down),
		cmocka_unit_test_setup_teardown(mistakes_are_found_without_a_change_of_settings, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
