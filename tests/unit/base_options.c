#include "base/options.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { OPTION_JOBS = 1, OPTION_QUIET, OPTION_FORMAT };

static const struct option_row rows[] = {
	{ OPTION_JOBS, 'j', "jobs", "N", "threads" },
	{ OPTION_QUIET, 'q', "quiet", NULL, "say less\nor nothing" },
	{ OPTION_FORMAT, 0, "format", "FORMAT", "how" },
	OPTION_ROWS_COMMON,
	{ 0 },
};

static struct options start(int argc, char **argv)
{
	struct options options;
	options_init(&options, rows, argc, argv);
	return options;
}

static void every_form_of_an_option_is_read(void **state)
{
	(void)state;
	char *argv[] = {
		"p", "-j4", "-qj", "5", "--jobs=6", "--jobs", "7", "--format=", "-", "file", "--", "-q", NULL
	};
	struct options options = start(12, argv);
	static const char *const jobs[] = { "4", NULL, "5", "6", "7" };
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(options_next(&options), jobs[i] ? OPTION_JOBS : OPTION_QUIET);
		if (jobs[i])
			assert_string_equal(options.value, jobs[i]);
		else
			assert_null(options.value);
	}
	assert_int_equal(options_next(&options), OPTION_FORMAT);
	assert_string_equal(options.value, "");
	static const char *const operands[] = { "-", "file", "-q" };
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(options_next(&options), OPTIONS_OPERAND);
		assert_string_equal(options.value, operands[i]);
	}
	assert_int_equal(options_next(&options), OPTIONS_END);
	assert_int_equal(options_next(&options), OPTIONS_END);
}

static void refuses(char *word, const char *error)
{
	char *argv[] = { "p", word, NULL };
	struct options options = start(2, argv);
	assert_int_equal(options_next(&options), OPTIONS_ERROR);
	assert_string_equal(options.error, error);
}

static void a_wrong_option_is_named(void **state)
{
	(void)state;
	refuses("--fromat", "there is no option --fromat; did you mean --format?");
	refuses("--fromat=json", "there is no option --fromat; did you mean --format?");
	refuses("--wholly-else", "there is no option --wholly-else");
	refuses("-x", "there is no option -x");
	refuses("--quiet=yes", "--quiet takes no argument");
	refuses("--jobs", "--jobs needs an argument: N");
	refuses("-j", "-j needs an argument: N");
}

static void numbers_are_whole_and_in_range(void **state)
{
	(void)state;
	unsigned long number = 0;
	assert_true(option_number("1", 1, 256, &number));
	assert_int_equal(number, 1);
	assert_true(option_number("256", 1, 256, &number));
	assert_int_equal(number, 256);
	static const char *const wrong[] = { "",   "0",	 "257", "-1",	"+1",
					     " 1", "1 ", "1x",	"0x10", "99999999999999999999999" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(option_number(wrong[i], 1, 256, &number));
}

static void help_has_a_line_for_each_option(void **state)
{
	(void)state;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	assert_non_null(out);
	options_print_help(out, "p [OPTION]…", "Does things.", rows);
	assert_int_equal(fclose(out), 0);
	for (const struct option_row *row = rows; row->id; row++) {
		char name[64];
		snprintf(name, sizeof(name), "--%s", row->name);
		assert_non_null(strstr(text, name));
	}
	assert_non_null(strstr(text, "usage: p [OPTION]…\n"));
	assert_non_null(strstr(text, "say less\n                            or nothing\n"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_of_an_option_is_read),
		cmocka_unit_test(a_wrong_option_is_named),
		cmocka_unit_test(numbers_are_whole_and_in_range),
		cmocka_unit_test(help_has_a_line_for_each_option),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
