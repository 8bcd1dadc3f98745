#include "fetch/derived.h"

#include "base/arena.h"
#include "pack/packed.h"
#include "pack/search.h"
#include "reader/digest.h"

#include <stdlib.h>

bool derived_is_search(const struct satchel_entry *entry)
{
	return strcmp(entry->name, "extras/search.json") == 0;
}

enum fetch_status derived_put(const struct making *making, const struct satchel_entry *entry, struct str raw, bool *made,
			      struct buf *why)
{
	unsigned char header[ENTRY_HEADER + SATCHEL_NAME_MAX];
	struct packed packed;
	enum fetch_status status = FETCH_OK;
	uint8_t digest[SATCHEL_DIGEST_SIZE];
	*made = false;
	if (raw.len != entry->raw_size)
		return FETCH_OK;
	/* To deflate it may take long. */
	sha256(digest, raw.at, raw.len);
	if (memcmp(digest, entry->raw_sha256, sizeof(digest)) != 0)
		return FETCH_OK;
	if (!packed_make(&packed, raw, entry->stored_size < entry->raw_size))
		status = FETCH_NO_MEMORY;
	else if (packed.stored_size == entry->stored_size &&
		 memcmp(packed.stored_sha256, entry->stored_sha256, SATCHEL_DIGEST_SIZE) == 0) {
		size_t size = entry_header(entry, packed.crc, header);
		status = image_write(&making->image, entry->offset, header, size, why);
		if (status == FETCH_OK)
			status = image_write(&making->image, entry->offset + size, packed.stored.at, packed.stored.len,
					     why);
		*made = status == FETCH_OK;
	}
	packed_release(&packed);
	return status;
}

struct searched {
	struct search_lesson *lessons;
	struct search_words *words;
	struct arena ids;
	size_t count, room;
	const struct satchel *pack;
	enum fetch_status status;
};

/* A satchel_lesson_visitor. */
static bool take_lesson(void *context, const struct satchel_lesson *lesson)
{
	struct searched *searched = context;
	struct satchel_bytes json;
	struct satchel_error error;
	struct str id = arena_str(&searched->ids, str_from(lesson->id));
	searched->status = FETCH_NO_MEMORY;
	if (searched->count == searched->room || !id.at)
		return false;
	enum satchel_status read = satchel_read_lesson(searched->pack, lesson->id, &json, &error);
	if (read != SATCHEL_OK) {
		searched->status = read == SATCHEL_NO_MEMORY ? FETCH_NO_MEMORY : FETCH_REFUSED;
		return false;
	}
	struct search_words *words = &searched->words[searched->count];
	searched->lessons[searched->count++] = (struct search_lesson){ id, words };
	bool good = search_words_take(words, (struct str){ json.at, json.size });
	satchel_bytes_free(&json);
	searched->status = good ? FETCH_OK : FETCH_REFUSED;
	return good;
}

enum fetch_status derived_make_search(const struct making *making, const struct satchel_entry *entry, bool *made,
				      struct buf *why)
{
	const uint64_t count = satchel_manifest(making->pack)->counts.lessons;
	struct searched searched = { .pack = making->pack, .status = FETCH_OK };
	struct satchel_error error;
	struct buf raw;
	*made = false;
	if (count > SATCHEL_ENTRIES_MAX)
		return FETCH_OK;
	searched.room = (size_t)count;
	searched.lessons = calloc(searched.room + 1, sizeof(*searched.lessons));
	searched.words = calloc(searched.room + 1, sizeof(*searched.words));
	arena_init(&searched.ids);
	buf_init(&raw, (size_t)entry->raw_size + 1);
	if (!searched.lessons || !searched.words)
		searched.status = FETCH_NO_MEMORY;
	else if (satchel_list_lessons(making->pack, 0, take_lesson, &searched, &error) != SATCHEL_OK)
		searched.status = FETCH_REFUSED;
	/* One that is longer than the wanted one is none. */
	if (searched.status == FETCH_OK && search_write(searched.lessons, searched.count, &raw))
		searched.status = derived_put(making, entry, buf_view(&raw), made, why);
	for (size_t i = 0; searched.words && i < searched.count; i++)
		search_words_release(&searched.words[i]);
	free(searched.words);
	free(searched.lessons);
	arena_release(&searched.ids);
	buf_release(&raw);
	/* What could not be made is fetched. */
	return searched.status == FETCH_REFUSED ? FETCH_OK : searched.status;
}
