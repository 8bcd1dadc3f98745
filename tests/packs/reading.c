/* Reading packs from a file, a descriptor, memory and a source, and the errors when those fail. */
#include "small.h"

#include <fcntl.h>
#include <pthread.h>

static char path[128];

static int set_up_file(void **state)
{
	if (set_up(state) != 0)
		return -1;
	const struct fixture *f = *state;
	snprintf(path, sizeof(path), "%s/small.satchel", f->folder);
	return 0;
}

/* A source that returns few bytes at a time, or fails at one of its calls. */
struct source {
	const struct fixture *fixture;
	size_t calls, most;
	size_t fails_at, ends_at; /* the number of a call, from 1; 0: never */
};

static int64_t read_source(void *context, uint64_t offset, void *bytes, size_t size)
{
	struct source *source = context;
	source->calls++;
	if (source->calls == source->fails_at)
		return -1;
	if (source->calls == source->ends_at || offset >= source->fixture->size)
		return 0;
	size_t left = source->fixture->size - offset;
	size = size < left ? size : left;
	size = source->most && size > source->most ? source->most : size;
	memcpy(bytes, source->fixture->good + offset, size);
	return (int64_t)size;
}

static struct satchel *open_source(const struct fixture *f, struct source *source, struct satchel_error *error)
{
	source->fixture = f;
	return satchel_open_source(&(struct satchel_source){ read_source, source, f->size }, error);
}

static void check_item(const struct satchel *pack)
{
	struct satchel_error error;
	struct satchel_bytes json;
	assert_non_null(pack);
	assert_int_equal(satchel_read_item(pack, "q", &json, &error), SATCHEL_OK);
	assert_memory_equal(json.at, "{\"id\":\"q\",", 10);
	assert_int_equal(json.at[json.size - 1], '}');
	satchel_bytes_free(&json);
}

static void a_question_has_its_set(void **state)
{
	const struct fixture *f = *state;
	struct satchel_error error;
	struct satchel_bytes json;
	struct satchel *pack = satchel_open_memory(f->good, f->size, NULL);
	assert_non_null(pack);
	assert_int_equal(satchel_read_set(pack, "q", &json, &error), SATCHEL_OK);
	assert_string_equal(json.at, "{\"id\":\"set\",\"access\":\"free\",\"vignette\":{\"text\":[\"A man of 40.\"]}}");
	satchel_bytes_free(&json);
	assert_int_equal(satchel_read_set(pack, "g", &json, &error), SATCHEL_OK);
	assert_null(json.at);
	assert_int_equal(satchel_read_set(pack, "set", &json, &error), SATCHEL_NOT_FOUND);
	satchel_close(pack);
}

static void all_four_ways_read_the_same(void **state)
{
	const struct fixture *f = *state;
	struct satchel_error error;
	struct source source = { .most = 7 };
	int fd = open(path, O_RDONLY);
	assert_true(fd >= 0);
	struct satchel *packs[] = { satchel_open(path, &error), satchel_open_fd(fd, &error),
				    satchel_open_memory(f->good, f->size, &error), open_source(f, &source, &error) };
	for (size_t i = 0; i < 4; i++) {
		check_item(packs[i]);
		assert_int_equal(satchel_size(packs[i]), f->size);
		satchel_close(packs[i]);
	}
	assert_int_equal(satchel_verify_fd(fd, NULL, NULL, &error), SATCHEL_OK);
	assert_int_equal(
		satchel_verify_source(&(struct satchel_source){ read_source, &source, f->size }, NULL, NULL, &error),
		SATCHEL_OK);
	assert_int_equal(close(fd), 0); /* the descriptor remains the caller's */
}

static void the_manifest_is_told(void **state)
{
	const struct fixture *f = *state;
	struct satchel *pack = satchel_open_memory(f->good, f->size, NULL);
	assert_non_null(pack);
	const struct satchel_manifest *manifest = satchel_manifest(pack);
	assert_string_equal(manifest->id, "small");
	assert_string_equal(manifest->version, "1.2.3");
	assert_string_equal(manifest->edition, "full");
	assert_int_equal(manifest->release, 7);
	assert_int_equal(manifest->counts.questions, 1);
	assert_int_equal(manifest->counts.assets, 1);
	assert_false(manifest->is_part);
	assert_string_equal(manifest->description, "One lesson.");
	assert_string_equal(manifest->cover.alt, "A box.");
	assert_int_equal(strncmp(manifest->cover.asset, "assets/", 7), 0);
	assert_int_equal(manifest->people_count, 2);
	const struct satchel_person *author = &manifest->people[0], *reviewer = &manifest->people[1];
	assert_string_equal(author->name, "Ada \u201cA\u201d Byron");
	assert_false(author->is_reviewer);
	assert_true(!author->credentials && !author->orcid && !author->date && !author->disclosure);
	assert_true(reviewer->is_reviewer);
	assert_string_equal(reviewer->orcid, "0000-0002-1825-0097");
	assert_string_equal(reviewer->date, "2026-11-19");
	assert_string_equal(reviewer->disclosure, "None.");
	assert_int_equal(manifest->rest_count, 2);
	assert_string_equal(manifest->rest[0].text, "Ask your \u201clibrary\u201d.");
	assert_string_equal(manifest->rest[0].lang, "en");
	assert_string_equal(manifest->rest[0].href, "https://example.org/");
	assert_string_equal(manifest->rest[1].lang, "de");
	assert_null(manifest->rest[1].href);
	assert_int_equal(satchel_manifest_bytes(pack)->at[0], '{');
	assert_null(satchel_signature_bytes(pack));
	satchel_close(pack);
}

