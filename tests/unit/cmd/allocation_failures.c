/* Allocation failures in programs that read and write lessons. */
#include "../failing.h"
#include "../../write_file.h"

static void test_validate(void **state)
{
	(void)state;
	char *argv[] = { "satchel-validate", "--quiet", "--jobs=1", "tests/mistakes/order.xml", NULL };
	torture(validate_main, argv, NULL);
	argv[3] = "tests/mistakes/attributes.xml";
	torture(validate_main, argv, NULL);
	argv[3] = "tests/mistakes/unescaped-text.xml";
	torture(validate_main, argv, NULL);
}

static void test_formats(void **state)
{
	(void)state;
	static char *formats[] = { "--format=json", "--format=sarif", "--format=gitlab", "--format=junit",
				   "--format=github" };
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		char *argv[] = { "satchel-validate",	      "--quiet", "--jobs=1", formats[i],
				 "tests/mistakes/values.xml", NULL };
		torture(validate_main, argv, NULL);
	}
}

static void test_lint(void **state)
{
	(void)state;
	static char *lessons[] = { "content/psychiatry/cognitive-behavioural-therapy.xml", "tests/unit/cmd/gait" };
	for (size_t i = 0; i < sizeof(lessons) / sizeof(lessons[0]); i++) {
		char *argv[] = { "satchel-lint", "--quiet", "--jobs=1", "--severity=info", lessons[i], NULL };
		torture(lint_main, argv, NULL);
	}
}

static void test_fix(void **state)
{
	(void)state;
	char *argv[] = { "satchel-lint",
			 "--quiet",
			 "--jobs=1",
			 "--diff",
			 "--unsafe-fixes",
			 "--select=xml/",
			 "tests/mistakes/unescaped-text.xml",
			 NULL };
	torture(lint_main, argv, NULL);
}

static void test_fmt(void **state)
{
	(void)state;
	char *argv[] = { "satchel-fmt", "--quiet", "--diff", "content/psychiatry/cognitive-behavioural-therapy.xml",
			 NULL };
	torture(fmt_main, argv, NULL);
	argv[3] = "tests/unit/cmd/gait/gait.xml";
	torture(fmt_main, argv, NULL);
	char path[] = "/tmp/satchel-fmt-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	static const char text[] =
		"<lesson xmlns='urn:satchel:lesson:1'><section/><cards><card/><cloze/></cards></lesson>";
	assert_int_equal(write(fd, text, sizeof(text) - 1), sizeof(text) - 1);
	assert_int_equal(close(fd), 0);
	char *ids[] = { "satchel-fmt", "--quiet", "--diff", "--seed=1", path, NULL };
	torture(fmt_main, ids, NULL);
	unlink(path);
}

static void test_new(void **state)
{
	(void)state;
	char *argv[] = { "satchel-new", "question", "--count=1000", "--seed=1", NULL };
	torture(new_main, argv, NULL);
}

/* A folder with names that some systems don't allow, and a picture that a lesson names almost correctly. */
static void test_file_names(void **state)
{
	(void)state;
	static const char *const names[] = { "images/heart.svg", "images/Heart.svg", "images/con.svg",
					     "images/\xc3\xa4.svg", "images/a\xcc\x88.svg", "Images/lung.svg" };
	char path[64];
	make_folder();
	assert_int_equal(mkdir(in_folder(path, "images"), 0777), 0);
	assert_int_equal(mkdir(in_folder(path, "Images"), 0777), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_true(write_file(in_folder(path, names[i]), STR("")));
	assert_true(
		write_file(in_folder(path, "a.xml"),
			   STR("<lesson xmlns='urn:satchel:lesson:1' id='heart' xml:lang='en' reviewed='2026-11-20'>"
			       "<title>The heart</title><summary>What it does.</summary>"
			       "<section id='s'><title>Pump</title>"
			       "<figure id='f' src='images/HEART.svg' alt='A heart'/></section></lesson>\n")));
	char *argv[] = { "satchel-lint", "--quiet", "--jobs=1", "--select=file/,reference/,media/unused-picture",
			 folder,	 NULL };
	torture(lint_main, argv, NULL);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(unlink(in_folder(path, names[i])), 0);
	assert_int_equal(unlink(in_folder(path, "a.xml")), 0);
	assert_int_equal(rmdir(in_folder(path, "images")), 0);
	assert_int_equal(rmdir(in_folder(path, "Images")), 0);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_validate),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_lint),
		cmocka_unit_test(test_file_names),
		cmocka_unit_test(test_fix),
		cmocka_unit_test(test_fmt),
		cmocka_unit_test(test_new),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
