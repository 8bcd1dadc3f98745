#include "../rendered.h"

#include <stdio.h>

#include <jansson.h>

static json_t *parse_run(const struct report *report, json_t **log)
{
	char *text = rendered(report, RENDER_SARIF);
	*log = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	free(text);
	assert_non_null(*log);
	assert_string_equal(json_string_value(json_object_get(*log, "version")), "2.1.0");
	json_t *runs = json_object_get(*log, "runs");
	assert_int_equal(json_array_size(runs), 1);
	return json_array_get(runs, 0);
}

/* The text at a path of keys. */
static const char *text_at(json_t *from, const char *path)
{
	char copy[128];
	snprintf(copy, sizeof(copy), "%s", path);
	for (char *key = strtok(copy, " "); key; key = strtok(NULL, " "))
		from = json_is_array(from) ? json_array_get(from, (size_t)atoi(key)) : json_object_get(from, key);
	if (!json_is_string(from))
		fail_msg("no text at %s", path);
	return json_string_value(from);
}

static void each_rule_is_described(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	json_t *log, *run = parse_run(&report, &log);
	assert_string_equal(text_at(run, "tool driver name"), "satchel-lint");
	assert_string_equal(text_at(run, "tool driver semanticVersion"), "1.2.3");
	assert_string_equal(text_at(run, "columnKind"), "unicodeCodePoints");
	json_t *rules = json_object_get(json_object_get(json_object_get(run, "tool"), "driver"), "rules");
	assert_int_equal(json_array_size(rules), RULE_COUNT);
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		json_t *rule = json_array_get(rules, id);
		assert_string_equal(text_at(rule, "id"), rule_get((enum rule_id)id)->name);
		size_t len = strlen(text_at(rule, "shortDescription text"));
		assert_int_equal(text_at(rule, "shortDescription text")[len - 1], '.');
		assert_true(*text_at(rule, "help text"));
	}
	json_t *rule = json_array_get(rules, RULE_QUESTION_NO_KEY);
	assert_string_equal(text_at(rule, "name"), "QuestionNoKey");
	assert_string_equal(text_at(rule, "shortDescription text"), "No option is marked correct.");
	assert_string_equal(text_at(rule, "help markdown"), page_of(RULE_QUESTION_NO_KEY));
	assert_string_equal(text_at(rule, "defaultConfiguration level"), "error");
	rule = json_array_get(rules, RULE_QUESTION_NO_FEEDBACK);
	assert_string_equal(text_at(rule, "defaultConfiguration level"), "note");
	assert_true(json_is_false(json_object_get(json_object_get(rule, "defaultConfiguration"), "enabled")));
	assert_int_equal(json_array_size(json_object_get(run, "results")), 0);
	json_decref(log);
	report_release(&report);
}

static void a_result_has_its_place_and_its_words(void **state)
{
	(void)state;
	static const char text[] = "<q>\n\xce\xb2<r/>\n";
	struct report report;
	start_report(&report);
	struct diagnostic *d = report_add(&report, RULE_DUPLICATE_STEM, span_of(text, "<r/>"), STR("q-1"),
					  "two questions ask the same");
	report_help(&report, d, "retire one");
	close_on(&report, "./\xce\xb2/a b#?%.xml", STR(text), STR("lesson-1"));
	report_add_at(&report, RULE_QUESTION_NO_FEEDBACK, "/abs/c:d.xml", (struct location){ 0, 0, 0, 0 }, STR_NONE,
		      STR_NONE, "none");
	json_t *log, *run = parse_run(&report, &log);
	json_t *results = json_object_get(run, "results");
	assert_int_equal(json_array_size(results), 2);
	json_t *result = json_array_get(results, 0);
	assert_string_equal(text_at(result, "ruleId"), "duplicate/stem");
	assert_int_equal(json_integer_value(json_object_get(result, "ruleIndex")), RULE_DUPLICATE_STEM);
	assert_string_equal(text_at(result, "level"), "warning");
	assert_string_equal(text_at(result, "message text"), "two questions ask the same; retire one");
	json_t *location = json_object_get(json_array_get(json_object_get(result, "locations"), 0), "physicalLocation");
	assert_string_equal(text_at(location, "artifactLocation uri"), "%CE%B2/a%20b%23%3F%25.xml");
	assert_string_equal(text_at(location, "artifactLocation uriBaseId"), "%SRCROOT%");
	json_t *region = json_object_get(location, "region");
	static const struct {
		const char *key;
		json_int_t number;
	} figures[] = { { "startLine", 2 }, { "startColumn", 2 }, { "endLine", 2 }, { "endColumn", 6 } };
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(json_integer_value(json_object_get(region, figures[i].key)), figures[i].number);
	assert_string_equal(text_at(result, "locations 0 logicalLocations 0 name"), "q-1");
	result = json_array_get(results, 1);
	assert_string_equal(text_at(result, "level"), "note");
	assert_string_equal(text_at(result, "locations 0 physicalLocation artifactLocation uri"),
			    "file:///abs/c%3Ad.xml");
	json_decref(log);
	report_release(&report);
}

