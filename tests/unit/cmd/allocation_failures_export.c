/* Allocation failures while lessons are exported. */
#include "../failing.h"

static char exported[64];

static void in_shell(const char *format)
{
	char command[512];
	snprintf(command, sizeof(command), format, folder);
	assert_int_equal(system(command), 0);
}

static void remove_exported(void)
{
	in_shell("rm -rf %s/exported");
}

static void write_course(const char *definition)
{
	in_shell("to=%s/content; mkdir -p $to && cp tests/unit/cmd/gait/* $to");
	FILE *file = fopen(definition, "w");
	assert_non_null(file);
	fputs("<pack xmlns='urn:satchel:pack:1' id='p' version='1.0.0' release='1' licence='CC0-1.0' xml:lang='en-GB' "
	      "content='content'><title>P</title><unit id='u'><title>U</title><lesson id='gait'/></unit></pack>\n",
	      file);
	assert_int_equal(fclose(file), 0);
}

static void test_export(void **state)
{
	(void)state;
	char definition[64], pack[64], tree[64];
	make_folder();
	in_folder(exported, "exported");
	write_course(in_folder(definition, "p.xml"));
	in_folder(pack, "p.satchel");
	in_folder(tree, "content");
	char *build[] = { "satchel-pack", "build", "--quiet", "--jobs=1", definition, "-o", pack, NULL };
	struct outcome built = run(pack_build_main, build);
	assert_int_equal(built.code, EXIT_CLEAN);
	outcome_free(&built);
	static char *formats[] = { "anki",     "anki-latest", "csv",  "gift",  "moodle",
				   "markdown", "jsonl",	      "html", "qti21", "qti30" };
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		char *argv[] = { "satchel-export", "-f", formats[i], pack, "-o", exported, NULL };
		torture(export_main, argv, remove_exported);
	}
	char *argv[] = { "satchel-export", "--jobs=1", "-f", "csv", tree, "-o", exported, NULL };
	torture(export_main, argv, remove_exported);
	in_shell("cd %s && rm -r content p.xml p.satchel exported");
	assert_int_equal(rmdir(folder), 0); /* no temporary file was left */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_export),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
