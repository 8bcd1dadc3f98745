/* The words of search: each character of Unicode contributes what packs/FORMAT.md says. */
#include "reader/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

/* The words of "x", the character and "y", each followed by a space, from the definition. */
static void expected_words(utf8proc_int32_t code, char *words)
{
	utf8proc_int32_t codes[34] = { 'x' };
	int boundary = 0;
	utf8proc_ssize_t count = 1 + utf8proc_decompose_char(code, codes + 1, 32, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
	size_t size = 0, start = 0, characters = 0;
	codes[count++] = 'y';
	for (utf8proc_ssize_t i = 0; i <= count; i++) {
		const char *category = i < count ? utf8proc_category_string(codes[i]) : "Zs";
		if (strcmp(category, "Mn") == 0)
			continue;
		if (strchr("LMN", *category)) {
			size += (size_t)utf8proc_encode_char(utf8proc_tolower(codes[i]), (utf8proc_uint8_t *)words + size);
			characters++;
			continue;
		}
		size = characters > 1 ? size : start;
		if (characters > 1)
			words[size++] = ' ';
		start = size;
		characters = 0;
	}
	words[size] = '\0';
}

static void words_of(const char *text, size_t size, char *words)
{
	struct word_cursor cursor = { .at = text, .end = text + size };
	char word[WORD_ROOM];
	*words = '\0';
	for (size_t length; (length = word_next(&cursor, word)) > 0;) {
		assert_int_equal(length, strlen(word));
		strcat(strcat(words, word), " ");
	}
}

static void every_character_is_as_defined(void **state)
{
	(void)state;
	for (utf8proc_int32_t code = 1; code < 0x110000; code++) {
		char text[8] = "x", words[256], expected[256];
		if (code >= 0xd800 && code < 0xe000)
			continue;
		size_t size = 1 + (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)text + 1);
		text[size++] = 'y';
		words_of(text, size, words);
		expected_words(code, expected);
		if (strcmp(words, expected) != 0)
			fail_msg("U+%04X: '%s', not '%s'", (unsigned)code, words, expected);
	}
}

static void invalid_bytes_end_words(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{ "ab\xff""cd", "ab cd " },  { "ab\xc3", "ab " },           { "ab\xe2\x82", "ab " },
		{ "ab\x80""cd\xf0\x9f", "ab cd " }, { "\xf8\x88\x80\x80\x80", "" }, { "ab\xc3(cd", "ab cd " },
		{ "", "" },                  { "x", "" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char words[64], *exact = malloc(strlen(cases[i].text) + 1);
		assert_non_null(exact);
		memcpy(exact, cases[i].text, strlen(cases[i].text));
		words_of(exact, strlen(cases[i].text), words);
		assert_string_equal(words, cases[i].words);
		free(exact);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_is_as_defined),
		cmocka_unit_test(invalid_bytes_end_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
