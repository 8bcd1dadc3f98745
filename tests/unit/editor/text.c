/* Positions in a text: the lines after any replacement are those of the same text set anew, and every position leads back
 * to its offset. */
#include "editor/protocol/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static uint32_t draw(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

static void lines_follow_replacements(void **state)
{
	static const char *const pieces[] = { "",	 "a",	 "\n",		 "\r",
					      "\r\n",	 "\n\r", "a\r\nb\rc\nd", "\xf0\x9f\x98\x80",
					      "\xc3\xa9" };
	struct editor_text text, other;
	uint32_t seed = 1;
	(void)state;
	text_init(&text);
	text_init(&other);
	assert_true(text_set(&text, STR("one\r\ntwo\rthree\n")));
	for (int i = 0; i < 20000; i++) {
		struct str piece = str_from(pieces[draw(&seed) % (sizeof(pieces) / sizeof(*pieces))]);
		size_t start = draw(&seed) % (text.bytes.len + 1), end = start + draw(&seed) % 4;
		if (text.bytes.len > 200) {
			start = 0;
			end = 150;
		}
		assert_true(text_replace(&text, start, end, piece));
		assert_true(text_set(&other, buf_view(&text.bytes)));
		assert_int_equal(text.line_count, other.line_count);
		assert_memory_equal(text.lines, other.lines, text.line_count * sizeof(*text.lines));
	}
	text_release(&text);
	text_release(&other);
}

static void positions_lead_back(void **state)
{
	static const enum position_encoding encodings[] = { POSITION_UTF8, POSITION_UTF16, POSITION_UTF32 };
	/* Where characters begin that are not the \n of \r\n. */
	static const size_t offsets[] = { 0, 1, 3, 7, 8, 10, 11, 12 };
	struct editor_text text;
	(void)state;
	text_init(&text);
	assert_true(text_set(&text, STR("a\xc3\xa9\xf0\x9f\x98\x80z\r\nb\r\xc3")));
	for (size_t i = 0; i < sizeof(offsets) / sizeof(*offsets); i++)
		for (size_t j = 0; j < 3; j++) {
			struct position position = text_position(&text, offsets[i], encodings[j]);
			assert_int_equal(text_offset(&text, position, encodings[j]), offsets[i]);
		}
	text_release(&text);
}

static void units_are_those_of_the_encoding(void **state)
{
	struct editor_text text;
	(void)state;
	text_init(&text);
	assert_true(text_set(&text, STR("x\n\xf0\x9f\x98\x80 \xc3\xa9!")));
	assert_int_equal(text_position(&text, 9, POSITION_UTF8).character, 7);
	assert_int_equal(text_position(&text, 9, POSITION_UTF16).character, 4);
	assert_int_equal(text_position(&text, 9, POSITION_UTF32).character, 3);
	assert_int_equal(text_position(&text, 9, POSITION_UTF16).line, 1);
	/* Within a character: its start. */
	assert_int_equal(text_offset(&text, (struct position){ 1, 1 }, POSITION_UTF16), 2);
	/* After the end of a line, and of the text. */
	assert_int_equal(text_offset(&text, (struct position){ 0, 99 }, POSITION_UTF16), 1);
	assert_int_equal(text_offset(&text, (struct position){ 99, 0 }, POSITION_UTF16), text.bytes.len);
	text_release(&text);
}

static void locations_of_reports_become_spans(void **state)
{
	struct source source;
	(void)state;
	source_init(&source, "x", STR("a\xc3\xa9\nsecond\n"));
	struct span span = text_span(&source, &(struct location){ 2, 2, 2, 4 });
	assert_int_equal(span.start, 5);
	assert_int_equal(span.end, 7);
	span = text_span(&source, &(struct location){ 1, 3, 1, 3 });
	assert_int_equal(span.start, 3);
	assert_int_equal(span.end, 3);
	span = text_span(&source, &(struct location){ 0, 0, 0, 0 });
	assert_int_equal(span.end, 0);
	source_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_follow_replacements),
		cmocka_unit_test(positions_lead_back),
		cmocka_unit_test(units_are_those_of_the_encoding),
		cmocka_unit_test(locations_of_reports_become_spans),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
