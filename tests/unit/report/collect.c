#include "../rendered.h"

#include <time.h>
#include <unistd.h>

static void findings_get_place_lesson_and_excerpt(void **state)
{
	(void)state;
	static const char text[] = "\xef\xbb\xbf<lesson>\r\n  <question id=\"\xce\xb2\">\r\n\n</question>";
	struct report report;
	start_report(&report);
	report_add(&report, RULE_QUESTION_NO_KEY, span_of(text, "\xce\xb2"), STR("q-1"), "no %s", "key");
	report_add(&report, RULE_QUESTION_NO_KEY, span_of(text, "<question id=\"\xce\xb2\">\r\n\n</"), STR_NONE,
		   "long");
	report_add(&report, RULE_QUESTION_NO_KEY, (struct span){ 0, 3 }, STR_NONE, "mark");
	close_on(&report, "x.xml", STR(text), STR("the-lesson"));
	const struct diagnostic *d = report.first;
	assert_string_equal(d->message, "no key");
	assert_string_equal(d->path, "x.xml");
	assert_int_equal(d->location.line, 2);
	assert_int_equal(d->location.column, 17);
	assert_int_equal(d->location.end_column, 18);
	assert_true(str_is(d->item, "q-1"));
	assert_true(str_is(d->lesson, "the-lesson"));
	assert_true(str_is(d->excerpt.text, "  <question id=\"\xce\xb2\">"));
	assert_int_equal(d->excerpt.caret, 16);
	assert_int_equal(d->excerpt.caret_end, 18);
	d = d->next;
	assert_null(d->item.at);
	assert_int_equal(d->excerpt.caret, 2);
	assert_int_equal(d->excerpt.caret_end, d->excerpt.text.len);
	d = d->next;
	assert_true(str_is(d->excerpt.text, "<lesson>"));
	assert_int_equal(d->excerpt.caret_end, 0);
	assert_false(report.failed);
	report_release(&report);
}

static void a_rule_that_is_off_adds_nothing(void **state)
{
	(void)state;
	struct report report;
	struct rule_settings settings;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	struct diagnostic *d =
		report_add(&report, RULE_QUESTION_NO_FEEDBACK, (struct span){ 0, 0 }, STR_NONE, "no feedback");
	assert_null(d);
	report_label(&report, d, "label");
	report_help(&report, d, "help");
	assert_null(report.first);
	assert_int_equal(report.counts[SEVERITY_OFF] + report.counts[SEVERITY_INFO], 0);
	report_release(&report);
}

static void adds(struct report *report, const char *message)
{
	report_add(report, RULE_XML_SYNTAX, (struct span){ 0, 0 }, STR_NONE, "%s", message);
}

static void what_was_added_since_a_mark_is_dropped(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	adds(&report, "kept");
	close_on(&report, "a.xml", STR("x"), STR_NONE);
	adds(&report, "at hand");
	struct diagnostic **mark = report_mark(&report);
	adds(&report, "dropped");
	adds(&report, "dropped too");
	report_rewind(&report, mark);
	adds(&report, "again");
	close_on(&report, "c.xml", STR("x"), STR_NONE);
	mark = report_mark(&report);
	report_add_at(&report, RULE_DUPLICATE_STEM, "b.xml", (struct location){ 9, 1, 9, 2 }, STR_NONE, STR_NONE,
		      "dropped");
	report_rewind(&report, mark);
	adds(&report, "last");
	close_on(&report, "d.xml", STR("x"), STR_NONE);
	static const char *const left[][2] = {
		{ "kept", "a.xml" }, { "at hand", "c.xml" }, { "again", "c.xml" }, { "last", "d.xml" }
	};
	const struct diagnostic *d = report.first;
	for (size_t i = 0; i < 4; i++, d = d->next) {
		assert_string_equal(d->message, left[i][0]);
		assert_string_equal(d->path, left[i][1]);
	}
	assert_null(d);
	assert_int_equal(report.counts[SEVERITY_ERROR], 4);
	assert_int_equal(report.counts[SEVERITY_WARNING], 0);
	report_release(&report);
}

static void a_finding_elsewhere_leaves_the_source_at_hand_open(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	adds(&report, "here");
	report_add_at(&report, RULE_DUPLICATE_STEM, "b.xml", (struct location){ 9, 1, 9, 2 }, STR("l"), STR("q"),
		      "there");
	adds(&report, "here too");
	close_on(&report, "a.xml", STR("x"), STR_NONE);
	for (const struct diagnostic *d = report.first; d; d = d->next)
		assert_string_equal(d->path, d->message[0] == 'h' ? "a.xml" : "b.xml");
	assert_int_equal(report.counts[SEVERITY_ERROR], 2);
	assert_int_equal(report.counts[SEVERITY_WARNING], 1);
	report_release(&report);
}

static void merged_reports_keep_what_the_others_found(void **state)
{
	(void)state;
	struct report all, one, empty;
	start_report(&all);
	start_report(&one);
	start_report(&empty);
	report_merge(&all, &empty);
	report_add(&one, RULE_XML_SYNTAX, (struct span){ 0, 1 }, STR("i"), "from one");
	close_on(&one, "b.xml", STR("x"), STR_NONE);
	report_add(&all, RULE_XML_SYNTAX, (struct span){ 0, 1 }, STR_NONE, "at hand");
	report_merge(&all, &one);
	assert_null(one.first);
	report_release(&one);
	report_release(&empty);
	close_on(&all, "a.xml", STR("x"), STR_NONE);
	report_sort(&all);
	assert_string_equal(all.first->path, "a.xml");
	assert_string_equal(all.first->message, "at hand");
	assert_string_equal(all.first->next->path, "b.xml");
	assert_true(str_is(all.first->next->item, "i"));
	assert_int_equal(all.counts[SEVERITY_ERROR], 2);
	report_release(&all);
}

