/* Allocation failures while packs are built, read and compared. */
#include "../failing.h"
#include "reader/satchel.h"

static char pack_path[64];

static void remove_pack(void)
{
	unlink(pack_path);
}

static void in_shell(const char *format)
{
	char command[512];
	snprintf(command, sizeof(command), format, folder);
	assert_int_equal(system(command), 0);
}

/* Lessons that have everything, one with links to another that has little, and their pack definition. */
static void write_course(const char *definition)
{
	in_shell("to=%s/content; mkdir -p $to && cd content/psychiatry && cp -r images sounds $to && "
		 "sed 's|<link to=\"[^\"]*|<link to=\"heart|' electroconvulsive-therapy.xml > "
		 "$to/electroconvulsive-therapy.xml && "
		 "cp ../../tests/unit/cmd/gait/* $to");
	char heart[64];
	write_lesson(in_folder(heart, "content/heart.xml"), "blood");
	FILE *file = fopen(definition, "w");
	assert_non_null(file);
	fputs("<pack xmlns='urn:satchel:pack:1' id='p' version='1.0.0' release='1' licence='CC0-1.0' xml:lang='en-GB' "
	      "content='content'><title>P</title><description>All.</description>"
	      "<cover src='images/ect-bitemporal.svg' alt='A head.'/><people><author name='Ada' credentials='MD'/>"
	      "<reviewer name='Grace' date='2026-11-19'><disclosure>None.</disclosure></reviewer></people>"
	      "<rest href='https://example.org/'>Ask.</rest><search/><unit id='u'><title>U</title>"
	      "<lesson id='electroconvulsive-therapy'/><lesson id='heart'/><lesson id='gait'/></unit></pack>\n",
	      file);
	assert_int_equal(fclose(file), 0);
}

static bool on_unit(void *context, const struct satchel_unit *unit)
{
	*(size_t *)context += unit->lesson_count;
	return true;
}

static bool on_lesson(void *context, const struct satchel_lesson *lesson)
{
	*(size_t *)context += lesson->section_count;
	return true;
}

static bool on_entry(void *context, const struct satchel_entry *entry)
{
	*(size_t *)context += entry->raw_size;
	return true;
}

static bool on_item(void *context, const struct satchel_item *item)
{
	*(size_t *)context += strlen(item->id);
	return true;
}

static bool on_found(void *context, const struct satchel_found *found)
{
	*(size_t *)context += strlen(found->lesson->id);
	return true;
}

/* Searches, finds a row, and adds the text of a lesson. */
static enum satchel_status read_more(const struct satchel *pack, size_t *sum, struct satchel_error *error)
{
	struct satchel_bytes bytes, text = { NULL, 0 };
	struct satchel_search *search = satchel_search_open(pack, error);
	if (!search)
		return error->status;
	enum satchel_status status = satchel_search_find(search, "ele the", on_found, sum, error);
	satchel_search_close(search);
	if (status == SATCHEL_OK)
		status = satchel_find_lesson(pack, "heart", on_lesson, sum, error);
	if (status != SATCHEL_OK)
		return status;
	status = satchel_read_lesson(pack, "gait", &bytes, error);
	if (status == SATCHEL_OK)
		status = satchel_plain_text(bytes.at, bytes.size, "…", 1, &text, error);
	*sum += text.size;
	satchel_bytes_free(&bytes);
	satchel_bytes_free(&text);
	return status;
}

