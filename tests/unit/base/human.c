/* Numbers as people write them. */
#include "base/human.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void sizes_have_a_unit(void **state)
{
	static const struct {
		uint64_t bytes;
		const char *text;
	} rows[] = {
		{ 0, "0 bytes" },	    { 1, "1 byte" },	   { 999, "999 bytes" },  { 1000, "1.0 KB" },
		{ 9949, "9.9 KB" },	    { 9950, "10 KB" },	   { 41234, "41 KB" },	  { 999499, "999 KB" },
		{ 999500, "1.0 MB" },	    { 1400000, "1.4 MB" }, { 7609102, "7.6 MB" }, { 4294967295, "4.3 GB" },
		{ 123456789012, "123 GB" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf out;
		buf_init(&out, BUF_CAP);
		human_bytes(&out, rows[i].bytes);
		assert_string_equal(buf_cstr(&out), rows[i].text);
		buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(sizes_have_a_unit) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
