/* Searching packs, rows by id, and the same on every test vector, most of which are damaged. */
#include "base/buf.h"
#include "base/file.h"
#include "reader/satchel.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct satchel *open_vector(const char *name)
{
	char path[512];
	const char *build = getenv("BUILD");
	struct satchel_error error;
	snprintf(path, sizeof(path), "%s/test/vectors/%s.satchel", build ? build : "build", name);
	struct satchel *pack = satchel_open(path, &error);
	if (!pack && error.status == SATCHEL_UNREADABLE)
		skip(); /* they are made with Python */
	if (!pack)
		fail_msg("%s", error.message);
	return pack;
}

struct results {
	char ids[256]; /* each followed by a space, or by a star if it is found in titles */
	size_t left;   /* how many more are wanted */
	uint64_t total;
};

static bool on_found(void *context, const struct satchel_found *found)
{
	struct results *results = context;
	size_t len = strlen(results->ids);
	snprintf(results->ids + len, sizeof(results->ids) - len, "%s%c", found->lesson->id, found->in_title ? '*' : ' ');
	results->total = found->total;
	return --results->left > 0;
}

static void check_query(const struct satchel_search *search, const char *query, size_t most, const char *ids,
			uint64_t total)
{
	struct results results = { .left = most };
	assert_int_equal(satchel_search_find(search, query, on_found, &results, NULL), SATCHEL_OK);
	assert_string_equal(results.ids, ids);
	assert_int_equal(results.total, total);
}

static void prefixes_of_words_are_found(void **state)
{
	(void)state;
	struct satchel *pack = open_vector("search");
	struct satchel_search *search = satchel_search_open(pack, NULL);
	assert_non_null(search);
	check_query(search, "lithium", 9, "a*", 1);
	check_query(search, "L\xc3\x8dTH", 9, "a*", 1);
	check_query(search, "li", 9, "a*b ", 2);
	check_query(search, "li", 1, "a*", 2);
	check_query(search, "little mood", 9, "b ", 1);
	check_query(search, "lithium mood", 9, "", 0);
	check_query(search, "zzz li", 9, "", 0);
	check_query(search, "l", 9, "", 0);
	check_query(search, " \xe2\x80\xa6!\xff", 9, "", 0);
	check_query(search, "", 9, "", 0);
	check_query(search, "lithiums", 9, "", 0);
	satchel_search_close(search);
	satchel_close(pack);
}

static void without_a_search_index_there_is_no_search(void **state)
{
	struct satchel_error error;
	(void)state;
	struct satchel *pack = open_vector("three-lessons");
	assert_null(satchel_search_open(pack, &error));
	assert_int_equal(error.status, SATCHEL_NOT_FOUND);
	assert_string_equal(error.message, "the pack has no search index");
	satchel_close(pack);
	satchel_search_close(NULL);
}

struct row {
	size_t count;
	uint64_t number;
	char title[64];
};

static bool on_row(void *context, const struct satchel_lesson *lesson)
{
	struct row *row = context;
	row->count++;
	row->number = lesson->number;
	snprintf(row->title, sizeof(row->title), "%s", lesson->title);
	return true;
}

static void rows_are_found_by_id(void **state)
{
	struct row row = { 0 };
	struct satchel_error error;
	(void)state;
	struct satchel *pack = open_vector("three-lessons");
	assert_int_equal(satchel_find_lesson(pack, "doses", on_row, &row, &error), SATCHEL_OK);
	assert_int_equal(row.count, 1);
	assert_int_equal(row.number, 1);
	assert_string_equal(row.title, "The lesson doses");
	static const char *const none[] = { "none", "", "Doses", "q-doses", "../x" };
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(satchel_find_lesson(pack, none[i], on_row, &row, &error), SATCHEL_NOT_FOUND);
	assert_int_equal(row.count, 1);
	satchel_close(pack);
}

struct trying {
	const struct satchel *pack;
	bool good; /* the pack is valid, so nothing may fail */
	size_t texts;
};

static bool on_lesson(void *context, const struct satchel_lesson *lesson)
{
	struct trying *trying = context;
	struct satchel_bytes bytes, text;
	struct row row = { 0 };
	enum satchel_status status = satchel_read_lesson(trying->pack, lesson->id, &bytes, NULL);
	assert_true(!trying->good || status == SATCHEL_OK);
	if (status == SATCHEL_OK) {
		status = satchel_plain_text(bytes.at, bytes.size, NULL, 0, &text, NULL);
		assert_true(!trying->good || (status == SATCHEL_OK && strstr(text.at, lesson->title)));
		satchel_bytes_free(&text);
		trying->texts++;
	}
	satchel_bytes_free(&bytes);
	status = satchel_find_lesson(trying->pack, lesson->id, on_row, &row, NULL);
	assert_true(!trying->good || (status == SATCHEL_OK && row.number == lesson->number));
	return trying->texts < 20;
}

static void try_vector(const char *path, struct trying *trying)
{
	struct satchel_error error;
	trying->good = satchel_verify(path, NULL, NULL, NULL) == SATCHEL_OK;
	struct satchel *pack = satchel_open(path, NULL);
	if (!pack)
		return;
	trying->pack = pack;
	trying->texts = 0;
	enum satchel_status status = satchel_list_lessons(pack, 0, on_lesson, trying, &error);
	struct satchel_search *search = satchel_search_open(pack, &error);
	assert_true(!trying->good || (status == SATCHEL_OK && (search || error.status == SATCHEL_NOT_FOUND)));
	for (int i = 0; search && i < 2; i++) {
		struct results results = { .left = 20 };
		status = satchel_search_find(search, i ? "li" : "bl lo", on_found, &results, &error);
		assert_true(status == error.status && (!trying->good || status == SATCHEL_OK));
	}
	satchel_search_close(search);
	satchel_close(pack);
}

static void damaged_packs_are_survived(void **state)
{
	char folder[512], path[1024];
	const char *build = getenv("BUILD");
	struct trying trying = { .pack = NULL };
	size_t tried = 0;
	(void)state;
	snprintf(folder, sizeof(folder), "%s/test/vectors", build ? build : "build");
	DIR *vectors = opendir(folder);
	if (!vectors)
		skip();
	for (struct dirent *entry; (entry = readdir(vectors));) {
		if (!strstr(entry->d_name, ".satchel"))
			continue;
		snprintf(path, sizeof(path), "%s/%.400s", folder, entry->d_name);
		try_vector(path, &trying);
		tried++;
	}
	closedir(vectors);
	assert_true(tried > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prefixes_of_words_are_found),
		cmocka_unit_test(without_a_search_index_there_is_no_search),
		cmocka_unit_test(rows_are_found_by_id),
		cmocka_unit_test(damaged_packs_are_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