/* Everything that the reader can do with a pack; sum shows whether the results were the same. */
static enum satchel_status read_all(size_t *sum, struct satchel_error *error)
{
	struct satchel_bytes bytes = { NULL, 0 };
	enum satchel_status status;
	*sum = 0;
	*error = (struct satchel_error){ .status = SATCHEL_OK };
	struct satchel *pack = satchel_open(pack_path, error);
	if (!pack)
		return error->status;
	status = satchel_list_units(pack, on_unit, sum, error);
	if (status == SATCHEL_OK)
		status = satchel_list_lessons(pack, 0, on_lesson, sum, error);
	if (status == SATCHEL_OK)
		status = satchel_list_items(pack, on_item, sum, error);
	if (status == SATCHEL_OK)
		status = satchel_list_entries(pack, on_entry, sum, error);
	if (status == SATCHEL_OK)
		status = satchel_read_item(pack, "q-ect-placement", &bytes, error);
	*sum += bytes.size;
	satchel_bytes_free(&bytes);
	if (status == SATCHEL_OK)
		status = read_more(pack, sum, error);
	satchel_close(pack);
	return status == SATCHEL_OK ? satchel_verify(pack_path, NULL, NULL, error) : status;
}

static void torture_reader(void)
{
	struct satchel_error error;
	size_t whole, sum;
	struct plan *plan = plan_new();
	planning = plan;
	assert_int_equal(read_all(&whole, &error), SATCHEL_OK);
	planning = NULL;
	for (size_t i = 0; i < plan->count; i++) {
		until_failure = plan->numbers[i];
		failed = false;
		enum satchel_status status = read_all(&sum, &error);
		until_failure = 0;
		assert_true(failed);
		assert_int_equal(status, SATCHEL_NO_MEMORY);
		assert_int_equal(error.status, SATCHEL_NO_MEMORY);
	}
	plan_free(plan);
}

static void test_diff(void)
{
	char before[64], after[64], old_lesson[64], new_lesson[64];
	assert_int_equal(mkdir(in_folder(before, "before"), 0777), 0);
	assert_int_equal(mkdir(in_folder(after, "after"), 0777), 0);
	write_lesson(in_folder(old_lesson, "before/heart.xml"), "blood");
	write_lesson(in_folder(new_lesson, "after/heart.xml"), "oxygen");
	in_shell("to=%s; cp tests/unit/cmd/gait/* $to/before && cp $to/before/gait.vtt $to/before/*.svg $to/after && "
		 "sed '/<feedback>/d;s/foot drop/a foot/;s/>arm</>leg</;s/x=.5/x=\"9/' $to/before/gait.xml > "
		 "$to/after/gait.xml");
	static char *formats[] = { "--format=text", "--format=markdown", "--format=json" };
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		char *diff[] = { "satchel-diff", "--jobs=1", formats[i], before, after, NULL };
		torture(diff_main, diff, NULL);
	}
	char *packs[] = { "satchel-diff", "--jobs=1", pack_path, before, NULL };
	torture(diff_main, packs, NULL);
	in_shell("cd %s && rm -r before after");
}

static char extracted[64];

static void remove_extracted(void)
{
	unlink(extracted);
}

static void test_extract(void)
{
	in_folder(extracted, "index.json");
	char *extract[] = { "satchel-pack", "extract", pack_path, "-C", folder, "index.json", NULL };
	torture(pack_main, extract, remove_extracted);
	remove_extracted();
}

static void test_pack(void **state)
{
	(void)state;
	make_folder();
	in_folder(pack_path, "p.satchel");
	char definition[64];
	write_course(in_folder(definition, "p.xml"));
	char *build[] = { "satchel-pack", "build", "--quiet", "--jobs=1", definition, "-o", pack_path, NULL };
	torture(pack_build_main, build, remove_pack);
	torture_reader();
	static char *commands[][4] = {
		{ "verify" },
		{ "show" },
		{ "show", "--json" },
		{ "list" },
		{ "list", "--json" },
		{ "cat", "electroconvulsive-therapy" },
		{ "cat", "electroconvulsive-therapy", "--text" },
		{ "cat", "q-ect-placement", "--text" },
		{ "cat", "gait", "--text" },
	};
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		char **words = commands[i];
		char *argv[] = { "satchel-pack", words[0], pack_path, words[1], words[1] ? words[2] : NULL, NULL };
		torture(pack_main, argv, NULL);
	}
	test_extract();
	test_diff();
	remove_pack();
	in_shell("cd %s && rm -r content p.xml");
	assert_int_equal(rmdir(folder), 0); /* no temporary file was left */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pack),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
