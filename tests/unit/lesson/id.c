/* The syntax of ids, and new ones. */
#include "lesson/id.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void lower_case_digits_and_single_hyphens_make_an_id(void **state)
{
	(void)state;
	static const char *const good[] = { "a", "q-1", "lithium-monitoring", "b12" };
	static const char *const bad[] = { "", "1a", "-a", "a-", "a--b", "A", "a_b", "a b", "\xc3\xa4" };
	char longest[ID_MAX + 2];
	memset(longest, 'a', sizeof(longest));
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(id_looks_valid(str_from(good[i])));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(id_looks_valid(str_from(bad[i])));
	assert_true(id_looks_valid((struct str){ longest, ID_MAX }));
	assert_false(id_looks_valid((struct str){ longest, ID_MAX + 1 }));
}

static void names_become_ids_and_tags(void **state)
{
	(void)state;
	/* Also decomposed, as macOS names files, and in capitals. */
	static const char *const ids[][2] = {
		{ "Affektive St\xc3\xb6rungen", "affektive-stoerungen" },
		{ "Sto\xcc\x88rung", "stoerung" },
		{ "\xc3\x84TIOLOGIE: Gr\xc3\xb6\xc3\x9f"
		  "e",
		  "aetiologie-groesse" },
		{ "Ang\xc3\xa9iologie", "angeiologie" },
		{ "Ange\xcc\x81iologie", "angeiologie" },
		{ "\xc5\x81\xc3\xb3\xc5\xba", "loz" },
		{ "CO\xe2\x82\x82 / pH", "co2-ph" },
		{ "3 kinds", "kinds" },
		{ "\xd0\x9f\xd0\xbe", "" },
		{ "b12", "b12" },
	};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		struct str id = id_meant(&arena, str_from(ids[i][0]));
		assert_true(str_is(id, ids[i][1]));
		assert_true(!id.len || id_looks_valid(id));
	}
	assert_true(str_is(tag_meant(&arena, STR("2. Semester")), "2-semester"));
	assert_true(str_is(tag_meant(&arena, STR("Pr\xc3\xbc"
						 "fung::M2")),
			   "pruefung-m2"));
	arena_release(&arena);
}

static void a_file_names_its_lesson(void **state)
{
	(void)state;
	static const char *const none[] = { "",	     ".xml",	  "content/.xml", "content/Heart.xml",
					    "heart", "heart.XML", "heart.xml/" };
	assert_true(str_is(id_of_path("content/heart-failure.xml"), "heart-failure"));
	assert_true(str_is(id_of_path("h.xml"), "h"));
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(id_of_path(none[i]).len, 0);
}

static void new_ids_differ_from_all_that_are_known(void **state)
{
	(void)state;
	struct new_ids ids, again;
	char first[NEW_ID_SIZE], second[NEW_ID_SIZE], text[64];
	new_ids_init(&ids);
	ids.seed = 7;
	assert_true(new_ids_make(&ids, "q-", first));
	assert_true(id_looks_valid(str_from(first)) && strncmp(first, "q-", 2) == 0);
	new_ids_release(&ids);
	/* The same seed gives the same id, unless a file uses it. */
	new_ids_init(&again);
	again.seed = 7;
	snprintf(text, sizeof(text), "<question id = '%s'>", first);
	assert_true(new_ids_note(&again, str_from(text)));
	assert_true(new_ids_make(&again, "q-", second));
	assert_string_not_equal(first, second);
	new_ids_release(&again);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lower_case_digits_and_single_hyphens_make_an_id),
		cmocka_unit_test(names_become_ids_and_tags),
		cmocka_unit_test(a_file_names_its_lesson),
		cmocka_unit_test(new_ids_differ_from_all_that_are_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
