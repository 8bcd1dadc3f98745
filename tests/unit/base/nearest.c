#include "base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void distances_are_those_of_the_optimal_alignment(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		unsigned distance;
	} rows[] = {
		{ "", "", 0 },	       { "abc", "abc", 0 },	      { "ABC", "abc", 0 }, { "abc", "ab", 1 },
		{ "ab", "ba", 1 },     { "kitten", "sitting", 3 },    { "ca", "abc", 3 },  { "", "four", 4 },
		{ "stme", "stem", 1 }, { "vigentte", "vignette", 1 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str a = str_from(rows[i].a), b = str_from(rows[i].b);
		assert_int_equal(edit_distance(a, b, 9), rows[i].distance);
		assert_int_equal(edit_distance(b, a, 9), rows[i].distance);
	}
}

static void more_than_the_limit_is_one_more(void **state)
{
	(void)state;
	assert_int_equal(edit_distance(STR("kitten"), STR("sitting"), 2), 3);
	assert_int_equal(edit_distance(STR("kitten"), STR("sitting"), 0), 1);
	char wide[500];
	memset(wide, 'x', sizeof(wide));
	struct str s = { wide, sizeof(wide) };
	assert_int_equal(edit_distance(s, STR("x"), 3), 4);
}

/* Of all pairs of words of up to five letters a and b. */
static void limits_change_no_distance_within_them(void **state)
{
	(void)state;
	enum { WORDS = 64 };
	char words[WORDS][8];
	for (int i = 1; i < WORDS; i++)
		for (int n = i, len = 0; n > 0; n /= 2) {
			words[i][len++] = (char)('a' + n % 2);
			words[i][len] = '\0';
		}
	for (int i = 1; i < WORDS; i++)
		for (int j = 1; j < WORDS; j++) {
			struct str a = str_from(words[i]), b = str_from(words[j]);
			unsigned whole = edit_distance(a, b, 9);
			for (unsigned limit = 0; limit < 4; limit++)
				assert_int_equal(edit_distance(a, b, limit), whole > limit ? limit + 1 : whole);
		}
}

static const char *nearest_to(const char *wanted)
{
	struct nearest nearest;
	nearest_init(&nearest, str_from(wanted));
	static const char *const names[] = { "stem", "option", "explanation", "vignette", "feedback", "p" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		nearest_offer(&nearest, names[i]);
	return nearest.best;
}

static void only_what_is_near_is_named(void **state)
{
	(void)state;
	assert_string_equal(nearest_to("stme"), "stem");
	assert_string_equal(nearest_to("Vignete"), "vignette");
	assert_string_equal(nearest_to("explication"), "explanation");
	assert_null(nearest_to("table"));
	assert_null(nearest_to("feed"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(distances_are_those_of_the_optimal_alignment),
		cmocka_unit_test(more_than_the_limit_is_one_more),
		cmocka_unit_test(limits_change_no_distance_within_them),
		cmocka_unit_test(only_what_is_near_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
