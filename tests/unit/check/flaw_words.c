#include "check/question/flaw_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The table is searched by bisection, so a word out of order would not be found. Words at its ends and in between. */
static void test_words_are_found(void **state)
{
	(void)state;
	static const struct {
		const char *word;
		unsigned kinds;
	} words[] = {
		{ "a", WORD_COMMON },
		{ "absolutely", WORD_ABSOLUTE },
		{ "all", WORD_COMMON | WORD_ABSOLUTE },
		{ "always", WORD_COMMON | WORD_ABSOLUTE },
		{ "except", WORD_NEGATION },
		{ "every", WORD_COMMON | WORD_ABSOLUTE },
		{ "false", WORD_COMMON | WORD_VERDICT },
		{ "hours", WORD_COMMON | WORD_UNIT },
		{ "never", WORD_COMMON | WORD_ABSOLUTE | WORD_NEGATION },
		{ "not", WORD_COMMON | WORD_NEGATION },
		{ "often", WORD_COMMON | WORD_VAGUE },
		{ "usually", WORD_COMMON | WORD_VAGUE },
		{ "wrong", WORD_VERDICT },
		{ "yes", WORD_VERDICT },
		{ "your", WORD_COMMON },
		{ "500", WORD_NUMBER },
		{ "", 0 },
		{ "al", 0 },
		{ "alls", 0 },
		{ "zz", 0 },
		{ "streptococcus", 0 },
		{ "electroencephalogram", 0 },
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_int_equal(word_kinds(str_from(words[i].word)), words[i].kinds);
}

static void assert_root(const char *word, const char *root)
{
	struct str found = { word, word_root(str_from(word)) };
	assert_int_equal(found.len, strlen(root));
	assert_memory_equal(found.at, root, found.len);
}

static void test_forms_share_a_root(void **state)
{
	(void)state;
	assert_root("infections", "infection");
	assert_root("infection", "infection");
	assert_root("studies", "stud");
	assert_root("study", "stud");
	assert_root("studied", "stud");
	assert_root("stopping", "stop");
	assert_root("stopped", "stop");
	assert_root("patient's", "patient");
	assert_root("patient\xe2\x80\x99s", "patient");
	assert_root("virus", "virus");
	assert_root("sepsis", "sepsis");
	assert_root("mass", "mass");
	assert_root("ing", "ing");
	assert_root("leg", "leg");
}

static void test_lists(void **state)
{
	(void)state;
	assert_true(word_is_one_of(STR("above"), " above these "));
	assert_true(word_is_one_of(STR("these"), " above these "));
	assert_false(word_is_one_of(STR("the"), " above these "));
	assert_false(word_is_one_of(STR("hese"), " above these "));
	assert_false(word_is_one_of(STR(""), " above these "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_are_found),
		cmocka_unit_test(test_forms_share_a_root),
		cmocka_unit_test(test_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
