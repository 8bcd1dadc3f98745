#include "base/options.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct record {
	unsigned jobs, format;
	bool quiet;
	const char *output;
	struct option_list keys;
};

static const char *const formats[] = { "text", "json", "sarif", NULL };

static const struct option_row rows[] = {
	OPT_JOBS(struct record, jobs),
	OPT_BOOL('q', "quiet", struct record, quiet, "say less\nor nothing"),
	OPT_CHOICE('f', "format", "NAME", formats, struct record, format, "how:"),
	OPT_STRING('o', "output", "FILE", struct record, output, "where to"),
	OPT_LIST('k', "key", "FILE", struct record, keys, "a key"),
	OPT_COMMON,
};

static void every_form_of_an_option_is_read(void **state)
{
	(void)state;
	static const struct {
		const char *words[3];
		struct record want;
	} forms[] = {
		{ { "-j4" }, { .jobs = 4 } },
		{ { "-qj", "5" }, { .jobs = 5, .quiet = true } },
		{ { "--jobs=6" }, { .jobs = 6 } },
		{ { "--jobs", "7" }, { .jobs = 7 } },
		{ { "--format=json" }, { .format = 1 } },
		{ { "-fsarif", "-q" }, { .format = 2, .quiet = true } },
		{ { "--output=" }, { .output = "" } },
		{ { "-o", "-" }, { .output = "-" } },
		{ { "-o", "--quiet" }, { .output = "--quiet" } },
	};
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		char *argv[5] = { "p" };
		int argc = 1;
		for (; argc < 4 && forms[i].words[argc - 1]; argc++)
			argv[argc] = (char *)(uintptr_t)forms[i].words[argc - 1];
		struct record got = { 0 };
		struct options options;
		assert_int_equal(options_read(&options, rows, &got, argc, argv), OPTIONS_OK);
		assert_int_equal(options.operand_count, 0);
		assert_int_equal(got.jobs, forms[i].want.jobs);
		assert_int_equal(got.format, forms[i].want.format);
		assert_int_equal(got.quiet, forms[i].want.quiet);
		if (forms[i].want.output)
			assert_string_equal(got.output, forms[i].want.output);
		else
			assert_null(got.output);
		options_release(&options);
	}
}

static void operands_and_lists_keep_their_order(void **state)
{
	(void)state;
	char *argv[] = { "p", "-", "-k", "a", "file", "--key=b", "--key", "a", "--", "-q", "--help", NULL };
	static const char *const operands[] = { "-", "file", "-q", "--help" }, *const keys[] = { "a", "b", "a" };
	struct record record = { 0 };
	struct options options;
	assert_int_equal(options_read(&options, rows, &record, 11, argv), OPTIONS_OK);
	assert_false(record.quiet);
	assert_int_equal(options.operand_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(options.operands[i], operands[i]);
	assert_int_equal(record.keys.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(record.keys.values[i], keys[i]);
	options_release(&options);
	assert_null(record.keys.values);
}

/* The result of parsing the word; error is the message. */
static enum options_status read_word(char *word, char error[256])
{
	char *argv[] = { "p", word, NULL };
	struct record record = { 0 };
	struct options options;
	enum options_status status = options_read(&options, rows, &record, 2, argv);
	snprintf(error, 256, "%s", options.error);
	options_release(&options);
	return status;
}

static void help_and_version_are_asked_for(void **state)
{
	(void)state;
	char error[256];
	assert_int_equal(read_word("-h", error), OPTIONS_HELP);
	assert_int_equal(read_word("--help", error), OPTIONS_HELP);
	assert_int_equal(read_word("--version", error), OPTIONS_VERSION);
}

static void refuses(char *word, const char *want)
{
	char error[256];
	assert_int_equal(read_word(word, error), OPTIONS_WRONG);
	assert_string_equal(error, want);
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
	refuses("-j0", "--jobs must be a number from 1 to 256, not '0'");
	refuses("--format=jsn", "--format must be text, json or sarif, not 'jsn'; did you mean 'json'?");
	refuses("--format=", "--format must be text, json or sarif, not ''");
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
	for (const struct option_row *row = rows; row->type; row++) {
		char name[64];
		snprintf(name, sizeof(name), "--%s", row->name);
		assert_non_null(strstr(text, name));
	}
	assert_non_null(strstr(text, "usage: p [OPTION]…\n"));
	assert_non_null(strstr(text, "say less\n                            or nothing\n"));
	assert_non_null(strstr(text, "how:\n                            text, json or sarif\n"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_of_an_option_is_read),
		cmocka_unit_test(operands_and_lists_keep_their_order),
		cmocka_unit_test(help_and_version_are_asked_for),
		cmocka_unit_test(a_wrong_option_is_named),
		cmocka_unit_test(numbers_are_whole_and_in_range),
		cmocka_unit_test(help_has_a_line_for_each_option),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
