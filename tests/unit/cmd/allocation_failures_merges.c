/* Allocation failures in satchel-merge. */
#include "../failing.h"

#include "../../write_file.h"

#define LESSON(words, answer, card)                                                                                    \
	"<lesson xmlns='urn:satchel:lesson:1' id='l' xml:lang='en' reviewed='2026-11-20'><title>T</title>"             \
	"<summary>S.</summary><section id='s'><title>T</title><p>One. " words "</p><p>More.</p>"                       \
	"<p>See <link to='c-1'/>.</p></section>\n<cards>\n<card id='c-0'><front>F</front><back>" answer                \
	"</back></card>\n" card "</cards></lesson>\n"
#define CARD(id) "<card id='" id "'><front>F</front><back>B</back></card>\n"

static char base[64], ours[64], theirs[64];

static void merge(const char *base_text, const char *ours_text, const char *theirs_text)
{
	char *argv[] = { "satchel-merge",
			 "-p",
			 in_folder(base, "base"),
			 in_folder(ours, "ours"),
			 in_folder(theirs, "theirs"),
			 NULL };
	assert_true(write_file(base, str_from(base_text)));
	assert_true(write_file(ours, str_from(ours_text)));
	assert_true(write_file(theirs, str_from(theirs_text)));
	torture(merge_main, argv, NULL);
}

static void test_merge(void **state)
{
	(void)state;
	make_folder();
	merge(LESSON("Two. Three.", "B", CARD("c-1")), LESSON("Two! Three.", "B", CARD("c-1") CARD("c-2")),
	      LESSON("Two. Three. Four.", "B", CARD("c-3") CARD("c-1")));
	merge(LESSON("Two.", "B", CARD("c-1")), LESSON("Three.", "C", CARD("c-1") CARD("c-2")),
	      LESSON("Four.", "D", CARD("c-1") CARD("c-2")));
	merge(LESSON("Two.", "B", CARD("c-1")), LESSON("Three.", "B", CARD("c-1")), LESSON("Two.", "B", ""));
	merge("a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\nd\n");
	merge("satchel-lock 1\n- a retired\nend\n", "satchel-lock 1\n- a retired\n- b retired\nend\n",
	      "satchel-lock 1\n- a retired\n- c retired\nend\n");
	unlink(base);
	unlink(ours);
	unlink(theirs);
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_merge) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
