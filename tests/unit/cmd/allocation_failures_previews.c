/* Allocation failures while lessons are previewed. */
#include "../failing.h"
#include "preview/live_internal.h"

static char page[64];

static void remove_page(void)
{
	unlink(page);
}

static void write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* What a server would send about the lesson in the file. */
static int show_live(struct live *live, const char *path, FILE *out)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	live_state(live, &text);
	bool taken = live_take_lesson(live, path, 1);
	buf_char(&text, '\n');
	taken = live_lesson(live, STR("heart"), &text) && taken;
	live_findings(live, STR("heart"), &text);
	live_findings(live, STR("lung"), &text);
	bool good = taken && !buf_failed(&text);
	if (good)
		fputs(buf_cstr(&text), out);
	buf_release(&text);
	return good ? EXIT_CLEAN : EXIT_FAILED;
}

/* A program: satchel-preview FOLDER FILE, with a live preview of the folder in which the file was saved. */
static int live_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	static struct live live;
	struct buf why;
	const struct pass_request request = { .operand = argv[1], .jobs = 1, .level = DEFLATE_FAST, .scratch = folder };
	(void)argc, (void)in;
	buf_init(&why, 64 * 1024);
	enum result status = live_open(&live, &request, false, true, &why);
	int code = status == RESULT_OK ? show_live(&live, argv[2], out) : EXIT_FAILED;
	if (code != EXIT_CLEAN)
		fputs("failed\n", err);
	live_release(&live);
	buf_release(&why);
	return code;
}

static void test_preview(void **state)
{
	char content[64], good[64], bad[64], twin[64];
	(void)state;
	make_folder();
	assert_int_equal(setenv("TMPDIR", folder, 1), 0);
	assert_int_equal(mkdir(in_folder(content, "content"), 0777), 0);
	write_lesson(in_folder(good, "content/heart.xml"), "blood");
	write_text(in_folder(bad, "content/lung.xml"),
		   "<lesson xmlns='urn:satchel:lesson:1' id='lung' xml:lang='en'><title>The lung");
	/* A card that has the id of a lesson. */
	write_text(in_folder(twin, "content/pump.xml"),
		   "<lesson xmlns='urn:satchel:lesson:1' id='pump' xml:lang='en' reviewed='2026-11-20'><title>Pump</title>"
		   "<summary>x</summary><section id='s'><title>S</title><p>x <link to='lung'/></p></section><cards>"
		   "<card id='heart'><front>a</front><back>b</back></card></cards></lesson>");
	in_folder(page, "page.html");
	char *write[] = { "satchel-preview", "--jobs=1", "--quiet", content, "-o", page, NULL };
	torture(preview_main, write, remove_page);
	char *live[] = { "satchel-preview", content, good, NULL };
	torture(live_main, live, NULL);
	char command[128];
	snprintf(command, sizeof(command), "rm -r %s", folder);
	assert_int_equal(system(command), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_preview) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
