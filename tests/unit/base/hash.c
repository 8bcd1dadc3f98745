#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_byte_counts(void **state)
{
	char text[40], other[40];
	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + i % 26);
	for (size_t len = 1; len <= sizeof(text); len++) {
		uint64_t hash = hash_of((struct str){ text, len }, HASH_KEY);
		assert_true(hash != hash_of((struct str){ text, len - 1 }, HASH_KEY));
		for (size_t i = 0; i < len; i++) {
			memcpy(other, text, len);
			other[i] ^= 1;
			assert_true(hash != hash_of((struct str){ other, len }, HASH_KEY));
		}
	}
}

static void a_trailing_zero_counts(void **state)
{
	(void)state;
	assert_true(hash_of(STR(""), HASH_KEY) != hash_of(STR("\0"), HASH_KEY));
	assert_true(hash_of(STR("12345678"), HASH_KEY) != hash_of(STR("12345678\0"), HASH_KEY));
}

static void the_result_is_the_same_everywhere(void **state)
{
	char hex[HASH_HEX];
	(void)state;
	hash_hex(hash_of(STR("an aspirin a day"), HASH_KEY), hex);
	assert_string_equal(hex, "e16fef77866e589a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_counts),
		cmocka_unit_test(a_trailing_zero_counts),
		cmocka_unit_test(the_result_is_the_same_everywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
