/* Which language tags are valid, and what is suggested for invalid ones. */
#include "lesson/language_tag.h"
#include "lesson/language_tables.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void right_tags(void **state)
{
	(void)state;
	static const char *const tags[] = {
		"en", "EN", "en-GB", "EN-gb", " en-GB\n", "de-AT", "de-CH-1901", "zh-Hans-CN", "zh-Hant", "zh-yue-HK", "sr-Latn",
		"es-419", "uk", "se", "ar-EG", "gsw", "haw", "qaa", "und", "x-clinic", "en-x-clinic", "en-GB-oxendict", "hy-arevela",
		"de-DE-u-co-phonebk", "iw",
	};
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (!language_tag_check(str_from(tags[i]), NULL))
			fail_msg("%s is refused", tags[i]);
}

static void wrong_tags_and_what_is_meant(void **state)
{
	(void)state;
	static const struct {
		const char *tag, *meant;
	} rows[] = {
		{ "gb", "en-GB" }, { "GB", "en-GB" }, { "us", "en-US" }, { "cn", "zh" }, { "jp", "ja" }, { "cz", "cs" },
		{ "dk", "da" }, { "english", "en" }, { "English", "en" }, { "deutsch", "de" }, { "Fran\xc3\xa7" "ais", "fr" },
		{ "francais", "fr" }, { "espanol", "es" }, { "en_GB", "en-GB" }, { "en_gb.UTF-8", "en-GB" }, { "en-UK", "en-GB" },
		{ "english-us", "en-US" }, { "eng", "en" }, { "ger", "de" }, { "deu-AT", "de-AT" }, { "en GB", "en-GB" },
		{ "en-", "en" }, { "-en", "en" }, { "en--GB", "en-GB" }, { "en-XX", "en" }, { "en-Latin", "en" }, { "zh_hant_tw", "zh-Hant-TW" },
		{ "British English", "en" }, { "xy", "" }, { "", "" }, { " ", "" }, { "-", "" }, { "none", "" }, { "i-klingon", "" },
		{ "x", "" }, { "e n", "" }, { "en-GB-GB", "en-GB" }, { "a-very-long-tag-abcdefghi-abcdefghi-abcdefghi", "" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct language_mistake mistake;
		if (language_tag_check(str_from(rows[i].tag), &mistake))
			fail_msg("'%s' is let through", rows[i].tag);
		assert_string_equal(mistake.meant, rows[i].meant);
		assert_true(mistake.what[0] != '\0');
		if (mistake.meant[0])
			assert_true(language_tag_check(str_from(mistake.meant), NULL));
	}
}

/* Every suggestion must be valid, and each table must be sorted, because it is searched by bisection. */
static void the_tables_are_sound(void **state)
{
	(void)state;
	const struct {
		const struct language_row *rows;
		size_t count;
	} maps[] = { { language_names, language_names_count },
		     { language_of_region, language_of_region_count },
		     { language_shorter, language_shorter_count } };
	for (size_t k = 0; k < sizeof(maps) / sizeof(maps[0]); k++) {
		for (size_t i = 0; i < maps[k].count; i++) {
			const struct language_row *row = &maps[k].rows[i];
			if (!language_tag_check(str_from(row->to), NULL))
				fail_msg("%s for %s is no tag", row->to, row->from);
			assert_true(i == 0 || strcmp(row[-1].from, row->from) < 0);
		}
	}
	size_t languages = 0;
	for (size_t i = 0; i < 26 * 26; i++) {
		const char *ending = language_endings[i / 26][i % 26];
		for (; *ending; ending++, languages++) {
			const char subtag[] = { (char)('a' + i / 26), (char)('a' + i % 26),
						*ending == '-' ? '\0' : *ending, '\0' };
			assert_true(language_tag_check(str_from(subtag), NULL));
			assert_true(*ending == '-' || ending[0] != ending[1]);
		}
	}
	assert_true(languages > 8000);
}

static void a_text_fits_its_language(void **state)
{
	(void)state;
	struct language_mistake mistake;
	assert_false(language_tag_fits(STR("uk"), STR("Give aspirin."), &mistake));
	assert_string_equal(mistake.meant, "en-GB");
	assert_false(language_tag_fits(STR("ar-EG"), STR("Aspirina, 75 \xc2\xb5g."), &mistake));
	assert_false(language_tag_fits(STR("el"), STR("Give aspirin."), NULL));
	assert_false(language_tag_fits(STR("bg"), STR("Give aspirin."), &mistake));
	assert_string_equal(mistake.meant, "");
	static const struct {
		const char *tag, *text;
	} good[] = {
		{ "uk", "\xd0\x94\xd0\xb0\xd0\xb9\xd1\x82\xd0\xb5 Aspirin" }, { "uk-Latn", "Dajte" }, { "uk", "100, 200" }, { "uk", "" },
		{ "el", "\xce\xb1 receptor" }, { "en", "Give aspirin." }, { "sr", "Dajte" }, { "de", "\xce\xb1" }, { "xx", "a" },
	};
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!language_tag_fits(str_from(good[i].tag), str_from(good[i].text), NULL))
			fail_msg("%s does not fit '%s'", good[i].tag, good[i].text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(right_tags),
		cmocka_unit_test(wrong_tags_and_what_is_meant),
		cmocka_unit_test(the_tables_are_sound),
		cmocka_unit_test(a_text_fits_its_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
