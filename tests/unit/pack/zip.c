/* The ZIP writer, byte for byte. */
#include "base/file.h"
#include "pack/zip_writer.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct buf finish(FILE *file)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	rewind(file);
	for (int c; (c = getc(file)) != EOF;)
		buf_char(&bytes, (char)c);
	fclose(file);
	return bytes;
}

static void small_archive_is_exact(void **state)
{
	static const char expected[] = "PK\3\4" /* local header */
				       "\x14\0" /* version needed 2.0 */
				       "\0\0"	/* flags */
				       "\0\0"	/* stored */
				       "\0\0\x21\0"
				       "\x26\x39\xf4\xcb" /* CRC-32 of 123456789 */
				       "\x09\0\0\0\x09\0\0\0"
				       "\x03\0"
				       "\0\0"
				       "abc"
				       "123456789"
				       "PK\1\2" /* central directory */
				       "\x14\0\x14\0"
				       "\0\0"
				       "\0\0"
				       "\0\0\x21\0"
				       "\x26\x39\xf4\xcb"
				       "\x09\0\0\0\x09\0\0\0"
				       "\x03\0"
				       "\0\0\0\0\0\0\0\0\0\0\0\0"
				       "\0\0\0\0"
				       "abc"
				       "PK\5\6" /* end record */
				       "\0\0\0\0"
				       "\1\0\1\0"
				       "\x31\0\0\0"
				       "\x2a\0\0\0"
				       "\0\0";
	struct zip_writer writer;
	struct packed packed;
	struct buf why;
	FILE *file = tmpfile();
	(void)state;
	assert_non_null(file);
	assert_true(packed_make(&packed, STR("123456789"), DEFLATE_FAST));
	assert_false(packed.deflated); /* it would not become smaller */
	assert_int_equal(packed_extent(&packed, "abc"), 30 + 3 + 9);
	buf_init(&why, BUF_CAP);
	zip_writer_init(&writer, file, &why);
	zip_writer_add(&writer, "abc", &packed);
	assert_int_equal(zip_writer_finish(&writer), RESULT_OK);
	struct buf bytes = finish(file);
	assert_int_equal(bytes.len, sizeof(expected) - 1);
	assert_memory_equal(bytes.at, expected, sizeof(expected) - 1);
	buf_release(&bytes);
	packed_release(&packed);
}

static void what_shrinks_is_deflated(void **state)
{
	char zeros[4096] = { 0 };
	struct packed packed;
	(void)state;
	assert_true(packed_make(&packed, (struct str){ zeros, sizeof(zeros) }, DEFLATE_FAST));
	assert_true(packed.deflated);
	assert_true(packed.stored.len < 64);
	packed_release(&packed);
	assert_true(packed_make(&packed, (struct str){ zeros, sizeof(zeros) }, DEFLATE_NONE));
	assert_false(packed.deflated);
	assert_int_equal(packed.stored.len, sizeof(zeros));
	packed_release(&packed);
	assert_true(packed_make(&packed, STR(""), DEFLATE_BEST));
	assert_false(packed.deflated);
	assert_int_equal(packed.crc, 0);
	packed_release(&packed);
}

static void too_many_entries_are_refused(void **state)
{
	struct zip_writer writer;
	struct packed packed;
	struct buf why;
	FILE *file = tmpfile();
	(void)state;
	assert_non_null(file);
	assert_true(packed_make(&packed, STR(""), DEFLATE_NONE));
	buf_init(&why, BUF_CAP);
	zip_writer_init(&writer, file, &why);
	for (int i = 0; i < 65535; i++)
		zip_writer_add(&writer, "a", &packed);
	assert_int_equal(zip_writer_finish(&writer), RESULT_FAILED);
	assert_string_equal(buf_cstr(&why), "more than 65,534 entries, or 4 GiB in total");
	buf_release(&why);
	fclose(file);
	packed_release(&packed);
}

static void a_full_disk_is_reported(void **state)
{
	struct zip_writer writer;
	struct packed packed;
	struct buf why;
	FILE *file = fopen("/dev/full", "wb");
	(void)state;
	if (!file)
		skip();
	setvbuf(file, NULL, _IONBF, 0);
	assert_true(packed_make(&packed, STR("x"), DEFLATE_NONE));
	buf_init(&why, BUF_CAP);
	zip_writer_init(&writer, file, &why);
	zip_writer_add(&writer, "a", &packed);
	assert_int_equal(zip_writer_finish(&writer), RESULT_FAILED);
	assert_string_equal(buf_cstr(&why), file_error_text(ENOSPC));
	buf_release(&why);
	fclose(file);
	packed_release(&packed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_archive_is_exact),
		cmocka_unit_test(what_shrinks_is_deflated),
		cmocka_unit_test(too_many_entries_are_refused),
		cmocka_unit_test(a_full_disk_is_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
