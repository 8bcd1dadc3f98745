#include "../rendered.h"

#include <jansson.h>

static json_t *parse(const char *text)
{
	json_error_t error;
	json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	if (!value)
		fail_msg("%s at %d:%d in %s", error.text, error.line, error.column, text);
	return value;
}

static const char *text_at(json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	assert_non_null(text);
	return text;
}

static json_int_t number_at(json_t *object, const char *key)
{
	json_t *number = json_object_get(object, key);
	assert_true(json_is_integer(number));
	return json_integer_value(number);
}

/* HOSTILE with its invalid byte replaced. */
#define HOSTILE_READ "a\"b<c>&'%,:\x1b[31m\r\n::error::]]>\xef\xbf\xbd\xe2\x80\xae{0}[x](http://y)\\"

static void fill(struct report *report)
{
	static const char text[] = "<q>\n\xce\xb2<r/>\n";
	start_report(report);
	report_add(report, RULE_DUPLICATE_STEM, span_of(text, "<r/>"), STR("q-1"), "same as in line 12");
	close_on(report, "b.xml", STR(text), STR("lesson-1"));
	add_hostile(report);
	report_add_at(report, RULE_QUESTION_NO_FEEDBACK, "/abs/c d.xml", (struct location){ 0, 0, 0, 0 }, STR_NONE,
		      STR_NONE, "none");
	report_sort(report);
}

static void an_object_has_its_keys_in_order(void **state)
{
	(void)state;
	struct report report;
	fill(&report);
	char *out = rendered(&report, RENDER_JSONL);
	char *second = strstr(out, "}\n");
	assert_non_null(second);
	json_t *object = parse(strtok(out, "\n"));
	static const char *const keys[] = { "path",	"line",	   "column", "endLine", "endColumn", "rule",
					    "severity", "message", "lesson", "item",	"help",	     "fix" };
	size_t i = 0;
	const char *key;
	json_t *value;
	json_object_foreach(object, key, value) assert_string_equal(key, keys[i++]);
	assert_int_equal(i, 12);
	assert_string_equal(text_at(object, "message"), HOSTILE_READ);
	assert_string_equal(text_at(object, "help"), HOSTILE_READ);
	assert_string_equal(text_at(object, "item"), HOSTILE_READ);
	json_decref(object);
	object = parse(strtok(NULL, "\n"));
	assert_string_equal(text_at(object, "path"), "/abs/c d.xml");
	assert_int_equal(number_at(object, "line") + number_at(object, "column"), 2);
	assert_true(json_is_null(json_object_get(object, "lesson")));
	assert_true(json_is_null(json_object_get(object, "item")));
	assert_true(json_is_null(json_object_get(object, "help")));
	assert_true(json_is_null(json_object_get(object, "fix")));
	json_decref(object);
	object = parse(strtok(NULL, "\n"));
	assert_int_equal(number_at(object, "line"), 2);
	assert_int_equal(number_at(object, "column"), 2);
	assert_int_equal(number_at(object, "endLine"), 2);
	assert_int_equal(number_at(object, "endColumn"), 6);
	assert_string_equal(text_at(object, "severity"), "warning");
	assert_string_equal(text_at(object, "lesson"), "lesson-1");
	json_decref(object);
	assert_null(strtok(NULL, "\n"));
	free(out);
	report_release(&report);
}

static void json_is_the_same_objects_as_one_array(void **state)
{
	(void)state;
	struct report report;
	fill(&report);
	char *array_text = rendered(&report, RENDER_JSON);
	char *lines = rendered(&report, RENDER_JSONL);
	json_t *array = parse(array_text);
	assert_int_equal(json_array_size(array), 3);
	size_t i = 0;
	for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
		json_t *object = parse(line);
		assert_true(json_equal(object, json_array_get(array, i++)));
		json_decref(object);
	}
	json_decref(array);
	free(array_text);
	free(lines);
	report_release(&report);
	start_report(&report);
	array_text = rendered(&report, RENDER_JSON);
	assert_string_equal(array_text, "[]\n");
	free(array_text);
	lines = rendered(&report, RENDER_JSONL);
	assert_string_equal(lines, "");
	free(lines);
	report_release(&report);
}

/* More than the buffer can contain at once. */
static void long_output_is_whole(void **state)
{
	(void)state;
	enum { COUNT = 5000 };
	struct report report;
	start_report(&report);
	for (uint32_t i = 1; i <= COUNT; i++)
		report_add_at(&report, RULE_XML_SYNTAX, "x", (struct location){ i, 1, i, 1 }, STR_NONE, STR_NONE, "m");
	static const enum render_format formats[] = { RENDER_JSON, RENDER_GITLAB };
	for (size_t f = 0; f < 2; f++) {
		char *text = rendered(&report, formats[f]);
		json_t *array = parse(text);
		assert_int_equal(json_array_size(array), COUNT);
		json_decref(array);
		free(text);
	}
	report_release(&report);
}

static void gitlab_has_its_fields_and_no_fingerprint_twice(void **state)
{
	(void)state;
	struct report report;
	fill(&report);
	for (uint32_t i = 1; i <= 3; i++)
		report_add_at(&report, RULE_XML_SYNTAX, "x", (struct location){ i, 1, i + 1, 1 }, STR_NONE, STR_NONE,
			      "line %u", i);
	char *text = rendered(&report, RENDER_GITLAB);
	json_t *array = parse(text);
	assert_int_equal(json_array_size(array), 6);
	static const char *const severities[] = { "major", "info", "minor", "major", "major", "major" };
	for (size_t i = 0; i < 6; i++) {
		json_t *issue = json_array_get(array, i);
		assert_string_equal(text_at(issue, "severity"), severities[i]);
		assert_true(*text_at(issue, "description"));
		assert_non_null(strchr(text_at(issue, "check_name"), '/'));
		json_t *location = json_object_get(issue, "location");
		assert_true(number_at(json_object_get(location, "lines"), "begin") >= 1);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(text_at(issue, "fingerprint"),
						text_at(json_array_get(array, j), "fingerprint"));
	}
	assert_string_equal(text_at(json_object_get(json_array_get(array, 0), "location"), "path"),
			    "a b/100%,:\xef\xbf\xbd\x1b\"<.xml");
	assert_string_equal(text_at(json_array_get(array, 0), "description"), HOSTILE_READ "; " HOSTILE_READ);
	json_decref(array);
	free(text);
	report_release(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_object_has_its_keys_in_order),
		cmocka_unit_test(json_is_the_same_objects_as_one_array),
		cmocka_unit_test(long_output_is_whole),
		cmocka_unit_test(gitlab_has_its_fields_and_no_fingerprint_twice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
