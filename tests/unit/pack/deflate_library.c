/* Deflate libraries are identified by their output. */
#include "pack/deflate_library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <zlib.h>

static bool stores(struct packed *packed, struct str raw, bool deflate)
{
	(void)deflate;
	return packed_make(packed, raw, false);
}

/* One bit is different. */
static bool errs(struct packed *packed, struct str raw, bool deflate)
{
	if (!packed_make(packed, raw, deflate))
		return false;
	packed->stored.at[packed->stored.len / 2] ^= 1;
	return true;
}

static bool fails(struct packed *packed, struct str raw, bool deflate)
{
	bool made = packed_make(packed, raw, deflate);
	return made && false;
}

static void another_deflate_is_noticed(void **state)
{
	char name[DEFLATE_NAME_SIZE];
	(void)state;
	assert_int_equal(deflate_library_find(stores, name), DEFLATE_OTHER);
	assert_memory_equal(name, "zlib ", 5);
	assert_string_equal(name + 5, zlibVersion());
	assert_int_equal(deflate_library_find(errs, name), DEFLATE_OTHER);
	assert_int_equal(deflate_library_find(fails, name), DEFLATE_NO_MEMORY);
}

static void the_reference_is_known(void **state)
{
	char name[DEFLATE_NAME_SIZE];
	(void)state;
	if (strchr(zlibVersion(), '-')) /* as in 1.3.1.zlib-ng */
		skip();
	assert_int_equal(deflate_library_find(packed_make, name), DEFLATE_REFERENCE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_deflate_is_noticed),
		cmocka_unit_test(the_reference_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
