/* The JSON parser of the reader compared with jansson, and where the format is stricter. */
#include "reader/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

static enum json_fault check(const char *text, size_t size)
{
	size_t offset;
	char *exact = malloc(size ? size : 1);
	assert_non_null(exact);
	memcpy(exact, text, size);
	enum json_fault fault = json_check(exact, size, &offset);
	assert_true(offset <= size);
	free(exact);
	return fault;
}

static void both_take_the_same(void **state)
{
	static const char seed[] =
		"{\"a\":[1,20,{\"b\":\"x\\u00e9\\\"\\\\\\/\\n\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"}],"
		"\"\\ud83d\\ude00\":{},\"c\":[true,false,null,[]],\"d\":9007199254740991}";
	static const char put[] = "{}[]\",:\\u0019adeftnrls .-+eE\xc3\xa9\xff\xed\xa0\x01";
	size_t size = sizeof(seed) - 1, accepted = 0;
	char text[sizeof(seed)];
	uint64_t random = 20261120;
	(void)state;
	assert_int_equal(check(seed, size), JSON_GOOD);
	for (int round = 0; round < 200000; round++) {
		memcpy(text, seed, size);
		for (int i = 0; i <= round % 3; i++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			text[(random >> 33) % size] = put[(random >> 20) % (sizeof(put) - 1)];
		}
		enum json_fault fault = check(text, size);
		json_t *other = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
		if (fault == JSON_GOOD && !other)
			fail_msg("only we take %s", text);
		/* Fractions, exponents and negative numbers are valid JSON, but the format has none. */
		if (fault != JSON_GOOD && json_is_object(other) && !strpbrk(text, ".-+eE9"))
			fail_msg("only jansson takes %s", text);
		accepted += fault == JSON_GOOD;
		json_decref(other);
	}
	assert_true(accepted > 1000);
}

static void the_format_is_strict(void **state)
{
	static const struct {
		const char *text;
		enum json_fault fault;
	} rows[] = {
		{ "{\"a\":1,\"\\u0061\":2}", JSON_TWICE },   { "{\"a\":{\"b\":1},\"b\":1}", JSON_GOOD },
		{ "{\"a\":9007199254740992}", JSON_INVALID }, { "{\"a\":-1}", JSON_INVALID },
		{ "{\"a\":1.0}", JSON_INVALID },	      { "{\"a\":01}", JSON_INVALID },
		{ "{\"a\":\"\\u0000\"}", JSON_INVALID },      { "[]", JSON_NO_OBJECT },
		{ "{} {}", JSON_INVALID },		      { "", JSON_INVALID },
		{ " {} \n", JSON_GOOD },		      { "\xef\xbb\xbf{}", JSON_INVALID },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (check(rows[i].text, strlen(rows[i].text)) != rows[i].fault)
			fail_msg("%s", rows[i].text);
}

static void nesting_has_a_limit(void **state)
{
	char text[600];
	(void)state;
	for (int depth = 255; depth <= 257; depth++) {
		size_t len = 5;
		memcpy(text, "{\"a\":", 5);
		memset(text + len, '[', (size_t)depth - 1);
		memset(text + len + depth - 1, ']', (size_t)depth - 1);
		len += 2 * ((size_t)depth - 1);
		text[len++] = '}';
		assert_int_equal(check(text, len), depth <= 256 ? JSON_GOOD : JSON_DEEP);
	}
}

/* With more than a dozen members, names are sorted rather than compared directly. */
static void doubles_are_found_in_large_objects(void **state)
{
	char text[40000];
	(void)state;
	for (size_t twice = 0; twice <= 1000; twice += 37) {
		size_t len = 1;
		text[0] = '{';
		for (size_t i = 0; i < 1000; i++)
			len += (size_t)snprintf(text + len, sizeof(text) - len, "\"k%zu\":{\"k\":1},", i * 7919 % 1000);
		len += (size_t)snprintf(text + len, sizeof(text) - len, "\"k%zu\":1}", twice);
		assert_int_equal(check(text, len), twice < 1000 ? JSON_TWICE : JSON_GOOD);
	}
}

static void strings_are_decoded(void **state)
{
	char text[] = "{\"a\":\"x\\u00e9\\ud83d\\ude00\\n\",\"b\":7}", copy[16];
	struct json_walk json = { text };
	struct json_string name, string;
	uint64_t number = 0;
	(void)state;
	assert_true(walk_object(&json));
	assert_true(walk_member(&json, &name) && string_is(name, "a"));
	assert_true(walk_text(&json, &string));
	assert_false(string_copy(string, copy, 8));
	assert_true(string_copy(string, copy, 9));
	assert_string_equal(copy, "x\xc3\xa9\xf0\x9f\x98\x80\n");
	assert_string_equal(string_in_place(string), copy);
	assert_true(walk_member(&json, &name) && string_is(name, "b"));
	assert_true(walk_number(&json, &number));
	assert_int_equal(number, 7);
	assert_false(walk_member(&json, &name));
}

static void members_are_found_by_name(void **state)
{
	static const char text[] = "{\"a\":{\"c\":1},\"b\":[{\"c\":2}],\"\\u0063\":3,\"d\":4}";
	struct json_walk json = { text }, array = { strchr(text, '[') }, none = { text };
	uint64_t number = 0;
	(void)state;
	assert_true(walk_to(&json, "c") && walk_number(&json, &number));
	assert_int_equal(number, 3);
	assert_false(walk_to(&none, "e"));
	assert_false(walk_to(&array, "c"));
}

/* A backslash in the text is not an escape, even at the end. */
static void strings_are_compared_with_any_text(void **state)
{
	static const struct json_string string = { "a\\\\b\\u00e9", 10 }, plain = { "ab", 2 };
	(void)state;
	assert_true(string_is(string, "a\\b\xc3\xa9"));
	assert_false(string_is(string, "a\\b"));
	assert_false(string_is(string, "a\\b\xc3\xa9 "));
	assert_true(string_is(plain, "ab"));
	assert_false(string_is(plain, "ab\\"));
	assert_false(string_is(plain, "a"));
}

static void foreign_numbers_are_skipped(void **state)
{
	static const char *const good[] = { "0", "-0", "12", "-1.5", "1e9", "1.25E-3", "0.0", "99999999999999999999" };
	static const char *const bad[] = { "-", "01", "1.", ".5", "1e", "1e+", "+1", "--1", "1.5.2", "NaN" };
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]) + sizeof(bad) / sizeof(bad[0]); i++) {
		bool is_good = i < sizeof(good) / sizeof(good[0]);
		char text[64];
		size_t offset;
		snprintf(text, sizeof(text), "{\"a\":%s,\"b\":[%s],\"c\":7}",
			 is_good ? good[i] : bad[i - sizeof(good) / sizeof(good[0])], is_good ? good[i] : "1");
		enum json_fault fault = json_check_foreign(text, strlen(text), &offset);
		assert_int_equal(fault, is_good ? JSON_GOOD : JSON_INVALID);
		struct json_walk json = { text };
		uint64_t number;
		if (is_good) {
			assert_true(walk_to(&json, "c"));
			assert_true(walk_number(&json, &number));
			assert_int_equal(number, 7);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_take_the_same),	cmocka_unit_test(the_format_is_strict),
		cmocka_unit_test(nesting_has_a_limit),	cmocka_unit_test(doubles_are_found_in_large_objects),
		cmocka_unit_test(strings_are_decoded),	cmocka_unit_test(members_are_found_by_name),
		cmocka_unit_test(strings_are_compared_with_any_text), cmocka_unit_test(foreign_numbers_are_skipped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
