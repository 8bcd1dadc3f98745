#include "check/core/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_star_stays_in_its_folder(void **state)
{
	(void)state;
	assert_true(path_matches("a.xml", "a.xml"));
	assert_false(path_matches("a.xml", "b/a.xml"));
	assert_false(path_matches("a", "a.xml"));
	assert_true(path_matches("*.xml", "a.xml"));
	assert_false(path_matches("*.xml", "b/a.xml"));
	assert_true(path_matches("b/*", "b/a.xml"));
	assert_false(path_matches("b/*", "b/c/a.xml"));
	assert_true(path_matches("*/*/a*l", "b/c/a.xml"));
	assert_true(path_matches("?.xml", "\xc3\xa9.xml"));
	assert_false(path_matches("?.xml", "/.xml"));
	assert_true(path_matches("*a*b*c", "xxaxxbxxbxxc"));
}

static void two_stars_go_over_folders(void **state)
{
	(void)state;
	assert_true(path_matches("b", "b/a.xml"));
	assert_true(path_matches("b/", "b/c/a.xml"));
	assert_true(path_matches("b/c", "b/c/d/a.xml"));
	assert_true(path_matches("**/c", "b/c/d/a.xml"));
	assert_true(path_matches("*/c", "b/c/d/a.xml"));
	assert_false(path_matches("b", "bb/a.xml"));
	assert_false(path_matches("b", "c/b/a.xml"));
	assert_false(path_matches("b/c", "b/cc/a.xml"));
	assert_false(path_matches("b/?", "b/c/a.xml"));
	assert_false(path_matches("b*", "b/a.xml"));
	assert_true(path_matches("**", "a/b/c.xml"));
	assert_true(path_matches("b/**", "b/a.xml"));
	assert_true(path_matches("b/**", "b/c/d/a.xml"));
	assert_false(path_matches("b/**", "bb/a.xml"));
	assert_true(path_matches("**/a.xml", "a.xml"));
	assert_true(path_matches("**/a.xml", "b/c/a.xml"));
	assert_false(path_matches("**/a.xml", "b/ba.xml"));
	assert_true(path_matches("b/**/x/*.xml", "b/c/x/d/x/a.xml"));
	assert_false(path_matches("b/**/x/*.xml", "b/c/x/d/a.xml"));
	assert_true(path_matches("**.xml", "b/c/a.xml"));
	assert_true(path_matches("b/", "b/c/a.xml"));
	assert_false(path_matches("b/", "c/b/a.xml"));
}

/* Would not end if the pattern backtracked over every split. */
static void many_stars_come_to_an_end(void **state)
{
	(void)state;
	char path[4001];
	memset(path, 'a', sizeof(path) - 1);
	for (size_t i = 1; i < sizeof(path) - 1; i += 2)
		path[i] = '/';
	path[sizeof(path) - 1] = '\0';
	assert_false(path_matches("**/a/**/a/**/a/**/a/**/a/**/a/**/b", path));
	assert_false(path_matches("**a**a**a**a**a**a**a**b", path));
	memset(path, 'a', sizeof(path) - 1);
	assert_false(path_matches("*a*a*a*a*a*a*a*a*a*b", path));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_star_stays_in_its_folder),
		cmocka_unit_test(two_stars_go_over_folders),
		cmocka_unit_test(many_stars_come_to_an_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
