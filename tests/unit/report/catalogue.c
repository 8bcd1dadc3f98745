#include "report/catalogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void each_rule_is_found_by_its_name(void **state)
{
	(void)state;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = rule_get((enum rule_id)id);
		assert_int_equal(rule_find(str_from(rule->name)), id);
		assert_non_null(strchr(rule->name, '/'));
		assert_true(rule->severity > SEVERITY_OFF && rule->severity <= SEVERITY_ERROR);
		size_t len = strlen(rule->summary);
		assert_true(len >= strlen("new unit") && rule->summary[len - 1] != '.');
	}
	assert_int_equal(rule_find(STR("question/none-such")), RULE_COUNT);
	assert_int_equal(rule_find(STR("question")), RULE_COUNT);
	assert_int_equal(rule_find(STR("")), RULE_COUNT);
}

static void a_misspelled_name_has_a_nearest(void **state)
{
	(void)state;
	assert_string_equal(rule_nearest(STR("question/no-keys")), "question/no-key");
	assert_string_equal(rule_nearest(STR("qeustion")), "question");
	assert_string_equal(rule_nearest(STR("no-key")), "question/no-key");
	assert_string_equal(rule_nearest(STR("cards/empty-bakc")), "card/empty-back");
	assert_string_equal(rule_nearest(STR("text/doctype")), "xml/doctype");
	assert_null(rule_nearest(STR("pharmacology")));
	assert_null(rule_nearest(STR("")));
}

/* rule_nearest can only suggest families that it knows. */
static void each_family_is_its_own_nearest(void **state)
{
	(void)state;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		const char *name = rule_get((enum rule_id)id)->name;
		struct str family = { name, (size_t)(strchr(name, '/') - name) };
		const char *nearest = rule_nearest(family);
		assert_non_null(nearest);
		assert_true(str_is(family, nearest));
	}
}

static void severities_have_names(void **state)
{
	(void)state;
	for (unsigned i = SEVERITY_OFF; i <= SEVERITY_ERROR; i++) {
		enum severity severity;
		assert_true(severity_parse(str_from(severity_name((enum severity)i)), &severity));
		assert_int_equal(severity, i);
	}
	enum severity severity;
	assert_false(severity_parse(STR("Error"), &severity));
	assert_false(severity_parse(STR(""), &severity));
	assert_string_equal(fix_class_name(FIX_UNSAFE), "unsafe");
}

static void by_default_all_but_info_speaks(void **state)
{
	(void)state;
	struct rule_settings settings;
	rule_settings_default(&settings);
	assert_int_equal(settings.severity[RULE_QUESTION_NO_KEY], SEVERITY_ERROR);
	assert_int_equal(settings.severity[RULE_DUPLICATE_STEM], SEVERITY_WARNING);
	assert_int_equal(settings.severity[RULE_QUESTION_NO_FEEDBACK], SEVERITY_OFF);
}

static void select_lets_only_the_named_speak(void **state)
{
	(void)state;
	struct rule_settings settings;
	rule_settings_default(&settings);
	const struct str selectors[] = { STR("question/"), STR("duplicate/card") };
	assert_true(rule_settings_select(&settings, selectors, 2));
	assert_int_equal(settings.severity[RULE_QUESTION_NO_KEY], SEVERITY_ERROR);
	assert_int_equal(settings.severity[RULE_QUESTION_NO_FEEDBACK], SEVERITY_INFO);
	assert_int_equal(settings.severity[RULE_DUPLICATE_CARD], SEVERITY_WARNING);
	assert_int_equal(settings.severity[RULE_DUPLICATE_STEM], SEVERITY_OFF);
	assert_int_equal(settings.severity[RULE_CARD_EMPTY_BACK], SEVERITY_OFF);
	assert_int_equal(settings.severity[RULE_XML_DOCTYPE], SEVERITY_ERROR);
	assert_int_equal(settings.severity[RULE_SCHEMA_ROOT], SEVERITY_ERROR);
	struct rule_settings before = settings;
	const struct str wrong[] = { STR("card"), STR("crad") };
	assert_false(rule_settings_select(&settings, wrong, 2));
	assert_memory_equal(&settings, &before, sizeof(before));
}

static void ignore_silences_all_but_xml(void **state)
{
	(void)state;
	struct rule_settings settings;
	rule_settings_default(&settings);
	assert_true(rule_settings_set(&settings, STR("question"), SEVERITY_OFF));
	assert_int_equal(settings.severity[RULE_QUESTION_NO_KEY], SEVERITY_OFF);
	assert_int_equal(settings.severity[RULE_CARD_EMPTY_BACK], SEVERITY_ERROR);
	assert_false(rule_settings_set(&settings, STR("xml/"), SEVERITY_OFF));
	assert_false(rule_settings_set(&settings, STR("xml/doctype"), SEVERITY_OFF));
	assert_false(rule_settings_set(&settings, STR("ques"), SEVERITY_OFF));
	assert_false(rule_settings_set(&settings, STR(""), SEVERITY_OFF));
	assert_false(rule_settings_set(&settings, STR("/"), SEVERITY_OFF));
	assert_true(rule_settings_set(&settings, STR("all"), SEVERITY_OFF));
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		struct str name = str_from(rule_get((enum rule_id)id)->name);
		bool fixed = str_starts(name, "xml/") || str_starts(name, "config/") || str_starts(name, "change/");
		struct rule_settings before;
		rule_settings_default(&before);
		assert_int_equal(settings.severity[id], fixed ? before.severity[id] : SEVERITY_OFF);
		assert_int_equal(rule_is_fixed(rule_get((enum rule_id)id)), fixed);
	}
	assert_true(rule_settings_set(&settings, STR("duplicate/stem"), SEVERITY_ERROR));
	assert_int_equal(settings.severity[RULE_DUPLICATE_STEM], SEVERITY_ERROR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_is_found_by_its_name), cmocka_unit_test(a_misspelled_name_has_a_nearest),
		cmocka_unit_test(each_family_is_its_own_nearest), cmocka_unit_test(severities_have_names),
		cmocka_unit_test(by_default_all_but_info_speaks), cmocka_unit_test(select_lets_only_the_named_speak),
		cmocka_unit_test(ignore_silences_all_but_xml),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