struct seen {
	size_t count, stop_at;
	struct satchel_entry last;
};

static bool on_unit(void *context, const struct satchel_unit *unit)
{
	struct seen *seen = context;
	assert_string_equal(unit->title, "U");
	assert_int_equal(unit->lesson_count, 1);
	seen->count++;
	return true;
}

static bool on_lesson(void *context, const struct satchel_lesson *row)
{
	struct seen *seen = context;
	assert_string_equal(row->id, "heart");
	assert_string_equal(row->title, "The heart");
	assert_int_equal(row->section_count, 1);
	assert_string_equal(row->sections[0].title, "Pump");
	assert_int_equal(row->counts.questions, 1);
	seen->count++;
	return true;
}

static bool on_item(void *context, const struct satchel_item *item)
{
	struct seen *seen = context;
	assert_string_equal(item->id, seen->count == 0 ? "g" : "q");
	assert_string_equal(item->lesson, "heart");
	assert_int_equal(item->kind, seen->count == 0 ? SATCHEL_GLOSSARY : SATCHEL_QUESTION);
	seen->count++;
	return true;
}

static bool on_entry(void *context, const struct satchel_entry *entry)
{
	struct seen *seen = context;
	seen->last = *entry;
	return ++seen->count != seen->stop_at;
}

static void lists_are_listed(void **state)
{
	const struct fixture *f = *state;
	struct satchel *pack = satchel_open_memory(f->good, f->size, NULL);
	struct seen units = { 0 }, lessons = { 0 }, none = { 0 }, items = { 0 }, entries = { 0 },
		    two = { .stop_at = 2 };
	assert_non_null(pack);
	assert_int_equal(satchel_list_units(pack, on_unit, &units, NULL), SATCHEL_OK);
	assert_int_equal(satchel_list_lessons(pack, 0, on_lesson, &lessons, NULL), SATCHEL_OK);
	assert_int_equal(satchel_list_lessons(pack, 1, on_lesson, &none, NULL), SATCHEL_OK);
	assert_int_equal(satchel_list_items(pack, on_item, &items, NULL), SATCHEL_OK);
	assert_int_equal(satchel_list_entries(pack, on_entry, &entries, NULL), SATCHEL_OK);
	assert_int_equal(satchel_list_entries(pack, on_entry, &two, NULL), SATCHEL_OK);
	assert_int_equal(units.count, 1);
	assert_int_equal(lessons.count, 1);
	assert_int_equal(none.count, 0);
	assert_int_equal(items.count, 2);
	assert_int_equal(entries.count, satchel_manifest(pack)->extras[0] ? 6 : 5);
	assert_int_equal(two.count, 2);
	assert_string_equal(two.last.name, "manifest.json");
	satchel_close(pack);
}

static void entries_are_read_raw_and_stored(void **state)
{
	const struct fixture *f = *state;
	struct satchel_entry entry;
	struct satchel_bytes bytes;
	struct satchel *pack = satchel_open_memory(f->good, f->size, NULL);
	assert_non_null(pack);
	assert_int_equal(satchel_find_entry(pack, "lessons/heart.json", &entry, NULL), SATCHEL_OK);
	assert_true(entry.stored_size < entry.raw_size);
	assert_int_equal(satchel_read_entry(pack, &entry, &bytes, NULL), SATCHEL_OK);
	assert_int_equal(bytes.size, entry.raw_size);
	satchel_bytes_free(&bytes);
	assert_int_equal(satchel_read_stored(pack, &entry, &bytes, NULL), SATCHEL_OK);
	assert_int_equal(bytes.size, entry.stored_size);
	assert_memory_equal(bytes.at, f->good + entry.offset + 30 + strlen(entry.name), bytes.size);
	satchel_bytes_free(&bytes);
	satchel_close(pack);
}

