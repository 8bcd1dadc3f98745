/* Stored forms of entries: what becomes smaller is deflated, at the level asked for; a deflater needs memory. */
#include "pack/deflate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <zlib.h>

enum { TEXT_SIZE = 100 * 1000 };

/* Words in an order that looks random; or random bytes. */
static void make_text(struct buf *text, bool words)
{
	static const char *const known[] = { "dose", "the",  "of",    "renal",	"failure", "acute", "pain", "and",
					     "ECG",  "12.5", "mmol/L", "{\"p\":[", "no",	    "in",   "\"]",  "," };
	uint32_t state = 1;
	buf_init(text, BUF_CAP);
	while (text->len < TEXT_SIZE) {
		state = state * 1664525 + 1013904223;
		if (words)
			buf_format(text, "%s ", known[state >> 28]);
		else
			buf_char(text, (char)(state >> 24));
	}
	assert_false(buf_failed(text));
}

/* Inflates with zlib, as readers do. */
static void assert_inflates_to(const struct packed *packed, struct str raw)
{
	char *out = malloc(raw.len);
	assert_non_null(out);
	z_stream stream = { .next_in = (Bytef *)packed->stored.at, .avail_in = (uInt)packed->stored.len,
			    .next_out = (Bytef *)out, .avail_out = (uInt)raw.len };
	assert_int_equal(inflateInit2(&stream, -MAX_WBITS), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_int_equal(stream.avail_in, 0);
	assert_int_equal(stream.total_out, raw.len);
	assert_memory_equal(out, raw.at, raw.len);
	inflateEnd(&stream);
	free(out);
}

static void each_level_is_smaller(void **state)
{
	static const int levels[] = { DEFLATE_FAST, DEFLATE_BEST };
	struct buf text;
	size_t before = TEXT_SIZE;
	(void)state;
	make_text(&text, true);
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		struct packed packed;
		assert_true(packed_make(&packed, buf_view(&text), levels[i]));
		assert_true(packed.deflated);
		assert_int_equal(packed.stored_size, packed.stored.len);
		assert_true(packed.stored_size < before);
		assert_int_equal(packed.crc, crc32(0, (const Bytef *)text.at, (uInt)text.len));
		assert_inflates_to(&packed, buf_view(&text));
		before = packed.stored_size;
		packed_release(&packed);
	}
	buf_release(&text);
}

static void a_deflater_forgets_what_it_deflated(void **state)
{
	struct deflater *deflater = deflater_new(DEFLATE_FAST);
	struct packed first, again;
	struct buf text;
	(void)state;
	assert_non_null(deflater);
	make_text(&text, true);
	assert_true(packed_describe(&first, buf_view(&text)) && packed_fill(&first, buf_view(&text), deflater));
	assert_true(packed_describe(&again, buf_view(&text)) && packed_fill(&again, buf_view(&text), deflater));
	assert_true(str_equal(buf_view(&first.stored), buf_view(&again.stored)));
	assert_memory_equal(first.digest, again.digest, sizeof(first.digest));
	packed_release(&first);
	packed_release(&again);
	buf_release(&text);
	deflater_free(deflater);
	deflater_free(NULL);
}

static void what_does_not_shrink_is_stored(void **state)
{
	static const int levels[] = { DEFLATE_NONE, DEFLATE_FAST, DEFLATE_BEST };
	struct buf noise;
	(void)state;
	make_text(&noise, false);
	struct str raws[] = { buf_view(&noise), STR("123456789"), STR("1"), STR("") };
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		for (size_t k = 0; k < sizeof(raws) / sizeof(raws[0]); k++) {
			struct packed packed;
			assert_true(packed_make(&packed, raws[k], levels[i]));
			assert_false(packed.deflated);
			assert_int_equal(packed.raw_size, raws[k].len);
			assert_int_equal(packed.stored_size, raws[k].len);
			assert_true(str_equal(buf_view(&packed.stored), raws[k]));
			assert_memory_equal(packed.digest, packed.raw_sha256, sizeof(packed.digest));
			packed_release(&packed);
		}
	buf_release(&noise);
}

static void four_gigabytes_are_refused(void **state)
{
	struct packed packed;
	(void)state;
	assert_false(packed_make(&packed, (struct str){ "", UINT32_MAX }, DEFLATE_FAST));
	packed_release(&packed);
}

static void *no_memory(size_t size)
{
	(void)size;
	return NULL;
}

static void a_deflater_needs_memory(void **state)
{
	struct packed packed;
	(void)state;
	libdeflate_set_memory_allocator(no_memory, free);
	struct deflater *deflater = deflater_new(DEFLATE_FAST);
	bool made = packed_make(&packed, STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), DEFLATE_BEST);
	libdeflate_set_memory_allocator(malloc, free);
	packed_release(&packed);
	assert_null(deflater);
	assert_false(made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_level_is_smaller),
		cmocka_unit_test(a_deflater_forgets_what_it_deflated),
		cmocka_unit_test(what_does_not_shrink_is_stored),
		cmocka_unit_test(four_gigabytes_are_refused),
		cmocka_unit_test(a_deflater_needs_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
