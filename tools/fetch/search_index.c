#include "fetch/search_index.h"

#include "pack/deflate.h"
#include "pack/search.h"

#include <stdio.h>
#include <stdlib.h>

bool derived_is_search(const struct satchel_entry *entry)
{
	return strcmp(entry->name, "extras/search.json") == 0;
}

enum fetch_status derived_put(const struct update *update, const struct satchel_entry *entry, struct str raw, int level,
			      bool *made, struct buf *why)
{
	unsigned char header[ZIP_LOCAL_MAX];
	struct packed packed;
	enum fetch_status status = FETCH_OK;
	*made = false;
	if (raw.len != entry->raw_size)
		return FETCH_OK;
	if (!packed_make(&packed, raw, entry->stored_size < entry->raw_size ? level : DEFLATE_NONE))
		status = FETCH_NO_MEMORY;
	else if (packed.stored_size == entry->stored_size &&
		 memcmp(packed.digest, entry->digest, sizeof(packed.digest)) == 0) {
		size_t size = zip_put_local(header, zip_entry_of(entry, packed.crc), entry->name);
		status = partial_file_write(&update->partial, entry->offset, header, size, why);
		if (status == FETCH_OK)
			status = partial_file_write(&update->partial, entry->offset + size, packed.stored.at,
						    packed.stored.len, why);
		*made = status == FETCH_OK;
	}
	packed_release(&packed);
	return status;
}

/* The level at which files of the pack were deflated; DEFLATE_NONE if it was another library. */
static int level_of(const struct update *update)
{
	const struct satchel_manifest *manifest = satchel_manifest(update->pack);
	bool known = manifest->deflate && str_starts(str_from(manifest->deflate), DEFLATE_LIBRARY " ") &&
		     manifest->deflate_level <= DEFLATE_BEST;
	return known ? (int)manifest->deflate_level : DEFLATE_NONE;
}

/* The number of words of all lessons, each counted in each lesson that has it: as many as in 40,000 long lessons. */
enum { WORDS_MAX = 256 * 1024 * 1024 };

struct searched {
	const struct update *update;
	uint64_t wanted;	/* size of the search index */
	uint64_t posting_bytes; /* lower bound of the bytes needed to record which lessons have which words */
	uint64_t words_size;
	const struct satchel_entry **by_name; /* lessons, sorted by name */
	bool *taken;			      /* which of by_name have been read */
	struct search_lesson *lessons;	      /* in reading order */
	struct search_words *words;
	size_t count, room;
	enum fetch_status status;
};

static int by_name(const void *a, const void *b)
{
	return strcmp((*(const struct satchel_entry *const *)a)->name, (*(const struct satchel_entry *const *)b)->name);
}

static bool make_room(struct searched *searched)
{
	const struct entry_list *entries = &searched->update->entries;
	searched->by_name = calloc(entries->count + 1, sizeof(const struct satchel_entry *));
	for (size_t i = 0; searched->by_name && i < entries->count; i++)
		if (str_starts(str_from(entries->at[i].name), "lessons/"))
			searched->by_name[searched->room++] = &entries->at[i];
	searched->lessons = calloc(searched->room + 1, sizeof(*searched->lessons));
	searched->words = calloc(searched->room + 1, sizeof(*searched->words));
	searched->taken = calloc(searched->room + 1, sizeof(*searched->taken));
	if (searched->room > 1)
		qsort(searched->by_name, searched->room, sizeof(const struct satchel_entry *), by_name);
	return searched->by_name && searched->lessons && searched->words && searched->taken;
}

/* A satchel_lesson_visitor. */
static bool take_lesson(void *context, const struct satchel_lesson *lesson)
{
	struct searched *searched = context;
	struct satchel_entry key;
	const struct satchel_entry *wanted = &key, *const * found;
	struct satchel_bytes json;
	struct satchel_error error;
	snprintf(key.name, sizeof(key.name), "lessons/%.64s.json", lesson->id);
	found = searched->room == 0 ? NULL
				    : bsearch(&wanted, searched->by_name, searched->room,
					      sizeof(const struct satchel_entry *), by_name);
	searched->status = FETCH_REFUSED;
	/* Reading a long lesson that is listed many times could take hours. */
	if (!found || searched->taken[found - searched->by_name])
		return false;
	searched->taken[found - searched->by_name] = true;
	enum satchel_status read = satchel_read_entry(searched->update->pack, *found, &json, &error);
	if (read != SATCHEL_OK) {
		searched->status = read == SATCHEL_NO_MEMORY ? FETCH_NO_MEMORY : FETCH_REFUSED;
		return false;
	}
	struct search_words *words = &searched->words[searched->count];
	struct str name = str_from((*found)->name);
	const size_t around = strlen("lessons/"), after = strlen(".json");
	searched->lessons[searched->count++] =
		(struct search_lesson){ { name.at + around, name.len - around - after }, words };
	bool good = search_words_take(words, (struct str){ json.at, json.size });
	satchel_bytes_free(&json);
	/* The index stores at least a digit and a separator for each lesson that has a word, so lessons with more words
	 * than the index can record are rejected before they use memory. */
	searched->posting_bytes += 2 * (uint64_t)words->titles.len;
	searched->words_size += words->words.len;
	good = good && searched->posting_bytes <= searched->wanted && searched->words_size <= WORDS_MAX;
	searched->status = good ? FETCH_OK : FETCH_REFUSED;
	return good;
}

enum fetch_status derived_make_search(const struct update *update, const struct satchel_entry *entry, bool *made,
				      struct buf *why)
{
	struct searched searched = { .update = update, .wanted = entry->raw_size, .status = FETCH_OK };
	struct satchel_error error;
	struct buf raw;
	int level = level_of(update);
	*made = false;
	if (level == DEFLATE_NONE && entry->stored_size < entry->raw_size)
		return FETCH_OK;
	/* If the result is larger than the wanted file, it is not the same. */
	buf_init(&raw, (size_t)entry->raw_size + 1);
	if (!make_room(&searched))
		searched.status = FETCH_NO_MEMORY;
	else if (satchel_list_lessons(update->pack, 0, take_lesson, &searched, &error) != SATCHEL_OK)
		searched.status = FETCH_REFUSED;
	if (searched.status == FETCH_OK && search_write(searched.lessons, searched.count, &raw))
		searched.status = derived_put(update, entry, buf_view(&raw), level, made, why);
	for (size_t i = 0; searched.words && i < searched.count; i++)
		search_words_release(&searched.words[i]);
	free(searched.words);
	free(searched.lessons);
	free(searched.by_name);
	free(searched.taken);
	buf_release(&raw);
	/* What could not be generated is fetched. */
	return searched.status == FETCH_REFUSED ? FETCH_OK : searched.status;
}
