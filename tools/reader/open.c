#include "reader/internal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

void unload(struct satchel *pack)
{
	json_decref(pack->manifest_json);
	json_decref(pack->index_json);
	free(pack->entries);
	free(pack->units);
	free(pack->lessons);
	free(pack->sections);
	free(pack->items);
	free(pack->by_id);
	free(pack->lesson_by_id);
}

static bool load_mimetype(struct satchel *pack, struct troubles *troubles)
{
	struct satchel_entry *entry = &pack->entries[ENTRY_MIMETYPE];
	unsigned char magic[LOCAL_SIZE + 8];
	struct satchel_bytes bytes;
	if (pack->input.size < sizeof(magic))
		return trouble(troubles, SATCHEL_NO_PACK, "this is no pack: it is only %llu bytes long",
			       (unsigned long long)pack->input.size);
	if (!input_read(&pack->input, 0, magic, sizeof(magic), troubles))
		return false;
	if (memcmp(magic, "PK\3\4", 4) != 0)
		return trouble(troubles, SATCHEL_NO_PACK, "this is no pack: it does not begin as a ZIP file does");
	if (memcmp(magic + LOCAL_SIZE, "mimetype", 8) != 0)
		return trouble(troubles, SATCHEL_NO_PACK,
			       "this is a ZIP file, but no pack: its first entry is not mimetype");
	strcpy(entry->name, "mimetype");
	entry->stored_size = entry->raw_size = (uint32_t)strlen(SATCHEL_MEDIA_TYPE);
	if (!extract(&pack->input, entry, false, &bytes, troubles))
		return false;
	bool good = strcmp(bytes.at, SATCHEL_MEDIA_TYPE) == 0;
	satchel_bytes_free(&bytes);
	return good || trouble(troubles, SATCHEL_NO_PACK,
			       "this is a ZIP file, but no pack: its mimetype is not " SATCHEL_MEDIA_TYPE);
}

static bool load_manifest(struct satchel *pack, struct troubles *troubles)
{
	struct satchel_entry *entry = &pack->entries[ENTRY_MANIFEST];
	struct satchel_bytes bytes;
	strcpy(entry->name, "manifest.json");
	entry->offset = entry_end(&pack->entries[ENTRY_MIMETYPE]);
	if (!zip_read_local(&pack->input, entry, troubles))
		return false;
	if (entry->deflated || entry->raw_size > SATCHEL_MANIFEST_MAX)
		return trouble(troubles, SATCHEL_DAMAGED, "manifest.json: it must be stored, and at most %d bytes long",
			       SATCHEL_MANIFEST_MAX);
	if (!extract(&pack->input, entry, false, &bytes, troubles))
		return false;
	struct satchel_entry *index = &pack->entries[ENTRY_INDEX];
	strcpy(index->name, "index.json");
	index->offset = entry_end(entry);
	bool good = manifest_parse(pack, &bytes, troubles);
	satchel_bytes_free(&bytes);
	return good;
}

static bool load_index(struct satchel *pack, struct troubles *troubles)
{
	struct satchel_bytes bytes;
	if (!extract(&pack->input, &pack->entries[ENTRY_INDEX], true, &bytes, troubles))
		return false;
	bool good = index_parse(pack, &bytes, troubles);
	satchel_bytes_free(&bytes);
	return good && lookup_build(pack, troubles);
}

/* What the manifest says of the index's content. */
static void check_summary(const struct satchel *pack, struct troubles *troubles)
{
	size_t counts[SATCHEL_ITEM_KINDS + 4];
	uint8_t root[SATCHEL_DIGEST_SIZE] = { 0 };
	index_counts(pack, counts);
	for (size_t i = 0; i < SATCHEL_ITEM_KINDS + 4; i++)
		if (counts[i] != pack->manifest_counts[i])
			trouble(troubles, SATCHEL_DAMAGED, "manifest.json counts %zu %s, the index %zu",
				pack->manifest_counts[i], manifest_count_names[i], counts[i]);
	index_content_root(pack, root, troubles);
	if (memcmp(root, pack->manifest.content_root, sizeof(root)) != 0)
		trouble(troubles, SATCHEL_DAMAGED, "manifest.json: the content root does not fit the digests of the index");
}

bool load(struct satchel *pack, struct troubles *troubles)
{
	/* Done once in a process; it may be called from several threads. */
	if (sodium_init() < 0)
		return trouble(troubles, SATCHEL_UNREADABLE, "the cryptographic library can't be started");
	pack->entries = calloc(ENTRY_FIRST, sizeof(*pack->entries));
	if (!pack->entries)
		return trouble_memory(troubles);
	pack->entry_count = ENTRY_FIRST;
	if (!load_mimetype(pack, troubles) || !load_manifest(pack, troubles) || !load_index(pack, troubles))
		return false;
	check_summary(pack, troubles);
	zip_check_tail(pack, troubles);
	return true;
}

static struct satchel *open_input(struct input input, struct satchel_error *error)
{
	struct troubles troubles = { .count = 0 };
	struct satchel *pack = calloc(1, sizeof(*pack));
	if (!pack) {
		input_close(&input);
		error_set(error, SATCHEL_NO_MEMORY, "out of memory");
		return NULL;
	}
	pack->input = input;
	load(pack, &troubles);
	if (troubles.count > 0) {
		if (error)
			*error = troubles.first;
		satchel_close(pack);
		return NULL;
	}
	error_set(error, SATCHEL_OK, "%s", "");
	return pack;
}

struct satchel *satchel_open(const char *path, struct satchel_error *error)
{
	struct troubles troubles = { .count = 0 };
	struct input input;
	if (input_open(&input, path, &troubles))
		return open_input(input, error);
	if (error)
		*error = troubles.first;
	return NULL;
}

struct satchel *satchel_open_memory(const void *bytes, size_t size, struct satchel_error *error)
{
	return open_input((struct input){ bytes, -1, size }, error);
}

void satchel_close(struct satchel *pack)
{
	if (!pack)
		return;
	input_close(&pack->input);
	unload(pack);
	free(pack);
}

const struct satchel_manifest *satchel_manifest(const struct satchel *pack)
{
	return &pack->manifest;
}

uint64_t satchel_size(const struct satchel *pack)
{
	return pack->input.size;
}

size_t satchel_unit_count(const struct satchel *pack)
{
	return pack->unit_count;
}

const struct satchel_unit *satchel_unit(const struct satchel *pack, size_t index)
{
	return &pack->units[index];
}

size_t satchel_lesson_count(const struct satchel *pack)
{
	return pack->lesson_count;
}

const struct satchel_lesson *satchel_lesson(const struct satchel *pack, size_t index)
{
	return &pack->lessons[index];
}

size_t satchel_entry_count(const struct satchel *pack)
{
	return pack->entry_count;
}

const struct satchel_entry *satchel_entry(const struct satchel *pack, size_t index)
{
	return &pack->entries[index];
}
