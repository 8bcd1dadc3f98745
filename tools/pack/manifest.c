#include "pack/manifest.h"

#include "pack/cover.h"
#include "pack/entries.h"
#include "pack/location.h"
#include "reader/digest.h"
#include "reader/satchel.h"

#include <stdlib.h>

struct digests {
	uint8_t (*at)[ZIP_DIGEST_SIZE];
	size_t count;
};

static void collect_digest(void *context, const struct entry_seen *entry)
{
	struct digests *digests = context;
	if (entry->kind != ENTRY_EXTRA)
		memcpy(digests->at[digests->count++], entry->packed->raw_sha256, ZIP_DIGEST_SIZE);
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, ZIP_DIGEST_SIZE);
}

/* Identifies the content regardless of order and compression: SHA-256 of the sorted digests of lessons and assets. */
static bool content_root(const struct edition *edition, uint8_t root[ZIP_DIGEST_SIZE])
{
	size_t room = edition->definition->lesson_count + edition->assets->count;
	struct digests digests = { malloc((room + 1) * sizeof(*digests.at)), 0 };
	if (!digests.at)
		return false;
	entries_each(edition, collect_digest, &digests);
	qsort(digests.at, digests.count, sizeof(*digests.at), by_bytes);
	sha256(root, digests.at[0], digests.count * sizeof(*digests.at));
	free(digests.at);
	return true;
}

static void add_counts(struct lesson_counts *sum, const struct lesson_counts *more)
{
	sum->sections += more->sections;
	sum->questions += more->questions;
	sum->cards += more->cards;
	sum->glossary += more->glossary;
}

static void write_counts(const struct edition *edition, const char *key, size_t lessons,
			 const struct lesson_counts *counts, size_t assets, struct json *json)
{
	json_key(json, key);
	json_open_object(json);
	json_member_uint(json, "units", edition->definition->unit_count);
	json_member_uint(json, "lessons", lessons);
	outline_counts(json, counts);
	json_member_uint(json, "assets", assets);
	json_close_object(json);
}

static void write_all_counts(const struct edition *edition, struct json *json)
{
	struct lesson_counts here = { 0, 0, 0, 0 }, whole = { 0, 0, 0, 0 };
	size_t all = edition->definition->lesson_count, lessons = 0, assets = 0;
	for (size_t i = 0; i < all; i++) {
		lessons += edition->lessons[i].included;
		add_counts(&here, &edition->lessons[i].counts);
		add_counts(&whole, &edition->lessons[i].whole);
	}
	for (size_t i = 0; i < edition->assets->count; i++)
		assets += edition_shows(edition, edition->assets->sorted[i]);
	write_counts(edition, "counts", lessons, &here, assets, json);
	if (edition->id != EDITION_FULL)
		write_counts(edition, "whole", all, &whole, edition->assets->count, json);
}

void manifest_rest(struct json *json, const struct definition *definition)
{
	if (!definition->rest)
		return;
	json_key(json, "rest");
	json_open_array(json);
	for (const struct definition_rest *rest = definition->rest; rest; rest = rest->next) {
		json_open_object(json);
		json_member_str(json, "text", rest->text);
		json_member_str(json, "lang", rest->lang);
		if (rest->href.at)
			json_member_str(json, "href", rest->href);
		json_close_object(json);
	}
	json_close_array(json);
}

bool manifest_write(const struct edition *edition, const struct packed *index, struct buf *out)
{
	const struct definition *definition = edition->definition;
	uint8_t root[ZIP_DIGEST_SIZE];
	struct json json;
	if (!content_root(edition, root))
		return false;
	json_init(&json, out);
	json_open_object(&json);
	json_member_uint(&json, "format", SATCHEL_FORMAT);
	json_member_str(&json, "id", definition->id);
	json_member_str(&json, "title", definition->title);
	if (definition->description.at)
		json_member_str(&json, "description", definition->description);
	if (edition->cover)
		cover_json(&json, definition, edition->cover);
	compile_people(&json, definition->people);
	manifest_rest(&json, definition);
	json_member_str(&json, "version", definition->version);
	json_member_uint(&json, "release", definition->release);
	json_member_text(&json, "edition", edition_names[edition->id]);
	json_member_str(&json, "licence", definition->licence);
	json_member_str(&json, "lang", definition->lang);
	if (edition->date)
		json_member_text(&json, "date", edition->date);
	write_all_counts(edition, &json);
	location_digest(&json, "contentRoot", root, sizeof(root));
	json_key(&json, "index");
	json_open_object(&json);
	location_lengths(&json, index);
	json_close_object(&json);
	json_key(&json, "deflate");
	json_open_object(&json);
	json_member_text(&json, "library", DEFLATE_LIBRARY_VERSION);
	json_member_uint(&json, "level", (unsigned)edition->store->level);
	json_close_object(&json);
	json_key(&json, "requires");
	json_open_array(&json);
	json_close_array(&json);
	json_key(&json, "extras");
	json_open_array(&json);
	for (size_t i = 0; i < edition->extra_count; i++)
		json_text(&json, edition->extras[i].feature);
	json_close_array(&json);
	json_close_object(&json);
	return !buf_failed(out);
}
