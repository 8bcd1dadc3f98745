/* libFuzzer target: arbitrary bytes are opened as a pack, listed, read and verified. */
#include "reader/satchel.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void count_problem(void *context, const struct satchel_error *problem)
{
	size_t *count = context;
	*count += problem->message[0] != '\0';
}

struct reading {
	const struct satchel *pack;
	bool must_be_good;
};

static void check(const struct reading *reading, enum satchel_status status, const struct satchel_error *error)
{
	if (status != error->status || (status != SATCHEL_OK && (reading->must_be_good || error->message[0] == '\0')))
		abort();
}

static bool on_unit(void *context, const struct satchel_unit *unit)
{
	(void)context;
	return unit->title[0] != '\0';
}

static bool on_row(void *context, const struct satchel_lesson *lesson)
{
	(void)context;
	return lesson->id[0] != '\0';
}

static bool on_found(void *context, const struct satchel_found *found)
{
	if (found->total == 0 || found->lesson->title[0] == '\0')
		abort();
	*(uint64_t *)context += 1;
	return true;
}

static bool on_lesson(void *context, const struct satchel_lesson *lesson)
{
	const struct reading *reading = context;
	struct satchel_bytes bytes;
	struct satchel_error error;
	check(reading, satchel_read_lesson(reading->pack, lesson->id, &bytes, &error), &error);
	if (bytes.at) {
		struct satchel_bytes text;
		check(reading, satchel_plain_text(bytes.at, bytes.size, "…", 0, &text, &error), &error);
		satchel_bytes_free(&text);
	}
	satchel_bytes_free(&bytes);
	check(reading, satchel_find_lesson(reading->pack, lesson->id, on_row, NULL, &error), &error);
	return true;
}

static bool on_item(void *context, const struct satchel_item *item)
{
	const struct reading *reading = context;
	struct satchel_bytes bytes;
	struct satchel_error error;
	check(reading, satchel_read_item(reading->pack, item->id, &bytes, &error), &error);
	satchel_bytes_free(&bytes);
	check(reading, satchel_read_set(reading->pack, item->id, &bytes, &error), &error);
	satchel_bytes_free(&bytes);
	return true;
}

static bool on_entry(void *context, const struct satchel_entry *entry)
{
	const struct reading *reading = context;
	struct satchel_bytes bytes;
	struct satchel_error error;
	enum satchel_status status = satchel_read_entry(reading->pack, entry, &bytes, &error);
	check(reading, status, &error);
	if (status == SATCHEL_OK && bytes.size != entry->raw_size)
		abort();
	satchel_bytes_free(&bytes);
	return true;
}

static void search(const struct reading *reading)
{
	static const char *const queries[] = { "li", "it d", "\xff\xe1\xbe\xbc" };
	struct satchel_error error;
	struct satchel_search *search = satchel_search_open(reading->pack, &error);
	if (!search && (error.message[0] == '\0' || (reading->must_be_good && error.status != SATCHEL_NOT_FOUND)))
		abort();
	for (size_t i = 0; search && i < sizeof(queries) / sizeof(queries[0]); i++) {
		uint64_t count = 0;
		check(reading, satchel_search_find(search, queries[i], on_found, &count, &error), &error);
	}
	satchel_search_close(search);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t problems = 0;
	struct satchel_error error;
	enum satchel_status status = satchel_verify_memory(data, size, count_problem, &problems, &error);
	if ((status == SATCHEL_OK) != (problems == 0))
		abort();
	struct satchel *pack = satchel_open_memory(data, size, &error);
	if (!pack && (status == SATCHEL_OK || error.message[0] == '\0'))
		abort();
	if (!pack)
		return 0;
	struct reading reading = { pack, status == SATCHEL_OK };
	check(&reading, satchel_list_units(pack, on_unit, &reading, &error), &error);
	check(&reading, satchel_list_lessons(pack, 0, on_lesson, &reading, &error), &error);
	check(&reading, satchel_list_items(pack, on_item, &reading, &error), &error);
	check(&reading, satchel_list_entries(pack, on_entry, &reading, &error), &error);
	search(&reading);
	satchel_close(pack);
	return 0;
}
