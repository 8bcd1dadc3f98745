/* Reads all of a pack through the public interface. Aborts if a call breaks a promise of satchel.h, or fails although the
 * pack is valid. */
#ifndef TESTS_PACKS_READ_ALL_H
#define TESTS_PACKS_READ_ALL_H

#include "reader/satchel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	const struct satchel *pack;
	bool must_be_good;
	FILE *text; /* receives the plain text of all lessons, then of items and their sets; or NULL */
	unsigned items_left;
};

/* Each item takes as long as its lesson. */
enum { ITEMS_READ_MAX = 100 };

static void check(const struct reading *reading, enum satchel_status status, const struct satchel_error *error)
{
	if (status != error->status || (status != SATCHEL_OK && (reading->must_be_good || error->message[0] == '\0')))
		abort();
}

static void read_plain(const struct reading *reading, const struct satchel_bytes *json, const char *blank,
		       unsigned number)
{
	struct satchel_bytes text;
	struct satchel_error error;
	if (!json->at)
		return;
	check(reading, satchel_plain_text(json->at, json->size, blank, number, &text, &error), &error);
	if (text.at && strlen(text.at) != text.size)
		abort();
	if (text.at && reading->text)
		fprintf(reading->text, "%s\n", text.at);
	satchel_bytes_free(&text);
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
	read_plain(reading, &bytes, NULL, 0);
	read_plain(reading, &bytes, "\u2026", 0);
	satchel_bytes_free(&bytes);
	check(reading, satchel_find_lesson(reading->pack, lesson->id, on_row, NULL, &error), &error);
	return true;
}

static bool on_item(void *context, const struct satchel_item *item)
{
	struct reading *reading = context;
	struct satchel_bytes bytes;
	struct satchel_error error;
	check(reading, satchel_read_item(reading->pack, item->id, &bytes, &error), &error);
	read_plain(reading, &bytes, "_", 1);
	satchel_bytes_free(&bytes);
	check(reading, satchel_read_set(reading->pack, item->id, &bytes, &error), &error);
	read_plain(reading, &bytes, NULL, 0);
	satchel_bytes_free(&bytes);
	return --reading->items_left > 0;
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

static void read_manifest(const struct satchel_manifest *manifest)
{
	for (size_t i = 0; i < manifest->people_count; i++)
		if (manifest->people[i].name[0] == '\0')
			abort();
	for (size_t i = 0; i < manifest->rest_count; i++)
		if (manifest->rest[i].text[0] == '\0' ||
		    (manifest->rest[i].href && strncmp(manifest->rest[i].href, "https://", 8) != 0))
			abort();
	if (manifest->cover.asset && manifest->cover.alt[0] == '\0')
		abort();
}

static void read_search(const struct reading *reading)
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

static void read_all(const struct satchel *pack, bool must_be_good, FILE *text)
{
	struct reading reading = { pack, must_be_good, text, ITEMS_READ_MAX };
	struct satchel_error error;
	read_manifest(satchel_manifest(pack));
	check(&reading, satchel_list_units(pack, on_unit, &reading, &error), &error);
	check(&reading, satchel_list_lessons(pack, 0, on_lesson, &reading, &error), &error);
	check(&reading, satchel_list_items(pack, on_item, &reading, &error), &error);
	check(&reading, satchel_list_entries(pack, on_entry, &reading, &error), &error);
	read_search(&reading);
}

#endif
