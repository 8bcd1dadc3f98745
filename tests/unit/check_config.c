#include "check/config.h"
#include "cmd/changes.h"

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

/* A pattern that backtracks over every split would not end. */
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

static void changed_lines_are_read_from_a_diff(void **state)
{
	(void)state;
	struct changes changes;
	changes_init(&changes);
	assert_true(changes_read(&changes, STR("diff --git a/old.xml b/new.xml\nrename from old.xml\nrename to new.xml\n"
					       "--- a/old.xml\n+++ b/new.xml\n@@ -3 +3 @@ x\n-- a\n+++ b/fake.xml\n"
					       "@@ -10,2 +9,0 @@\n--- a\n-b\n@@ -20,0 +20,3 @@\n+1\n+2\n+3\n"
					       "diff --git a/gone.xml b/gone.xml\n--- a/gone.xml\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
					       "diff --git \"a/\\303\\251\\t.xml\" \"b/\\303\\251\\t.xml\"\n"
					       "--- /dev/null\n+++ \"b/\\303\\251\\t.xml\"\n@@ -0,0 +1 @@\n+x\n")));
	const struct changed_file *file = changes_find(&changes, STR("new.xml"));
	assert_non_null(file);
	assert_null(changes_find(&changes, STR("fake.xml")));
	assert_null(changes_find(&changes, STR("gone.xml")));
	assert_non_null(changes_find(&changes, STR("\xc3\xa9\t.xml")));
	assert_true(changes_touch(file, 3, 3));
	assert_true(changes_touch(file, 1, 3));
	assert_false(changes_touch(file, 4, 8));
	/* Lines were taken away between 9 and 10. */
	assert_false(changes_touch(file, 9, 9));
	assert_false(changes_touch(file, 10, 10));
	assert_true(changes_touch(file, 9, 10));
	assert_false(changes_touch(file, 19, 19));
	assert_true(changes_touch(file, 22, 30));
	assert_false(changes_touch(file, 23, 30));
	changes_release(&changes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_star_stays_in_its_folder),
		cmocka_unit_test(two_stars_go_over_folders),
		cmocka_unit_test(many_stars_come_to_an_end),
		cmocka_unit_test(changed_lines_are_read_from_a_diff),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
