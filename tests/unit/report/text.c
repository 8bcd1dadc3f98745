#include "../rendered.h"

#include <errno.h>

static void expect(const struct report *report, enum render_format format, const char *text)
{
	char *out = rendered(report, format);
	assert_string_equal(out, text);
	free(out);
}

static void a_finding_shows_its_line_its_place_and_the_remedy(void **state)
{
	(void)state;
	char text[4096] = "";
	for (int i = 1; i < 120; i++)
		strcat(text, "\n");
	strcat(text, "      <question id=\"q-ect-course\">\n");
	struct report report;
	start_report(&report);
	struct diagnostic *d = report_add(&report, RULE_QUESTION_NO_KEY, span_of(text, "<question"),
					  STR("q-ect-course"), "this question has no correct option");
	report_label(&report, d, "4 options, none marked correct=\"true\"");
	report_help(&report, d, "mark the right option, or retire the question");
	close_on(&report, "content/psychiatry/x.xml", str_from(text), STR_NONE);
	expect(&report, RENDER_TEXT,
	       "content/psychiatry/x.xml:120:7: error: this question has no correct option [question/no-key]\n"
	       "  120 |       <question id=\"q-ect-course\">\n"
	       "      |       ^^^^^^^^^ 4 options, none marked correct=\"true\"\n"
	       "      = help: mark the right option, or retire the question\n");
	expect(&report, RENDER_GCC,
	       "content/psychiatry/x.xml:120:7: error: this question has no correct option [question/no-key]\n");
	report_release(&report);
}

/* The caret must be below the needle by the column count of a terminal. */
static void caret_line(const char *line, const char *needle, const char *want)
{
	struct report report;
	start_report(&report);
	report_add(&report, RULE_XML_SYNTAX, span_of(line, needle), STR_NONE, "m");
	close_on(&report, "x", str_from(line), STR_NONE);
	char *out = rendered(&report, RENDER_TEXT);
	char *caret = strrchr(out, '|');
	assert_non_null(caret);
	caret[strlen(caret) - 1] = '\0';
	assert_string_equal(caret, want);
	free(out);
	report_release(&report);
}

static void carets_are_below_the_location_in_every_script(void **state)
{
	(void)state;
	caret_line("abc", "b", "|  ^");
	caret_line("\t\tabc", "bc", "|    ^^");
	caret_line("e\xcc\x81"
		   "e\xcc\x81x",
		   "x", "|   ^");
	caret_line("\xe8\x8d\xaf\xe5\xad\xa6x", "x", "|     ^");
	caret_line("a\xe8\x8d\xaf\xe5\xad\xa6x", "\xe8\x8d\xaf\xe5\xad\xa6", "|  ^^^^");
	caret_line("\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9dx", "x", "|     ^");
	caret_line("e\xcc\x81", "\xcc\x81", "|  ^");
	caret_line("abc", "", "| ^");
	caret_line("\x01\xff\xe2\x80\xaex", "x", "|    ^");
}

static void a_long_line_shows_that_it_was_cut(void **state)
{
	(void)state;
	char line[1001];
	memset(line, 'x', 1000);
	line[1000] = '\0';
	memcpy(line + 500, "HERE", 4);
	struct report report;
	start_report(&report);
	report_add(&report, RULE_XML_SYNTAX, span_of(line, "HERE"), STR_NONE, "m");
	close_on(&report, "x", str_from(line), STR_NONE);
	char *out = rendered(&report, RENDER_TEXT);
	char *excerpt = strstr(out, "\xe2\x80\xa6xx");
	assert_non_null(excerpt);
	assert_non_null(strstr(out, "x\xe2\x80\xa6\n"));
	/* The mark is three bytes and one column. */
	ptrdiff_t column = strstr(excerpt, "HERE") - excerpt - 2;
	char *second = strstr(out, "      | ");
	assert_non_null(second);
	assert_int_equal(strchr(second, '^') - second - 8, column);
	free(out);
	report_release(&report);
}

