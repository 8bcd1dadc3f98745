/* Matching of two versions, compared with slow reference algorithms; changed words and lines. */
#include "compare/compare.h"
#include "compare/lcs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static uint32_t next(uint32_t *random)
{
	*random = *random * 1664525 + 1013904223;
	return *random >> 16;
}

enum { LENGTH = 24 };

/* The length of a longest common subsequence, by the textbook algorithm. */
static size_t longest(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
	size_t table[LENGTH + 1][LENGTH + 1] = { { 0 } };
	for (size_t i = 1; i <= a_count; i++)
		for (size_t j = 1; j <= b_count; j++)
			table[i][j] = a[i - 1] == b[j - 1]		  ? table[i - 1][j - 1] + 1
				      : table[i - 1][j] > table[i][j - 1] ? table[i - 1][j]
									  : table[i][j - 1];
	return table[a_count][b_count];
}

static void the_common_part_is_longest(void **state)
{
	uint32_t random = 1, a[LENGTH], b[LENGTH];
	bool a_common[LENGTH], b_common[LENGTH];
	(void)state;
	for (int round = 0; round < 5000; round++) {
		size_t a_count = next(&random) % (LENGTH + 1), b_count = next(&random) % (LENGTH + 1), count = 0, j = 0;
		for (size_t i = 0; i < a_count; i++)
			a[i] = next(&random) % 5;
		for (size_t i = 0; i < b_count; i++)
			b[i] = next(&random) % 5;
		assert_true(lcs_find(a, a_count, b, b_count, a_common, b_common));
		for (size_t i = 0; i < a_count; i++) {
			if (!a_common[i])
				continue;
			while (j < b_count && !b_common[j])
				j++;
			assert_true(j < b_count);
			assert_int_equal(a[i], b[j++]);
			count++;
		}
		while (j < b_count)
			assert_false(b_common[j++]);
		assert_int_equal(count, longest(a, a_count, b, b_count));
	}
}

static void too_many_differences_are_bounded(void **state)
{
	enum { MANY = 4 * COMMON_DIFFERENCES_MAX };
	uint32_t *a = malloc(MANY * sizeof(*a)), *b = malloc(MANY * sizeof(*b));
	bool *a_common = malloc(MANY), *b_common = malloc(MANY);
	(void)state;
	assert_true(a && b && a_common && b_common);
	for (uint32_t i = 0; i < MANY; i++) {
		a[i] = i;
		b[i] = i < 10 || i >= MANY - 10 ? i : MANY + i;
	}
	assert_true(lcs_find(a, MANY, b, MANY, a_common, b_common));
	for (uint32_t i = 0; i < MANY; i++) {
		assert_int_equal(a_common[i], i < 10 || i >= MANY - 10);
		assert_int_equal(b_common[i], a_common[i]);
	}
	free(a);
	free(b);
	free(a_common);
	free(b_common);
}

static void the_fewest_are_moved(void **state)
{
	uint32_t random = 3;
	(void)state;
	for (int round = 0; round < 2000; round++) {
		size_t places[10], count = next(&random) % 11, best = 0, stayed = 0, last = 0;
		bool moved[10];
		for (size_t i = 0; i < count; i++)
			places[i] = i;
		for (size_t i = count; i > 1; i--) {
			size_t other = next(&random) % i, kept = places[i - 1];
			places[i - 1] = places[other];
			places[other] = kept;
		}
		assert_true(compare_moves(places, count, moved));
		for (unsigned set = 0; set < 1u << count; set++) {
			size_t size = 0, before = 0;
			bool rising = true;
			for (size_t i = 0; i < count; i++) {
				if (!(set >> i & 1))
					continue;
				rising = rising && (size == 0 || places[i] > before);
				before = places[i];
				size++;
			}
			best = rising && size > best ? size : best;
		}
		for (size_t i = 0; i < count; i++) {
			if (moved[i])
				continue;
			assert_true(stayed == 0 || places[i] > last);
			last = places[i];
			stayed++;
		}
		assert_int_equal(stayed, best);
	}
}

/* Runs in the notation of the text renderer. */
static void put_runs(struct buf *out, const struct words_run *runs)
{
	static const char *const open[] = { "", "[-", "{+" }, *const close[] = { "", "-]", "+}" };
	for (; runs; runs = runs->next)
		buf_format(out, "%s%.*s%s", open[runs->kind], STR_ARG(runs->text), close[runs->kind]);
}

static void changed_words_are_listed(void **state)
{
	static const char *const cases[][3] = {
		{ "", "", "" },
		{ "same", "same", "same" },
		{ "", "new", "{+new+}" },
		{ "gone", "", "[-gone-]" },
		{ "twice a week", "three times a week", "[-twice-]{+three times+} a week" },
		{ "Give 5 mg.", "Give 50 mg.", "Give [-5-]{+50+} mg." },
		{ "naïve β-blocker", "naive β-blocker", "[-naïve-]{+naive+} β-blocker" },
		{ "one two three", "uno dos three", "[-one two-]{+uno dos+} three" },
		{ "a, b", "a b", "a[-,-] b" },
	};
	struct buf out;
	(void)state;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena arena;
		arena_init(&arena);
		buf_clear(&out);
		put_runs(&out, words_compare(&arena, str_from(cases[i][0]), str_from(cases[i][1])));
		assert_string_equal(buf_cstr(&out), cases[i][2]);
		arena_release(&arena);
	}
	buf_release(&out);
}

static struct record_line line(const char *label, const char *text, struct record_line *next_line)
{
	return (struct record_line){ .label = label, .text = str_from(text), .next = next_line };
}

static void lines_that_belong_together_are_compared(void **state)
{
	struct record_line old[4], new[4];
	struct arena arena;
	struct buf out;
	(void)state;
	old[3] = line("explanation", "Because the kidney clears it.", NULL);
	old[2] = line("option", "Valproate", &old[3]);
	old[1] = line("right option", "Lithium carbonate", &old[2]);
	old[0] = line("stem", "Which drug needs blood levels?", &old[1]);
	new[3] = line("explanation", "Because the kidney alone clears it.", NULL);
	new[2] = line("option", "Olanzapine", &new[3]);
	new[1] = line("right option", "Lithium carbonate", &new[2]);
	new[0] = line("stem", "Which drug needs blood levels?", &new[1]);
	arena_init(&arena);
	buf_init(&out, BUF_CAP);
	for (const struct change_line *change = compare_lines(&arena, old, new); change; change = change->next) {
		buf_format(&out, "%s: ", change->label);
		put_runs(&out, change->runs);
		buf_char(&out, '\n');
	}
	assert_string_equal(buf_cstr(&out), "option: [-Valproate-]\n"
					    "option: {+Olanzapine+}\n"
					    "explanation: Because the kidney {+alone +}clears it.\n");
	assert_null(compare_lines(&arena, old, old));
	buf_release(&out);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_common_part_is_longest),
		cmocka_unit_test(too_many_differences_are_bounded),
		cmocka_unit_test(the_fewest_are_moved),
		cmocka_unit_test(changed_words_are_listed),
		cmocka_unit_test(lines_that_belong_together_are_compared),
	};
	return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
