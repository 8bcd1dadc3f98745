#include "check/question/subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { OPTIONS = 4, MUCH = 38 };

struct row {
	const char *stem;
	const char *options[OPTIONS]; /* in lower case; the first is the key */
	const char *explanation;      /* in lower case */
	size_t number;		      /* of the option that it supports; 0 if it supports no wrong one */
};

static const struct row rows[] = {
	/* another order and other forms of the words */
	{ "how should a child with a nosebleed sit?",
	  { "lying flat", "sitting and leaning forwards", "standing", "lying on the side" },
	  "the child should sit and lean forward while the nose is pinched.",
	  1 },
	/* only the words by which it is told from the others */
	{ "which nerve supplies the diaphragm?",
	  { "vagus nerve", "phrenic nerve", "intercostal nerve", "long thoracic nerve" },
	  "the diaphragm is supplied by the phrenic.",
	  1 },
	/* by a letter, and by a place */
	{ "which drug reverses heparin?",
	  { "vitamin k", "idarucizumab", "protamine", "tranexamic acid" },
	  "(c) binds heparin, as it is strongly basic, and so reverses it.",
	  2 },
	{ "which drug reverses heparin?",
	  { "vitamin k", "protamine", "idarucizumab", "tranexamic acid" },
	  "the second from the top is what we wanted here, as it binds heparin and reverses it.",
	  1 },
	/* with the verdict at the end */
	{ "which drug reverses dabigatran?",
	  { "vitamin k", "idarucizumab", "protamine", "tranexamic acid" },
	  "idarucizumab is a fragment of an antibody, and is the correct answer.",
	  1 },
	/* the key has as much */
	{ "which drug reverses heparin?",
	  { "protamine", "idarucizumab", "vitamin k", "tranexamic acid" },
	  "protamine reverses heparin. idarucizumab reverses dabigatran.",
	  0 },
	/* it is said to be wrong, or less good, or of another case */
	{ "which drug reverses heparin?",
	  { "protamine", "idarucizumab", "vitamin k", "tranexamic acid" },
	  "idarucizumab does not reverse heparin.",
	  0 },
	{ "which drug reverses heparin?",
	  { "protamine", "idarucizumab", "vitamin k", "tranexamic acid" },
	  "vitamin k is also given for bleeding. however, it is too slow.",
	  0 },
	/* all but the key are named, perhaps to say why they are wrong */
	{ "which organ stores most of the iron of the body?",
	  { "liver", "spleen", "kidney", "lung" },
	  "the spleen has old red cells. the kidney has little. the lung has macrophages.",
	  0 },
	/* neither is named */
	{ "which drug reverses heparin?",
	  { "protamine", "idarucizumab", "vitamin k", "tranexamic acid" },
	  "a strong base binds it.",
	  0 },
};

static struct option_names names_of(const struct row *row)
{
	struct option_names names = { .key = str_from(row->options[0]) };
	for (size_t i = 0; i < OPTIONS; i++) {
		names.all[i] = row->options[i];
		names.bare[i] = naming_bare(row->options[i]);
		names.firsts |= UINT32_C(1) << (*names.bare[i] & 31);
		if (i > 0)
			names.wrong[i - 1] = row->options[i];
	}
	return names;
}

/* The options of the row, each followed by a NUL. */
static struct str join(const struct row *row, char *out)
{
	size_t len = 0;
	for (size_t i = 0; i < OPTIONS; i++) {
		strcpy(out + len, row->options[i]);
		len += strlen(row->options[i]) + 1;
	}
	return (struct str){ out, len };
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char options[300];
		struct option_names names = names_of(&rows[i]);
		struct explained explained = {
			.text = str_from(rows[i].explanation),
			.whole = str_from(rows[i].explanation),
			.options = join(&rows[i], options),
			.stem = str_from(rows[i].stem),
		};
		struct naming name = { .number = 0 };
		int points = support_find(&names, &explained, &name);
		size_t number = points >= MUCH ? name.number : 0;
		if (number != rows[i].number)
			print_error("%s: %d points for option %zu\n", rows[i].explanation, points, name.number);
		assert_int_equal(number, rows[i].number);
	}
}

/* Forms of a word begin with the same letters for the quick test, in either case. */
static void test_possible(void **state)
{
	(void)state;
	char options[300];
	struct option_names names = names_of(&rows[0]);
	struct str joined = join(&rows[0], options);
	assert_true(places_possible(&names, joined, STR("He Leaned over.")));
	assert_true(places_possible(&names, joined, STR("As he sat, FORWARD he fell.")));
	assert_true(places_possible(&names, joined, STR("So it is (d).")));
	assert_true(places_possible(&names, joined, STR("The last option it is.")));
	assert_false(places_possible(&names, joined, STR("It is the first step in the morning.")));
	assert_false(places_possible(&names, joined, STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows), cmocka_unit_test(test_possible) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
