/* Damaged dictionaries: they are reported, and not used. */
#include "check/spelling/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void write_file(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* How many errors a dictionary of these bytes causes; sets *knows to whether it has the word. */
static size_t errors_of(struct str aff, struct str dic, const char *word, bool *knows)
{
	char folder[] = "/tmp/satchel-speller-XXXXXX", path[40], aff_path[48], dic_path[48];
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/d", folder);
	snprintf(aff_path, sizeof(aff_path), "%s.aff", path);
	snprintf(dic_path, sizeof(dic_path), "%s.dic", path);
	write_file(aff_path, aff.at, aff.len);
	write_file(dic_path, dic.at, dic.len);
	struct config config = { .path = "satchel.xml" };
	struct rule_settings settings;
	struct report report;
	struct dictionaries dictionaries = { .paths = { [SPELLER_BRITISH] = path } };
	struct speller speller = { .dictionaries = &dictionaries };
	bool failed = false;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	*knows = dictionaries_have(&dictionaries, SPELLER_BRITISH, word, &failed);
	assert_false(failed);
	assert_true(speller_report_broken(&speller, &config, &report));
	size_t count = report.counts[SEVERITY_ERROR];
	report_release(&report);
	Hunspell_destroy(dictionaries.handles[SPELLER_BRITISH]);
	unlink(aff_path);
	unlink(dic_path);
	rmdir(folder);
	return count;
}

static void damaged_dictionaries_are_reported(void **state)
{
	(void)state;
	static const char utf16[] = "\xff\xfe" "2\0\n\0t\0h\0a\0t\0\n\0";
	const struct str aff = STR("SET UTF-8\n");
	bool knows;
	assert_int_equal(errors_of(aff, STR("2\nthat\nword\n"), "word", &knows), 0);
	assert_true(knows);
	assert_int_equal(errors_of(aff, STR("2\nthat\nword\n"), "other", &knows), 0);
	assert_false(knows);
	assert_int_equal(errors_of(aff, STR(""), "word", &knows), 1);
	assert_true(knows);
	assert_int_equal(errors_of(STR("\x7f" "ELF\0\1\2"), STR("\x7f" "ELF\0\1\2"), "word", &knows), 1);
	assert_true(knows);
	assert_int_equal(errors_of(aff, (struct str){ utf16, sizeof(utf16) - 1 }, "word", &knows), 1);
	assert_true(knows);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(damaged_dictionaries_are_reported) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
