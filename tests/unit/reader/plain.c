/* The plain text of parts of lessons: those of tests/packs/plain.txt, which satchel.js is tested with too, and hostile ones. */
#include "base/buf.h"
#include "base/file.h"
#include "reader/satchel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The JSON is passed in memory of exactly its size. */
static enum satchel_status text_of(const char *json, size_t size, const char *blank, unsigned number,
				   struct satchel_bytes *text)
{
	struct satchel_error error;
	char *exact = malloc(size ? size : 1);
	assert_non_null(exact);
	memcpy(exact, json, size);
	enum satchel_status status = satchel_plain_text(exact, size, blank, number, text, &error);
	assert_int_equal(status, error.status);
	assert_true((status == SATCHEL_OK) == (text->at != NULL));
	free(exact);
	return status;
}

static void check_text(const char *json, const char *blank, unsigned number, const char *wanted)
{
	struct satchel_bytes text, expected;
	assert_int_equal(text_of(json, strlen(json), blank, number, &text), SATCHEL_OK);
	assert_int_equal(text_of(wanted, strlen(wanted), NULL, 0, &expected), SATCHEL_OK);
	assert_string_equal(text.at, expected.at);
	assert_int_equal(text.size, strlen(text.at));
	satchel_bytes_free(&text);
	satchel_bytes_free(&expected);
}

static void parts_have_their_text(void **state)
{
	struct buf file;
	char *blank = NULL, *json = NULL;
	unsigned number = 0;
	size_t tried = 0;
	(void)state;
	buf_init(&file, BUF_CAP);
	assert_int_equal(file_read("tests/packs/plain.txt", BUF_CAP, &file), FILE_OK);
	assert_int_equal(strlen(buf_cstr(&file)), file.len);
	for (char *line = strtok(file.at, "\n"); line; line = strtok(NULL, "\n")) {
		if (*line == '#')
			continue;
		if (strncmp(line, "blank", 5) == 0) {
			number = (unsigned)strtoul(line + 5, NULL, 10);
			blank = strchr(line, ':') + 2;
		} else if (!json) {
			json = line;
		} else {
			check_text(json, blank, number, line);
			json = blank = NULL;
			number = 0;
			tried++;
		}
	}
	assert_true(tried > 15);
	buf_release(&file);
}

static void what_is_no_json_is_refused(void **state)
{
	static const char *const wrong[] = { "", " ", "{", "[\"a\"", "[\"\\u0000\"]", "{\"a\":1,\"a\":2}", "[1.5]", "[] []",
					     "\"\xff\"", "x", "[-1]" };
	struct satchel_bytes text;
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(text_of(wrong[i], strlen(wrong[i]), NULL, 0, &text), SATCHEL_DAMAGED);
}

/* count times open, then inner, then count times close. */
static char *nested(size_t count, const char *open, const char *inner, const char *close)
{
	char *json = malloc(count * (strlen(open) + strlen(close)) + strlen(inner) + 1), *at = json;
	assert_non_null(json);
	for (size_t i = 0; i < count; i++)
		at = stpcpy(at, open);
	at = stpcpy(at, inner);
	for (size_t i = 0; i < count; i++)
		at = stpcpy(at, close);
	return json;
}

static void deep_and_long_parts_are_read(void **state)
{
	struct satchel_bytes text;
	(void)state;
	/* The type comes last, after everything that would have to be searched for it. */
	char *deep = nested(80, "[{\"text\":", "\"x\"", ",\"type\":\"em\"}]");
	check_text(deep, NULL, 0, "[\"\"]");
	free(deep);
	deep = nested(120, "[{\"blocks\":", "[\"x\"]", "}]");
	check_text(deep, NULL, 0, "[\"x\"]");
	free(deep);
	deep = nested(257, "[", "", "]");
	assert_int_equal(text_of(deep, strlen(deep), NULL, 0, &text), SATCHEL_DAMAGED);
	free(deep);
	/* Many rows, each of which begins like a text. */
	char *rows = nested(200000, "[\"x\",7],", "", "");
	rows[strlen(rows) - 1] = '\0';
	char *all = nested(1, "[", rows, "]");
	assert_int_equal(text_of(all, strlen(all), NULL, 0, &text), SATCHEL_OK);
	assert_int_equal(text.size, 200000 * 3 - 1);
	satchel_bytes_free(&text);
	free(all);
	free(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_have_their_text),
		cmocka_unit_test(what_is_no_json_is_refused),
		cmocka_unit_test(deep_and_long_parts_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
