/* Semantic versions: syntax, order, and the kind of change between two. */
#include "base/version.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static struct version of(const char *text)
{
	struct version version;
	if (!version_parse(str_from(text), &version))
		fail_msg("%s is no version", text);
	return version;
}

static void versions_are_recognised(void **state)
{
	static const char *const good[] = {
		"0.0.0", "1.2.3", "999999999.0.0", "1.0.0-rc.1", "1.0.0-a-b.0.x9", "1.0.0--"
	};
	static const char *const bad[] = {
		"",	  "1",	    "1.2",	"1.2.3.4",  "01.2.3",	"1.02.3",     "1.2.03",
		"v1.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a.", "1.2.3-.a", "1.2.3-a..b", "1.2.3+build",
		" 1.2.3", "1.2.3 ", "1.2.x",	"-1.2.3",   "1.2.3-ä",	"1..3",	      "1000000000.0.0"
	};
	char longest[128] = "1.0.0-";
	struct version version;
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		of(good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (version_parse(str_from(bad[i]), &version))
			fail_msg("'%s' is taken for a version", bad[i]);
	memset(longest + 6, 'a', 64);
	of(longest);
	longest[70] = 'a';
	assert_false(version_parse(str_from(longest), &version));
}

static void precedence_is_that_of_the_specification(void **state)
{
	/* The example in paragraph 11 of https://semver.org, and similar versions. */
	static const char *const rising[] = { "0.9.10",	      "1.0.0-alpha",  "1.0.0-alpha.1", "1.0.0-alpha.beta",
					      "1.0.0-beta",   "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
					      "1.0.0",	      "1.0.1",	      "1.2.0",	       "1.10.0",
					      "2.0.0-0",      "2.0.0" };
	enum { COUNT = sizeof(rising) / sizeof(rising[0]) };
	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		for (size_t k = 0; k < COUNT; k++) {
			struct version a = of(rising[i]), b = of(rising[k]);
			int order = version_compare(&a, &b);
			assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
		}
}

static void a_step_says_so_much(void **state)
{
	static const struct {
		const char *from, *to;
		enum bump most;
	} steps[] = {
		{ "1.2.3", "1.2.3", BUMP_NONE },     { "1.2.3", "1.2.4", BUMP_PATCH },	     { "1.2.3", "1.2.9", BUMP_PATCH },
		{ "1.2.3", "1.3.0", BUMP_MINOR },    { "1.2.3", "1.4.1", BUMP_MINOR },	     { "1.2.3", "2.0.0", BUMP_MAJOR },
		{ "1.2.3", "2.0.0-rc.1", BUMP_MAJOR }, { "1.2.3", "1.3.0-rc.1", BUMP_MINOR },  { "0.1.0", "0.2.0", BUMP_MINOR },
		{ "0.1.0", "1.0.0", BUMP_MAJOR },    { "2.0.0-rc.1", "2.0.0", BUMP_MAJOR },    { "2.0.0-rc.1", "2.0.0-rc.2", BUMP_MAJOR },
		{ "1.2.3", "1.2.4-rc.1", BUMP_PATCH }, { "1.0.1-rc.1", "1.0.1", BUMP_PATCH },  { "1.0.1-rc.1", "1.1.0", BUMP_MINOR },
		{ "1.1.0-rc.1", "1.1.0", BUMP_MINOR }, { "1.1.0-rc.1", "2.0.0", BUMP_MAJOR },  { "1.1.0-rc.1", "1.1.0-rc.2", BUMP_MINOR },
	};
	static const char *const down[][2] = { { "1.2.3", "1.2.2" }, { "1.2.3", "0.9.9" }, { "1.2.3", "1.2.3-rc.1" },
					       { "2.0.0-rc.2", "2.0.0-rc.1" }, { "2.0.0-rc.2", "1.9.0" } };
	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		for (unsigned bump = BUMP_NONE; bump <= BUMP_MAJOR; bump++) {
			struct version from = of(steps[i].from), to = of(steps[i].to);
			if (version_says(&from, &to, (enum bump)bump) != (bump <= steps[i].most))
				fail_msg("%s to %s as %s", steps[i].from, steps[i].to, bump_name((enum bump)bump));
		}
	for (size_t i = 0; i < sizeof(down) / sizeof(down[0]); i++)
		for (unsigned bump = BUMP_NONE; bump <= BUMP_MAJOR; bump++) {
			struct version from = of(down[i][0]), to = of(down[i][1]);
			assert_false(version_says(&from, &to, (enum bump)bump));
		}
}

static void the_next_version_is_the_least_that_says_so(void **state)
{
	static const struct {
		const char *from;
		enum bump bump;
		const char *next;
	} rows[] = {
		{ "1.2.3", BUMP_PATCH, "1.2.4" }, { "1.2.3", BUMP_MINOR, "1.3.0" },	 { "1.2.3", BUMP_MAJOR, "2.0.0" },
		{ "1.2.3", BUMP_NONE, "1.2.3" },  { "2.0.0-rc.1", BUMP_MAJOR, "2.0.0" }, { "2.0.0-rc.1", BUMP_PATCH, "2.0.0" },
		{ "1.0.1-rc.1", BUMP_MAJOR, "2.0.0" }, { "1.0.1-rc.1", BUMP_MINOR, "1.1.0" }, { "1.0.1-rc.1", BUMP_PATCH, "1.0.1" },
		{ "1.1.0-rc.1", BUMP_MINOR, "1.1.0" }, { "1.0.1-rc.1", BUMP_NONE, "1.0.1" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct version from = of(rows[i].from), next = version_next(&from, rows[i].bump);
		struct buf text;
		buf_init(&text, 256);
		version_write(&text, &next);
		assert_string_equal(buf_cstr(&text), rows[i].next);
		assert_true(version_says(&from, &next, rows[i].bump));
		buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_are_recognised),
		cmocka_unit_test(precedence_is_that_of_the_specification),
		cmocka_unit_test(a_step_says_so_much),
		cmocka_unit_test(the_next_version_is_the_least_that_says_so),
	};
	return cmocka_run_group_tests_name("version", tests, NULL, NULL);
}
