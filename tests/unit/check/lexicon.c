/* That every listed name is known, that each slip in it is found, and that no name is a slip of another. */
#include "check/spelling/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const rows[] = {
#define MEDICINES(words) words,
#define OTHERS(words)
#define STEMS(words)
#define STARTS(words)
#include "check/spelling/medicines.def"
#undef MEDICINES
#undef OTHERS
#undef STEMS
#undef STARTS
};

static const char *const listed[] = {
#define MEDICINES(words) words,
#define OTHERS(words)	 words,
#define TERMS(words)	 words,
#define STEMS(words)
#define STARTS(words)
#include "check/spelling/medicines.def"
#include "check/spelling/terms.def"
#undef MEDICINES
#undef OTHERS
#undef TERMS
#undef STEMS
#undef STARTS
};

static void no_listed_word_is_a_slip(void **state)
{
	(void)state;
	struct lexicon *lexicon = lexicon_new();
	struct str meant[LEXICON_MEANT_MAX];
	assert_non_null(lexicon);
	for (size_t row = 0; row < sizeof(listed) / sizeof(listed[0]); row++)
		for (const char *at = listed[row]; *at;) {
			struct str word = { at, strcspn(at, " ") };
			if (!lexicon_has(lexicon, word) || lexicon_meant(lexicon, word, meant) ||
			    lexicon_meant_term(lexicon, word, meant))
				fail_msg("'%.*s' counts as a slip", STR_ARG(word));
			at += word.len + (at[word.len] == ' ');
		}
	lexicon_free(lexicon);
}

static void units_are_listed(void **state)
{
	(void)state;
	static const char *const units[] = { "nmol", "\xc2\xb5mol", "\xce\xbcmol", "umol", "mosmol" };
	struct lexicon *lexicon = lexicon_new();
	assert_non_null(lexicon);
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		assert_true(lexicon_has(lexicon, str_from(units[i])));
	assert_false(lexicon_has(lexicon, STR("\xc2\xb5xyz")));
	lexicon_free(lexicon);
}

static void slips_in_terms(void **state)
{
	(void)state;
	static const char *const slips[] = { "haemorhage", "Pnuemonia", "antibotics", "diagnossis", "inflamation" };
	static const char *const words[] = { "pneumonic", "morality", "haemorrhages", "injection", "xaemorrhage" };
	struct lexicon *lexicon = lexicon_new();
	struct str meant[LEXICON_MEANT_MAX];
	assert_non_null(lexicon);
	for (size_t i = 0; i < sizeof(slips) / sizeof(slips[0]); i++)
		assert_int_equal(lexicon_meant_term(lexicon, str_from(slips[i]), meant), 1);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_int_equal(lexicon_meant_term(lexicon, str_from(words[i]), meant), 0);
	lexicon_free(lexicon);
}

static void expect_found(const struct lexicon *lexicon, struct str slip, struct str name)
{
	struct str meant[LEXICON_MEANT_MAX];
	size_t count = lexicon_meant(lexicon, slip, meant);
	for (size_t i = 0; i < count; i++)
		if (str_equal(meant[i], name) || count == LEXICON_MEANT_MAX)
			return;
	if (!lexicon_has(lexicon, slip))
		fail_msg("'%.*s' is not taken for '%.*s'", STR_ARG(slip), STR_ARG(name));
}

/* Each letter of the name missing, doubled, replaced, and swapped with the next one. */
static void expect_slips_found(const struct lexicon *lexicon, struct str name)
{
	char slip[64];
	for (size_t i = 0; i < name.len; i++) {
		memcpy(slip, name.at, i + 1);
		memcpy(slip + i + 1, name.at + i, name.len - i);
		expect_found(lexicon, (struct str){ slip, name.len + 1 }, name);
		memcpy(slip + i, name.at + i + 1, name.len - i - 1);
		expect_found(lexicon, (struct str){ slip, name.len - 1 }, name);
		memcpy(slip, name.at, name.len);
		slip[i] = name.at[i] == 'q' ? 'w' : 'q';
		expect_found(lexicon, (struct str){ slip, name.len }, name);
		if (i + 1 == name.len || name.at[i] == name.at[i + 1])
			continue;
		slip[i] = name.at[i + 1];
		slip[i + 1] = name.at[i];
		expect_found(lexicon, (struct str){ slip, name.len }, name);
	}
}

static void every_slip_is_found(void **state)
{
	(void)state;
	struct lexicon *lexicon = lexicon_new();
	struct str meant[LEXICON_MEANT_MAX];
	assert_non_null(lexicon);
	size_t count = 0;
	for (size_t row = 0; row < sizeof(rows) / sizeof(rows[0]); row++)
		for (const char *at = rows[row]; *at;) {
			struct str name = { at, strcspn(at, " ") };
			assert_true(lexicon_has(lexicon, name));
			assert_int_equal(lexicon_meant(lexicon, name, meant), 0);
			if (name.len >= 7)
				expect_slips_found(lexicon, name);
			at += name.len + (at[name.len] == ' ');
			count++;
		}
	assert_true(count > 2500);
	lexicon_free(lexicon);
}

static void forms_of_words(void **state)
{
	(void)state;
	static const char *const known[] = { "Apixaban", "apixaban's", "apixaban\xe2\x80\x99s",
					     "heparins", "HEPARIN",    "inulin" };
	static const char *const others[] = { "aspiring", "insulin",	       "rivaroxabane-like", "",
					      "x",	  "Qw\xc3\xa9rtyuiop", "heparins" };
	struct lexicon *lexicon = lexicon_new();
	struct str meant[LEXICON_MEANT_MAX];
	assert_non_null(lexicon);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		assert_true(lexicon_has(lexicon, str_from(known[i])));
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_int_equal(lexicon_meant(lexicon, str_from(others[i]), meant), 0);
	assert_int_equal(lexicon_meant(lexicon, STR("Rivaroxiban's"), meant), 1);
	assert_true(str_is(meant[0], "rivaroxaban"));
	assert_true(lexicon_is_plausible(lexicon, STR("Zorblaxaban")));
	assert_true(lexicon_is_plausible(lexicon, STR("cefzorblax")));
	assert_false(lexicon_is_plausible(lexicon, STR("statement")));
	assert_false(lexicon_is_plausible(lexicon, STR("mab")));
	lexicon_free(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_slip_is_found), cmocka_unit_test(forms_of_words),
					    cmocka_unit_test(no_listed_word_is_a_slip),
					    cmocka_unit_test(units_are_listed), cmocka_unit_test(slips_in_terms) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
