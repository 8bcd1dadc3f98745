#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdalign.h>

#if ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>

static void sanitizers_know_what_is_in_use(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	for (size_t size = 0; size < 50000; size = size * 2 + 1) {
		char *at = arena_alloc(&arena, size);
		assert_non_null(at);
		assert_null(__asan_region_is_poisoned(at, size));
		assert_true(__asan_address_is_poisoned(at + size));
		char *copy = arena_copy(&arena, at, size);
		assert_null(__asan_region_is_poisoned(at, size));
		assert_null(__asan_region_is_poisoned(copy, size + 1));
		assert_true(__asan_address_is_poisoned(copy + size + 1));
	}
	char *last = arena_copy(&arena, "abc", 3);
	arena_clear(&arena);
	char *first = arena_copy(&arena, "abc", 3);
	assert_true(first == last || __asan_address_is_poisoned(last));
	assert_true(__asan_address_is_poisoned(first + 16));
	arena_release(&arena);
}
#endif

static void memory_is_zeroed_aligned_and_apart(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	unsigned char *before = NULL;
	for (size_t size = 0; size < 3000; size += 7) {
		unsigned char *at = arena_alloc(&arena, size);
		assert_non_null(at);
		assert_int_equal((uintptr_t)at % alignof(max_align_t), 0);
		assert_ptr_not_equal(at, before);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(at[i], 0);
		memset(at, 0xee, size);
		before = size ? at : NULL;
	}
	arena_release(&arena);
}

static void large_and_small_pieces_keep_their_bytes(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	char *small = arena_copy(&arena, "small", 5);
	char *large = arena_alloc(&arena, 1 << 20);
	assert_non_null(large);
	memset(large, 'L', 1 << 20);
	char *next = arena_copy(&arena, "next\0one", 8);
	assert_string_equal(small, "small");
	assert_memory_equal(next, "next\0one", 9);
	assert_int_equal(large[(1 << 20) - 1], 'L');
	arena_clear(&arena);
	unsigned char *again = arena_alloc(&arena, 1 << 20);
	assert_non_null(again);
	for (size_t i = 0; i < 1 << 20; i++)
		assert_int_equal(again[i], 0);
	arena_release(&arena);
}

static void no_string_stays_none_and_an_empty_one_stays_empty(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	assert_null(arena_str(&arena, STR_NONE).at);
	struct str empty = arena_str(&arena, STR(""));
	assert_non_null(empty.at);
	assert_int_equal(empty.len, 0);
	assert_false(arena_failed(&arena));
	arena_release(&arena);
}

static void failure_is_remembered(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	assert_null(arena_alloc(&arena, SIZE_MAX));
	assert_null(arena_alloc(&arena, SIZE_MAX - 32)); /* the block would be too large */
	assert_true(arena_failed(&arena));
	assert_non_null(arena_alloc(&arena, 8));
	assert_true(arena_failed(&arena));
	arena_release(&arena);
	assert_false(arena_failed(&arena));
}

static void an_absorbed_arena_is_empty_and_its_bytes_live_on(void **state)
{
	(void)state;
	struct arena one, two;
	arena_init(&one);
	arena_init(&two);
	char *text = arena_copy(&two, "from two", 8);
	char *large = arena_alloc(&two, 200000);
	assert_non_null(large);
	memset(large, 'x', 200000);
	arena_absorb(&one, &two); /* into an empty arena */
	assert_null(two.first);
	char *more = arena_copy(&two, "more", 4);
	arena_absorb(&one, &two); /* into one with content */
	arena_absorb(&one, &two); /* from an empty one */
	arena_release(&two);
	assert_non_null(arena_alloc(&one, 100));
	assert_string_equal(text, "from two");
	assert_string_equal(more, "more");
	assert_int_equal(large[199999], 'x');
	arena_release(&one);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#if ADDRESS_SANITIZER
		cmocka_unit_test(sanitizers_know_what_is_in_use),
#endif
		cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
		cmocka_unit_test(large_and_small_pieces_keep_their_bytes),
		cmocka_unit_test(no_string_stays_none_and_an_empty_one_stays_empty),
		cmocka_unit_test(failure_is_remembered),
		cmocka_unit_test(an_absorbed_arena_is_empty_and_its_bytes_live_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
