#include "report/diff.h"
#include "report/diff_lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_diff(const char *before, const char *after, const char *wanted)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	diff_unified(&out, "x.xml", str_from(before), str_from(after));
	assert_string_equal(buf_cstr(&out), wanted);
	buf_release(&out);
}

static void differences_are_shown_as_diff_shows_them(void **state)
{
	(void)state;
	assert_diff("", "", "");
	assert_diff("a\n", "a\n", "");
	assert_diff("a\n", "b\n", "--- x.xml\n+++ x.xml\n@@ -1 +1 @@\n-a\n+b\n");
	assert_diff("", "a\nb\n", "--- x.xml\n+++ x.xml\n@@ -0,0 +1,2 @@\n+a\n+b\n");
	assert_diff("a\n", "", "--- x.xml\n+++ x.xml\n@@ -1 +0,0 @@\n-a\n");
	assert_diff("1\n2\n3\n4\n5\n", "1\n2\n3\n4\nx\n5\n",
		    "--- x.xml\n+++ x.xml\n@@ -2,4 +2,5 @@\n 2\n 3\n 4\n+x\n 5\n");
}

static void a_last_line_without_line_end_is_marked(void **state)
{
	(void)state;
	assert_diff("a\nb", "a\nb\n",
		    "--- x.xml\n+++ x.xml\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
	assert_diff("a", "b\na",
		    "--- x.xml\n+++ x.xml\n@@ -1 +1,2 @@\n+b\n a\n\\ No newline at end of file\n");
}

static void near_differences_share_a_hunk_and_far_ones_do_not(void **state)
{
	(void)state;
	assert_diff("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
		    "--- x.xml\n+++ x.xml\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
	assert_diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
		    "--- x.xml\n+++ x.xml\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

/* The length of a longest common subsequence of lines, by the textbook algorithm. */
static size_t shared_lines(const struct lines *a, const struct lines *b)
{
	static size_t table[64][64];
	for (size_t i = 0; i <= a->count; i++)
		for (size_t j = 0; j <= b->count; j++) {
			size_t best = 0;
			if (i && j && a->kinds[i - 1] == b->kinds[j - 1])
				best = table[i - 1][j - 1] + 1;
			if (i && table[i - 1][j] > best)
				best = table[i - 1][j];
			if (j && table[i][j - 1] > best)
				best = table[i][j - 1];
			table[i][j] = best;
		}
	return table[a->count][b->count];
}

static void add_random(struct buf *out, unsigned kinds)
{
	for (int count = rand() % 60; count > 0; count--)
		buf_format(out, "%c\n", (char)('a' + (unsigned)rand() % kinds));
}

static void the_differences_are_the_fewest(void **state)
{
	(void)state;
	srand(7);
	for (unsigned round = 0; round < 3000; round++) {
		struct buf a, b;
		buf_init(&a, BUF_CAP);
		buf_init(&b, BUF_CAP);
		add_random(&a, 2 + round % 20);
		add_random(&b, 2 + round % 20);
		struct lines old, new;
		assert_true(lines_compare(&old, &new, buf_view(&a), buf_view(&b)));
		size_t i = 0, j = 0, kept = 0;
		while (i < old.count || j < new.count) {
			if (old.changed[i]) {
				i++;
			} else if (new.changed[j]) {
				j++;
			} else {
				assert_int_equal(old.kinds[i++], new.kinds[j++]);
				kept++;
			}
		}
		assert_int_equal(i, old.count);
		assert_int_equal(j, new.count);
		assert_int_equal(kept, shared_lines(&old, &new));
		lines_release(&old);
		lines_release(&new);
		buf_release(&a);
		buf_release(&b);
	}
}

static void texts_with_nothing_in_common_do_not_take_for_ever(void **state)
{
	(void)state;
	struct buf a, b, out;
	buf_init(&a, BUF_CAP);
	buf_init(&b, BUF_CAP);
	buf_init(&out, BUF_CAP);
	for (unsigned i = 0; i < 50000; i++) {
		buf_format(&a, "a%u\n", i);
		buf_format(&b, i % 100 ? "b%u\n" : "a%u\n", i);
	}
	diff_unified(&out, "x", buf_view(&a), buf_view(&b));
	assert_false(buf_failed(&out));
	assert_true(out.len >= a.len);
	buf_release(&a);
	buf_release(&b);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(differences_are_shown_as_diff_shows_them),
		cmocka_unit_test(a_last_line_without_line_end_is_marked),
		cmocka_unit_test(near_differences_share_a_hunk_and_far_ones_do_not),
		cmocka_unit_test(the_differences_are_the_fewest),
		cmocka_unit_test(texts_with_nothing_in_common_do_not_take_for_ever),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
