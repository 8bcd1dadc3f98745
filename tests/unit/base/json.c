#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>

static void values_nest_with_commas_where_they_belong(void **state)
{
	(void)state;
	struct buf out;
	struct json json;
	buf_init(&out, BUF_CAP);
	json_init(&json, &out);
	json_open_object(&json);
	json_member_text(&json, "a", "x");
	json_key(&json, "b");
	json_open_array(&json);
	json_uint(&json, UINT64_MAX);
	json_bool(&json, true);
	json_none(&json);
	json_open_array(&json);
	json_close_array(&json);
	json_raw(&json, STR("{\"raw\":1}"));
	json_close_array(&json);
	json_member_str(&json, "c", STR_NONE);
	json_member_uint(&json, "d", 0);
	json_close_object(&json);
	assert_string_equal(buf_cstr(&out), "{\"a\":\"x\",\"b\":[18446744073709551615,true,null,[],{\"raw\":1}],"
					    "\"c\":null,\"d\":0}");
	buf_release(&out);
}

/* The string that a JSON parser reads from s once written. */
static char *read_back(struct str s, size_t *len)
{
	struct buf out;
	struct json json;
	buf_init(&out, BUF_CAP);
	json_init(&json, &out);
	json_str(&json, s);
	assert_false(buf_failed(&out));
	json_t *value = json_loadb(out.at, out.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	assert_non_null(value);
	*len = json_string_length(value);
	char *copy = test_malloc(*len + 1);
	memcpy(copy, json_string_value(value), *len + 1);
	json_decref(value);
	buf_release(&out);
	return copy;
}

static void every_character_survives(void **state)
{
	(void)state;
	char all[128 + 12];
	for (int i = 0; i < 128; i++)
		all[i] = (char)i;
	memcpy(all + 128, "\xc2\x80\xe2\x80\xa8\xf0\x9f\x92\x8a\xef\xbf\xbd", 12);
	size_t len;
	char *back = read_back((struct str){ all, sizeof(all) }, &len);
	assert_int_equal(len, sizeof(all));
	assert_memory_equal(back, all, sizeof(all));
	test_free(back);
}

static void bytes_that_are_not_utf8_become_replacements(void **state)
{
	(void)state;
	size_t len;
	char *back = read_back(STR("a\xff"
				   "b\xed\xa0\x80"
				   "c\xe2\x82"),
			       &len);
#define R "\xef\xbf\xbd"
	assert_string_equal(back, "a" R "b" R R R "c" R R);
	test_free(back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_nest_with_commas_where_they_belong),
		cmocka_unit_test(every_character_survives),
		cmocka_unit_test(bytes_that_are_not_utf8_become_replacements),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
