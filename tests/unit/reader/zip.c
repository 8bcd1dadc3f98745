#include "reader/zip.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct zip_entry entry = { 0x01020304, 100, 101, 0x0a0b0c0d, 14 };

static void records_are_as_the_format_says(void **state)
{
	(void)state;
	static const unsigned char local[] = { 'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0, 4,
					       3, 2, 1, 100, 0, 0, 0, 101, 0, 0, 0, 14, 0, 0, 0 };
	static const unsigned char central[] = { 'P', 'K', 1, 2, 20, 0, 20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0,
						 4, 3, 2, 1, 100, 0, 0, 0, 101, 0, 0, 0, 14, 0, 0, 0,
						 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13, 12, 11, 10 };
	static const unsigned char end[] = { 'P', 'K', 5, 6, 0, 0, 0, 0, 3, 0, 3, 0, 5, 0, 0, 0, 9, 1, 0, 0, 0, 0 };
	unsigned char record[ZIP_CENTRAL_MAX];
	assert_int_equal(zip_put_local(record, entry, "lessons/x.json"), sizeof(local) + 14);
	assert_memory_equal(record, local, sizeof(local));
	assert_memory_equal(record + ZIP_LOCAL_SIZE, "lessons/x.json", 14);
	assert_int_equal(zip_put_central(record, entry, "lessons/x.json"), sizeof(central) + 14);
	assert_memory_equal(record, central, sizeof(central));
	assert_memory_equal(record + ZIP_CENTRAL_SIZE, "lessons/x.json", 14);
	assert_int_equal(zip_put_end(record, &(struct zip_end){ 3, 5, 265 }), sizeof(end));
	assert_memory_equal(record, end, sizeof(end));
}

static void what_is_put_is_got(void **state)
{
	(void)state;
	unsigned char record[ZIP_CENTRAL_MAX];
	struct zip_entry got = { .offset = 7 };
	struct zip_end end = { 65534, 0xfffffffe, 0xfedcba98 }, got_end;
	zip_put_local(record, entry, "lessons/x.json");
	assert_true(zip_is_local(record) && !zip_is_central(record) && !zip_is_end(record));
	zip_get_local(record, &got);
	assert_int_equal(got.offset, 7);
	got.offset = entry.offset;
	assert_memory_equal(&got, &entry, sizeof(got));
	zip_put_central(record, entry, "lessons/x.json");
	assert_true(!zip_is_local(record) && zip_is_central(record) && !zip_is_end(record));
	zip_get_central(record, &got);
	assert_memory_equal(&got, &entry, sizeof(got));
	zip_put_end(record, &end);
	assert_true(!zip_is_local(record) && !zip_is_central(record) && zip_is_end(record));
	zip_get_end(record, &got_end);
	assert_memory_equal(&got_end, &end, sizeof(end));
}

static void extents_are_of_header_name_and_bytes(void **state)
{
	(void)state;
	struct satchel_entry one = { .offset = 1000, .stored_size = 100, .raw_size = 101 };
	strcpy(one.name, "lessons/x.json");
	assert_int_equal(zip_extent(&one), 30 + 14 + 100);
	assert_int_equal(zip_entry_end(&one), 1000 + 30 + 14 + 100);
	assert_true(zip_is_deflated(&one));
	one.raw_size = 100;
	assert_false(zip_is_deflated(&one));
	struct zip_entry header = zip_entry_of(&one, 5);
	assert_memory_equal(&header, (&(struct zip_entry){ 5, 100, 100, 1000, 14 }), sizeof(header));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_are_as_the_format_says),
		cmocka_unit_test(what_is_put_is_got),
		cmocka_unit_test(extents_are_of_header_name_and_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
