/* Language tags in every case and form, and the conventions derived from them. */
#include "lesson/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void letters_may_be_of_either_case(void **state)
{
	static const char *const english[] = { "en", "EN", "En", "en-GB", "En-gb", "EN-Latn-US", "en-x-lay" };
	static const char *const others[] = { "", "e", "enm", "gb", "de", "de-en", "english", "en_GB", "x-en" };
	(void)state;
	for (size_t i = 0; i < sizeof(english) / sizeof(english[0]); i++)
		assert_true(language_is_english(str_from(english[i])));
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_false(language_is_english(str_from(others[i])));
	assert_false(language_is_english(STR_NONE));
	assert_true(language_is_any(STR("PT-br"), " es pt "));
	assert_false(language_is_any(STR("p"), " es pt "));
	assert_false(language_is_any(STR(""), " es pt "));
}

static void regions_are_found_after_scripts(void **state)
{
	static const struct {
		const char *tag, *region;
	} rows[] = {
		{ "de-ch", "ch" },	   { "es-419", "419" },	 { "sr-Latn-ME", "ME" }, { "zh-yue-HK", "HK" },
		{ "sl-rozaj-IT", "IT" }, { "en-x-gb", NULL }, { "en-u-ca-buddhist", NULL },	 { "de", NULL },
		{ "de-", NULL },	   { "de-1996", NULL },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_true(str_equal(language_region(str_from(rows[i].tag)), str_from(rows[i].region)));
	assert_null(language_region(STR_NONE).at);
}

static void decimal_marks_are_those_of_the_country(void **state)
{
	static const struct {
		const char *tag;
		enum decimal_mark mark;
	} rows[] = {
		{ "en", DECIMAL_POINT },     { "en-GB", DECIMAL_POINT }, { "en-za", DECIMAL_COMMA },
		{ "de", DECIMAL_COMMA },     { "DE-at", DECIMAL_COMMA }, { "de-CH", DECIMAL_POINT },
		{ "fr-CH", DECIMAL_COMMA },  { "it-CH", DECIMAL_POINT }, { "it", DECIMAL_COMMA },
		{ "es-MX", DECIMAL_POINT },  { "es-419", DECIMAL_POINT }, { "es-ES", DECIMAL_COMMA },
		{ "es-AR", DECIMAL_COMMA },  { "pt-BR", DECIMAL_COMMA }, { "sr-Latn", DECIMAL_COMMA },
		{ "ja", DECIMAL_POINT },     { "hi-IN", DECIMAL_POINT }, { "zh-Hant-TW", DECIMAL_POINT },
		{ "ar", DECIMAL_UNKNOWN },   { "ar-MA", DECIMAL_COMMA }, { "fa", DECIMAL_UNKNOWN },
		{ "tlh", DECIMAL_UNKNOWN },  { "", DECIMAL_UNKNOWN },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(language_decimal_mark(str_from(rows[i].tag)), rows[i].mark);
	assert_int_equal(language_decimal_mark(STR_NONE), DECIMAL_UNKNOWN);
}

static void english_has_two_spellings(void **state)
{
	(void)state;
	assert_int_equal(language_english(STR("en")), ENGLISH_ANY);
	assert_int_equal(language_english(STR("en-CA")), ENGLISH_ANY);
	assert_int_equal(language_english(STR("EN-us")), ENGLISH_AMERICAN);
	assert_int_equal(language_english(STR("en-gb-oxendict")), ENGLISH_BRITISH);
	assert_int_equal(language_english(STR("en-AU")), ENGLISH_BRITISH);
	assert_int_equal(language_english(STR("de-US")), ENGLISH_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_may_be_of_either_case),
		cmocka_unit_test(regions_are_found_after_scripts),
		cmocka_unit_test(decimal_marks_are_those_of_the_country),
		cmocka_unit_test(english_has_two_spellings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