static void a_fix_says_what_goes_and_what_comes(void **state)
{
	(void)state;
	static const char text[] = "<q>\n\xce\xb2 & <r/>\n";
	struct report report;
	start_report(&report);
	struct diagnostic *d =
		report_add(&report, RULE_XML_BARE_CHARACTER, span_of(text, "&"), STR_NONE, "a bare '&'");
	report_edit(&report, d, FIX_UNSAFE, span_of(text, "&"), STR("&amp;"));
	report_edit(&report, d, FIX_UNSAFE, span_of(text, "<r/>"), STR(""));
	report_add(&report, RULE_XML_SYNTAX, span_of(text, "<r/>"), STR_NONE, "no fix");
	close_on(&report, "a b.xml", STR(text), STR("lesson-1"));
	json_t *log, *run = parse_run(&report, &log);
	assert_memory_equal(text_at(run, "results 0 fixes 0 description text"), "Unsafe", 6);
	assert_string_equal(text_at(run, "results 0 fixes 0 artifactChanges 0 artifactLocation uri"), "a%20b.xml");
	assert_string_equal(
		text_at(run, "results 0 fixes 0 artifactChanges 0 replacements 0 insertedContent text"), "&amp;");
	assert_string_equal(
		text_at(run, "results 0 fixes 0 artifactChanges 0 replacements 1 insertedContent text"), "");
	json_t *change = json_array_get(
		json_object_get(json_array_get(json_object_get(json_array_get(json_object_get(run, "results"), 0),
							       "fixes"), 0), "artifactChanges"), 0);
	json_t *region =
		json_object_get(json_array_get(json_object_get(change, "replacements"), 0), "deletedRegion");
	assert_int_equal(json_integer_value(json_object_get(region, "startLine")), 2);
	assert_int_equal(json_integer_value(json_object_get(region, "startColumn")), 3);
	assert_int_equal(json_integer_value(json_object_get(region, "endColumn")), 4);
	assert_null(json_object_get(json_array_get(json_object_get(run, "results"), 1), "fixes"));
	json_decref(log);
	report_release(&report);
}

static void what_looks_like_a_link_or_placeholder_is_escaped(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	add_hostile(&report);
	json_t *log, *run = parse_run(&report, &log);
	const char *message = text_at(run, "results 0 message text");
	assert_non_null(strstr(message, "{{0}}\\[x\\](http://y)\\\\"));
	assert_string_equal(text_at(run, "results 0 locations 0 physicalLocation artifactLocation uri"),
			    "a%20b/100%25%2C%3A%FF%1B%22%3C.xml");
	json_decref(log);
	report_release(&report);
}

/* The fingerprints of a report with one finding at that line and path. */
static void fingerprint_of(const char *path, uint32_t line, struct str item, const char *message, char out[64])
{
	struct report report;
	start_report(&report);
	report_add_at(&report, RULE_XML_SYNTAX, path, (struct location){ line, 1, line, 2 }, STR_NONE, item, "%s",
		      message);
	json_t *log, *run = parse_run(&report, &log);
	snprintf(out, 64, "%s", text_at(run, "results 0 partialFingerprints satchel/v1"));
	json_decref(log);
	report_release(&report);
}

static void fingerprints_stay_when_lines_move(void **state)
{
	(void)state;
	char first[64], other[64];
	fingerprint_of("a.xml", 1, STR("q-1"), "opened at line 12", first);
	assert_int_equal(strlen(first), 32);
	fingerprint_of("b.xml", 7, STR("q-1"), "opened at line 345", other);
	assert_string_equal(first, other);
	fingerprint_of("a.xml", 1, STR("q-2"), "opened at line 12", other);
	assert_string_not_equal(first, other);
	fingerprint_of("a.xml", 1, STR("q-1"), "closed at line 12", other);
	assert_string_not_equal(first, other);
	fingerprint_of("a.xml", 1, STR_NONE, "m", first);
	fingerprint_of("b.xml", 1, STR_NONE, "m", other);
	assert_string_not_equal(first, other);
	/* Fingerprints must not change between versions: that would change every baseline. */
	fingerprint_of("a.xml", 1, STR("q-1"), "opened at line 12", first);
	assert_string_equal(first, "d300b2a64c6ca33d3da7940eb164c07d");
}

static void equal_fingerprints_get_an_ordinal(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	for (uint32_t i = 1; i <= 3; i++)
		report_add_at(&report, RULE_XML_SYNTAX, "a", (struct location){ i, 1, i, 2 }, STR_NONE, STR_NONE,
			      "line %u", i);
	json_t *log, *run = parse_run(&report, &log);
	const char *first = text_at(run, "results 0 partialFingerprints satchel/v1");
	for (int i = 1; i < 3; i++) {
		char path[64], want[64];
		snprintf(path, sizeof(path), "results %d partialFingerprints satchel/v1", i);
		snprintf(want, sizeof(want), "%s:%d", first, i + 1);
		assert_string_equal(text_at(run, path), want);
	}
	json_decref(log);
	report_release(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_is_described),
		cmocka_unit_test(a_result_has_its_place_and_its_words),
		cmocka_unit_test(a_fix_says_what_goes_and_what_comes),
		cmocka_unit_test(what_looks_like_a_link_or_placeholder_is_escaped),
		cmocka_unit_test(fingerprints_stay_when_lines_move),
		cmocka_unit_test(equal_fingerprints_get_an_ordinal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
