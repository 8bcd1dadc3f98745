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

static bool on_lesson(void *context, const struct satchel_lesson *lesson)
{
	const struct reading *reading = context;
	struct satchel_bytes bytes;
	struct satchel_error error;
	check(reading, satchel_read_lesson(reading->pack, lesson->id, &bytes, &error), &error);
	satchel_bytes_free(&bytes);
	return true;
}

static bool on_item(void *context, const struct satchel_item *item)
{
	const struct reading *reading = context;
	struct satchel_bytes bytes;
	struct satchel_error error;
	check(reading, satchel_read_item(reading->pack, item->id, &bytes, &error), &error);
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
	satchel_close(pack);
	return 0;
}