static void add_located(struct report *report, const char *path, uint32_t line, uint32_t column, enum rule_id rule,
		       const char *message, struct str item)
{
	report_add_at(report, rule, path, (struct location){ line, column, line, column + 1 }, STR_NONE, item, "%s",
		      message);
}

static void order_is_by_path_place_rule_and_message(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	add_located(&report, "b", 1, 1, RULE_XML_SYNTAX, "6", STR_NONE);
	add_located(&report, "a", 2, 1, RULE_XML_SYNTAX, "5", STR_NONE);
	add_located(&report, "a", 1, 10, RULE_XML_SYNTAX, "4", STR_NONE);
	add_located(&report, "a", 1, 9, RULE_QUESTION_NO_KEY, "3", STR_NONE);
	add_located(&report, "a", 1, 9, RULE_XML_SYNTAX, "2", STR_NONE);
	add_located(&report, "a", 1, 9, RULE_XML_SYNTAX, "1", STR("first"));
	add_located(&report, "a", 1, 9, RULE_XML_SYNTAX, "1", STR("second"));
	assert_int_equal(report.counts[SEVERITY_ERROR], 7);
	report_sort(&report);
	char order[2] = "1";
	size_t count = 0;
	for (const struct diagnostic *d = report.first; d; d = d->next, count++, order[0]++)
		assert_string_equal(d->message, order);
	assert_int_equal(count, 6);
	assert_int_equal(report.counts[SEVERITY_ERROR], 6);
	assert_true(str_is(report.first->item, "first")); /* of equals, the one found first */
	add_located(&report, "c", 1, 1, RULE_XML_SYNTAX, "7", STR_NONE);
	assert_string_equal(report.first->next->next->next->next->next->next->message, "7");
	report_release(&report);
}

static void many_findings_are_sorted(void **state)
{
	(void)state;
	enum { COUNT = 200000 };
	struct report report;
	start_report(&report);
	uint32_t seed = 1;
	for (size_t i = 0; i < COUNT; i++) {
		seed = seed * 1664525u + 1013904223u;
		add_located(&report, "a", 1 + (seed >> 12), 1, RULE_XML_SYNTAX, "m", STR_NONE);
	}
	clock_t start = clock();
	report_sort(&report);
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	size_t count = 1;
	for (const struct diagnostic *d = report.first; d->next; d = d->next, count++)
		assert_true(d->location.line < d->next->location.line);
	assert_int_equal(count, report.counts[SEVERITY_ERROR]);
	assert_true(count > COUNT / 3 && count < COUNT);
	assert_true(seconds < 10); /* a quadratic sort would take minutes */
	print_message("# %d findings sorted in %.2f s\n", COUNT, seconds);
	report_release(&report);
}

static void excerpts_are_fetched_from_files(void **state)
{
	(void)state;
	char path[] = "/tmp/report_collect.XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	static const char text[] = "one\n\xce\xb2-two three\n";
	assert_int_equal(write(fd, text, sizeof(text) - 1), sizeof(text) - 1);
	close(fd);
	struct report report;
	start_report(&report);
	report_add_at(&report, RULE_DUPLICATE_STEM, path, (struct location){ 2, 3, 2, 6 }, STR_NONE, STR_NONE, "a");
	report_add_at(&report, RULE_DUPLICATE_STEM, path, (struct location){ 2, 3, 3, 1 }, STR_NONE, STR_NONE, "b");
	report_add_at(&report, RULE_DUPLICATE_STEM, path, (struct location){ 99, 1, 99, 2 }, STR_NONE, STR_NONE, "c");
	report_add_at(&report, RULE_DUPLICATE_STEM, path, (struct location){ 0, 0, 0, 0 }, STR_NONE, STR_NONE, "d");
	report_add_at(&report, RULE_DUPLICATE_STEM, "/none/x.xml", (struct location){ 1, 1, 1, 1 }, STR_NONE, STR_NONE,
		      "e");
	report_sort(&report);
	report_fetch_excerpts(&report, 1);
	unlink(path);
	for (const struct diagnostic *d = report.first; d; d = d->next) {
		bool has = d->message[0] == 'a' || d->message[0] == 'b';
		assert_int_equal(d->excerpt.text.at != NULL, has);
		if (has)
			assert_true(str_is(d->excerpt.text, "\xce\xb2-two three"));
		if (has)
			assert_int_equal(d->excerpt.caret, 3);
		if (has)
			assert_int_equal(d->excerpt.caret_end, d->message[0] == 'a' ? 6 : 12);
	}
	assert_false(report.failed);
	report_release(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(findings_get_place_lesson_and_excerpt),
		cmocka_unit_test(a_rule_that_is_off_adds_nothing),
		cmocka_unit_test(what_was_added_since_a_mark_is_dropped),
		cmocka_unit_test(a_finding_elsewhere_leaves_the_source_at_hand_open),
		cmocka_unit_test(merged_reports_keep_what_the_others_found),
		cmocka_unit_test(order_is_by_path_place_rule_and_message),
		cmocka_unit_test(many_findings_are_sorted),
		cmocka_unit_test(excerpts_are_fetched_from_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
