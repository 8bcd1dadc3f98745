/* How the index is divided into pages: their sizes, and that a changed row affects only nearby pages. */
#include "pack/pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROWS = 3000, KEY_SIZE = 16, LEAF = 4096 };

/* The numbers below ROWS, without every step-th from first on. */
static void make_list(struct index_list *list, size_t first, size_t step)
{
	static char keys[ROWS][KEY_SIZE];
	*list = (struct index_list){ .rows = calloc(ROWS, sizeof(*list->rows)) };
	assert_non_null(list->rows);
	buf_init(&list->text, BUF_CAP);
	for (size_t i = 0; i < ROWS; i++) {
		snprintf(keys[i], KEY_SIZE, "id-%05zu", i);
		if (i >= first && (i - first) % step == 0)
			continue;
		if (list->count > 0)
			buf_char(&list->text, ',');
		struct list_row *row = &list->rows[list->count++];
		row->key = str_from(keys[i]);
		row->start = list->text.len;
		buf_format(&list->text, "[\"%s\",\"%.*s\"]", keys[i], (int)(i % 40),
			   "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
		row->end = list->text.len;
	}
	assert_false(buf_failed(&list->text));
}

static void list_free(struct index_list *list)
{
	buf_release(&list->text);
	free(list->rows);
}

static struct store store;

static int open_store(void **state)
{
	char beside[64];
	struct buf why;
	(void)state;
	buf_init(&why, BUF_CAP);
	snprintf(beside, sizeof(beside), "%s/made.satchel", P_tmpdir);
	return store_open(&store, beside, NULL, DEFLATE_FAST, &why) == RESULT_OK ? 0 : 1;
}

static int close_store(void **state)
{
	(void)state;
	store_close(&store);
	return 0;
}

static void cut(struct pages *pages, const struct index_list *list)
{
	struct buf why;
	buf_init(&why, BUF_CAP);
	assert_int_equal(pages_cut(pages, list, LEAF, &store, DEFLATE_FAST, 1, &why), RESULT_OK);
}

/* The number of leaves of pages that are not among those of known, byte for byte. */
static size_t new_leaves(const struct pages *pages, const struct pages *known)
{
	size_t count = 0;
	for (size_t i = 0; i < pages->leaf_count; i++) {
		const struct packed *one = &pages->leaves[i].packed;
		bool found = false;
		for (size_t k = 0; k < known->leaf_count && !found; k++) {
			const struct packed *other = &known->leaves[k].packed;
			found = one->raw_size == other->raw_size &&
				memcmp(one->raw_sha256, other->raw_sha256, sizeof(one->raw_sha256)) == 0;
		}
		count += !found;
	}
	return count;
}

static void leaves_are_about_as_long_as_said(void **state)
{
	struct index_list list;
	struct pages pages;
	size_t row = 0, sum = 0;
	(void)state;
	make_list(&list, ROWS, 1);
	cut(&pages, &list);
	for (size_t i = 0; i < pages.leaf_count; i++) {
		const struct page *leaf = &pages.leaves[i];
		assert_int_equal(leaf->start, row);
		assert_true(leaf->end > leaf->start);
		assert_true(str_equal(leaf->first, list.rows[row].key));
		assert_true(leaf->packed.raw_size <= LEAF * 3 / 2);
		if (i + 1 < pages.leaf_count)
			assert_true(leaf->packed.raw_size >= LEAF / 2);
		sum += leaf->packed.raw_size;
		row = leaf->end;
	}
	assert_int_equal(row, list.count);
	assert_in_range(sum / pages.leaf_count, LEAF * 3 / 4, LEAF * 5 / 4);
	pages_release(&pages);
	list_free(&list);
}

static void rows_more_or_less_change_their_pages_alone(void **state)
{
	struct index_list all, less;
	struct pages before, after;
	(void)state;
	make_list(&all, ROWS, 1);
	cut(&before, &all);
	assert_in_range(before.leaf_count, 20, 60);
	/* A changed row changes its page, and sometimes one or two more until the boundaries are the same again. */
	size_t sum = 0;
	for (size_t at = 0; at < ROWS; at += 10) {
		make_list(&less, at, ROWS);
		cut(&after, &less);
		size_t changed = new_leaves(&after, &before), back = new_leaves(&before, &after);
		assert_in_range(changed, 1, 8);
		sum += changed + back;
		pages_release(&after);
		list_free(&less);
	}
	assert_true(sum <= 2 * 300 * 5 / 4);
	pages_release(&before);
	list_free(&all);
}

static void a_row_that_is_longer_has_a_page_of_its_own(void **state)
{
	struct index_list list;
	struct pages pages;
	(void)state;
	make_list(&list, 3, 1);
	buf_char(&list.text, ',');
	struct list_row *row = &list.rows[list.count++];
	*row = (struct list_row){ .key = STR("long"), .start = list.text.len };
	buf_repeat(&list.text, '1', 3 * LEAF);
	row->end = list.text.len;
	cut(&pages, &list);
	assert_int_equal(pages.leaf_count, 2);
	assert_int_equal(pages.leaves[1].start, 3);
	pages_release(&pages);
	list_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_are_about_as_long_as_said),
		cmocka_unit_test(rows_more_or_less_change_their_pages_alone),
		cmocka_unit_test(a_row_that_is_longer_has_a_page_of_its_own),
	};
	return cmocka_run_group_tests(tests, open_store, close_store);
}