static void a_finding_without_location_is_at_the_start(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	report_add_at(&report, RULE_QUESTION_NO_FEEDBACK, "dir/x.xml", (struct location){ 0, 0, 0, 0 }, STR_NONE,
		      STR_NONE, "m");
	expect(&report, RENDER_TEXT, "dir/x.xml:1:1: info: m [question/no-feedback]\n");
	expect(&report, RENDER_GCC, "dir/x.xml:1:1: note: m [question/no-feedback]\n");
	report_release(&report);
}

static void hostile_text_cannot_play_with_the_terminal(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	add_hostile(&report);
	static const enum render_format formats[] = { RENDER_TEXT, RENDER_GCC };
	static const size_t lines[] = { 4, 1 };
	for (size_t i = 0; i < 2; i++) {
		char *out = rendered(&report, formats[i]);
		size_t count = 0;
		for (const char *p = out; *p; p++) {
			count += *p == '\n';
			assert_true(*p == '\n' || (unsigned char)*p >= 0x20);
		}
		assert_int_equal(count, lines[i]);
		assert_null(strstr(out, "\xe2\x80\xae"));
		assert_null(strchr(out, '\xff'));
		assert_non_null(strstr(out, "\xef\xbf\xbd[31m"));
		free(out);
	}
	report_release(&report);
}

static void colour_only_when_asked(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	report_add(&report, RULE_DUPLICATE_STEM, (struct span){ 0, 1 }, STR_NONE, "m");
	close_on(&report, "x", STR("a"), STR_NONE);
	char *plain = rendered(&report, RENDER_TEXT);
	assert_null(strchr(plain, '\x1b'));
	char *coloured = rendered_with(&report, (struct render_options){ .format = RENDER_TEXT, .colour = true });
	assert_non_null(strstr(coloured, "\x1b[1mx:1:1:\x1b[0m \x1b[1;33mwarning:\x1b[0m m ["));
	assert_non_null(strstr(coloured, "| \x1b[1;33m^\x1b[0m\n"));
	/* Without colours it is the same. */
	char *to = coloured;
	for (const char *p = coloured; *p; p++) {
		if (*p == '\x1b')
			p = strchr(p, 'm');
		else
			*to++ = *p;
	}
	*to = '\0';
	assert_string_equal(coloured, plain);
	free(plain);
	free(coloured);
	report_release(&report);
}

static void a_full_disk_is_a_failure_in_every_format(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	add_hostile(&report);
	for (unsigned format = 0; format < RENDER_FORMAT_COUNT; format++) {
		struct render_options options = { .format = (enum render_format)format,
						  .program = "p", .version = "1.0.0" };
		FILE *full = fopen("/dev/full", "w");
		assert_non_null(full);
		errno = 0;
		assert_false(render(&report, &options, full, NULL));
		assert_int_equal(errno, ENOSPC);
		fclose(full);
	}
	report_release(&report);
}

static void summary_is(size_t errors, size_t warnings, size_t info, size_t files, const char *want)
{
	struct report report;
	start_report(&report);
	report.counts[SEVERITY_ERROR] = errors;
	report.counts[SEVERITY_WARNING] = warnings;
	report.counts[SEVERITY_INFO] = info;
	struct buf out;
	buf_init(&out, BUF_CAP);
	buf_text(&out, "> ");
	render_summary(&report, files, &out);
	assert_string_equal(buf_cstr(&out) + 2, want);
	buf_release(&out);
	report_release(&report);
}

static void the_summary_counts(void **state)
{
	(void)state;
	summary_is(2, 1, 0, 14, "2 errors, 1 warning in 14 files");
	summary_is(1, 0, 0, 1, "1 error in 1 file");
	summary_is(0, 2, 3, 2, "2 warnings, 3 info in 2 files");
	summary_is(0, 0, 0, 14, "14 files, nothing found");
	summary_is(0, 0, 0, 1, "1 file, nothing found");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_finding_shows_its_line_its_place_and_the_remedy),
		cmocka_unit_test(carets_are_below_the_location_in_every_script),
		cmocka_unit_test(a_long_line_shows_that_it_was_cut),
		cmocka_unit_test(a_finding_without_location_is_at_the_start),
		cmocka_unit_test(hostile_text_cannot_play_with_the_terminal),
		cmocka_unit_test(colour_only_when_asked),
		cmocka_unit_test(a_full_disk_is_a_failure_in_every_format),
		cmocka_unit_test(the_summary_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
