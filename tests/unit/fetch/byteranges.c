/* Multipart responses: valid ones in pieces of every length, and malformed ones. */
#include "fetch/byteranges.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The file contains: The quick brown fox jumps over the lazy dog */
enum { FILE_SIZE = 43 };

#define PART(range, bytes) "\r\n--b-1\r\nContent-Type: text/plain\r\ncontent-range:bytes " range "/43\r\n\r\n" bytes
#define GOOD		   PART("4-8", "quick") PART("40-42", "dog") PART("0-2", "The") "\r\n--b-1--\r\n"

struct got {
	char bytes[FILE_SIZE];
	size_t calls, most;
};

static bool sink(void *context, uint64_t offset, const char *bytes, size_t size)
{
	struct got *got = context;
	assert_true(offset + size <= FILE_SIZE);
	memcpy(got->bytes + offset, bytes, size);
	return ++got->calls <= got->most;
}

/* The problem with the body, parsed in pieces of that many bytes; "" if there is none, "ends" if it is only
 * truncated. */
static const char *take(const char *body, size_t size, size_t step, struct got *got)
{
	struct byteranges parser;
	*got = (struct got){ .most = 1000 };
	byteranges_init(&parser, "b-1", FILE_SIZE, 3, sink, got);
	for (size_t at = 0; at < size; at += step) {
		/* A separate buffer, so that sanitizers detect reads beyond it. */
		size_t now = step < size - at ? step : size - at;
		char *piece = malloc(now);
		assert_non_null(piece);
		memcpy(piece, body + at, now);
		bool good = byteranges_take(&parser, piece, now);
		free(piece);
		if (!good) {
			assert_non_null(parser.broken);
			assert_false(byteranges_ended(&parser));
			return parser.broken;
		}
	}
	return byteranges_ended(&parser) ? "" : "ends";
}

static void parts_come_down_in_pieces_of_any_length(void **state)
{
	(void)state;
	for (size_t step = 1; step <= sizeof(GOOD); step++) {
		struct got got;
		assert_string_equal(take(GOOD, sizeof(GOOD) - 1, step, &got), "");
		assert_memory_equal(got.bytes, "The\0quick", 9);
		assert_memory_equal(got.bytes + 40, "dog", 3);
		assert_int_equal(got.bytes[20], 0);
	}
}

static void every_shorter_body_ends_early(void **state)
{
	struct got got;
	(void)state;
	/* The line end after the last boundary is optional. */
	for (size_t size = 0; size < sizeof(GOOD) - 1 - 2; size++)
		assert_string_equal(take(GOOD, size, 7, &got), "ends");
	assert_string_equal(take(GOOD, sizeof(GOOD) - 1 - 2, 7, &got), "");
	assert_string_equal(take(GOOD "epilogue that means nothing", sizeof(GOOD) - 1 + 27, 7, &got), "");
}