static void what_is_not_there_is_unknown(void **state)
{
	static const char *const names[] = { "",
					     "hearts",
					     "lessons/hearts.json",
					     "lessons/.json",
					     "lessons/",
					     "index/0.json",
					     "../etc/passwd",
					     "a\\u0062",
					     "assets/x.svg",
					     "/",
					     "extras/x.json",
					     "\n" };
	const struct fixture *f = *state;
	struct satchel_bytes bytes;
	struct satchel_error error;
	struct satchel *pack = satchel_open_memory(f->good, f->size, NULL);
	assert_non_null(pack);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_int_equal(satchel_read(pack, names[i], &bytes, &error), SATCHEL_NOT_FOUND);
		assert_int_equal(satchel_read_lesson(pack, names[i], &bytes, &error), SATCHEL_NOT_FOUND);
		assert_int_equal(satchel_read_item(pack, names[i], &bytes, &error), SATCHEL_NOT_FOUND);
		assert_null(strchr(error.message, '\n'));
	}
	satchel_close(pack);
}

static void a_source_that_fails_is_an_error(void **state)
{
	struct satchel_error error;
	bool reached = true;
	for (size_t n = 1; reached; n++) {
		for (int ends = 0; ends < 2; ends++) {
			struct source source = { .most = 1000, .fails_at = ends ? 0 : n, .ends_at = ends ? n : 0 };
			struct satchel_bytes json = { NULL, 0 };
			struct satchel *pack = open_source(*state, &source, &error);
			if (pack && satchel_read_item(pack, "q", &json, &error) == SATCHEL_OK)
				assert_true(source.calls < n);
			else
				assert_int_equal(error.status, SATCHEL_UNREADABLE);
			reached = source.calls >= n;
			satchel_bytes_free(&json);
			satchel_close(pack);
		}
	}
}

static void a_source_that_fails_is_no_good_pack(void **state)
{
	const struct fixture *f = *state;
	struct source source = { .fixture = f };
	const struct satchel_source from = { read_source, &source, f->size };
	bool reached = true;
	for (size_t n = 1; reached; n++) {
		source = (struct source){ .fixture = f, .fails_at = n };
		enum satchel_status status = satchel_verify_source(&from, NULL, NULL, NULL);
		reached = source.calls >= n;
		assert_int_equal(status, reached ? SATCHEL_UNREADABLE : SATCHEL_OK);
	}
}

static void a_file_that_shrinks_is_an_error(void **state)
{
	const struct fixture *f = *state;
	struct satchel_error error;
	struct satchel_bytes json;
	char copy[128];
	put(f, "shrinks", f->good, f->size, copy);
	struct satchel *pack = satchel_open(copy, &error);
	check_item(pack);
	assert_int_equal(truncate(copy, 100), 0);
	assert_int_equal(satchel_read_item(pack, "q", &json, &error), SATCHEL_UNREADABLE);
	assert_non_null(strstr(error.message, "became shorter"));
	satchel_close(pack);
	assert_int_equal(unlink(copy), 0);
}

static void *read_often(void *context)
{
	for (int i = 0; i < 200; i++) {
		struct satchel_bytes json;
		struct seen seen = { 0 };
		if (satchel_read_item(context, "q", &json, NULL) != SATCHEL_OK ||
		    satchel_list_lessons(context, 0, on_lesson, &seen, NULL) != SATCHEL_OK)
			return "failed";
		satchel_bytes_free(&json);
	}
	return NULL;
}

static void threads_share_a_pack(void **state)
{
	pthread_t threads[4];
	struct satchel *pack = satchel_open(path, NULL);
	(void)state;
	assert_non_null(pack);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, read_often, pack), 0);
	for (size_t i = 0; i < 4; i++) {
		void *result;
		assert_int_equal(pthread_join(threads[i], &result), 0);
		assert_null(result);
	}
	satchel_close(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_four_ways_read_the_same),
		cmocka_unit_test(a_question_has_its_set),
		cmocka_unit_test(the_manifest_is_told),
		cmocka_unit_test(lists_are_listed),
		cmocka_unit_test(entries_are_read_raw_and_stored),
		cmocka_unit_test(what_is_not_there_is_unknown),
		cmocka_unit_test(a_source_that_fails_is_an_error),
		cmocka_unit_test(a_source_that_fails_is_no_good_pack),
		cmocka_unit_test(a_file_that_shrinks_is_an_error),
		cmocka_unit_test(threads_share_a_pack),
	};
	return cmocka_run_group_tests(tests, set_up_file, tear_down);
}