static void what_breaks_the_form_is_named(void **state)
{
	static const struct {
		const char *body, *broken;
	} rows[] = {
		{ "--b-2\r\n", "a boundary is missing" },
		{ "\r\n\r\n\r\n\r\n", "a boundary is missing" },
		{ "--b-1x\r\n", "a boundary is missing" },
		{ "--b-1\n", "invalid line end" },
		{ "--b-1\r\n\r\n", "a part has no Content-Range" },
		{ "--b-1\r\nContent-Range: bytes 0-2/44\r\n", "a part is of a file of a different length" },
		{ "--b-1\r\nContent-Range: bytes 0-2/*\r\n", "a part is of a file of a different length" },
		{ "--b-1\r\nContent-Range: bytes 2-0/43\r\n", "a part has a malformed Content-Range" },
		{ "--b-1\r\nContent-Range: bytes 0-43/43\r\n", "a part has a malformed Content-Range" },
		{ "--b-1\r\nContent-Range: bytes 0-2/43\r\nContent-Range: bytes 0-2/43\r\n", "a part has two ranges" },
		{ "--b-1\r\nContent-Encoding: gzip\r\n", "a part has a Content-Encoding" },
		{ PART("0-2", "Thex"), "a part is longer than its range" },
		{ PART("0-2", "The\rx\n"), "a part is longer than its range" },
		{ PART("0-2", "The") "\r\nb-1\r\n", "a boundary is missing" },
		{ PART("0-2", "The") PART("0-2", "The") PART("0-2", "The") PART("0-2", "The"),
		  "more parts than requested" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct got got;
		for (size_t step = 1; step < 50; step += 6)
			assert_string_equal(take(rows[i].body, strlen(rows[i].body), step, &got), rows[i].broken);
	}
}

static void no_line_is_kept_beyond_its_room(void **state)
{
	struct got got;
	size_t size = 100000;
	char *body = malloc(size);
	(void)state;
	assert_non_null(body);
	memset(body, 'x', size);
	assert_string_equal(take(body, size, 900, &got), "a line is too long");
	free(body);
}

static void the_sink_may_end_it(void **state)
{
	struct byteranges parser;
	struct got got = { .most = 1 };
	(void)state;
	byteranges_init(&parser, "b-1", FILE_SIZE, 3, sink, &got);
	assert_false(byteranges_take(&parser, GOOD, sizeof(GOOD) - 1));
	assert_null(parser.broken);
	assert_int_equal(got.calls, 2);
}

static void content_ranges_have_one_form(void **state)
{
	uint64_t first, last, complete;
	(void)state;
	assert_true(content_range_read(STR("bytes 100-199/4000"), &first, &last, &complete));
	assert_int_equal(first, 100);
	assert_int_equal(last, 199);
	assert_int_equal(complete, 4000);
	assert_true(content_range_read(STR(" Bytes 0-0/* "), &first, &last, &complete));
	assert_true(complete == UINT64_MAX);
	static const char *const bad[] = { "",
					   "bytes",
					   "bytes 1-2",
					   "bytes 1/2",
					   "bytes */4",
					   "bytes 2-1/4",
					   "bytes 0-4/4",
					   "bytes -1-2/4",
					   "bytes 1-2/4x",
					   "bytes 1 -2/4",
					   "items 1-2/4",
					   "bytes 1-2/",
					   "bytes 1-2/99999999999999999999",
					   "bytes 0x1-2/4" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (content_range_read(str_from(bad[i]), &first, &last, &complete))
			fail_msg("taken: %s", bad[i]);
}

static void boundaries_are_found(void **state)
{
	char boundary[BOUNDARY_MAX + 1];
	(void)state;
	assert_true(boundary_read(STR("multipart/byteranges; boundary=00000000000000000001"), boundary));
	assert_string_equal(boundary, "00000000000000000001");
	assert_true(boundary_read(STR("Multipart/ByteRanges ;boundary=\"a=b\""), boundary));
	assert_string_equal(boundary, "a=b");
	static const char *const bad[] = { "",
					   "multipart/mixed; boundary=x",
					   "multipart/byteranges",
					   "multipart/byteranges;",
					   "multipart/byteranges; boundary=",
					   "multipart/byteranges; boundary=\"x",
					   "multipart/byteranges; boundary=\"\"",
					   "multipart/byteranges; boundary=a b",
					   "multipart/byteranges; boundary=\"" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (boundary_read(str_from(bad[i]), boundary))
			fail_msg("taken: %s", bad[i]);
	char longer[64 + BOUNDARY_MAX] = "multipart/byteranges; boundary=";
	memset(longer + strlen(longer), 'x', BOUNDARY_MAX + 1);
	assert_false(boundary_read(str_from(longer), boundary));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_come_down_in_pieces_of_any_length),
		cmocka_unit_test(every_shorter_body_ends_early),
		cmocka_unit_test(what_breaks_the_form_is_named),
		cmocka_unit_test(no_line_is_kept_beyond_its_room),
		cmocka_unit_test(the_sink_may_end_it),
		cmocka_unit_test(content_ranges_have_one_form),
		cmocka_unit_test(boundaries_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
