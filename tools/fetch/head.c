#include "fetch/update.h"

#include <stdlib.h>

enum { FIRST_BYTES = 64 * 1024 }; /* packs/FORMAT.md limits the manifest, signature and index.json to this range */

static enum fetch_status differs(struct buf *why, const char *what, const char *has, const char *wanted)
{
	return fetch_because(FETCH_DIFFERS, why,
			     "the pack: %s is '%s', but latest.json says '%s'", what, has,
			     wanted);
}

static enum fetch_status check_identity(const struct update *update, struct buf *why)
{
	const struct satchel_manifest *manifest = satchel_manifest(update->pack);
	const struct latest *latest = update->latest;
	if (strcmp(manifest->id, latest->id) != 0)
		return differs(why, "id", manifest->id, latest->id);
	if (strcmp(manifest->version, latest->version) != 0)
		return differs(why, "version", manifest->version, latest->version);
	if (manifest->release != latest->release)
		return fetch_because(FETCH_DIFFERS, why,
				     "the pack: release is %llu, but latest.json says %llu",
				     (unsigned long long)manifest->release, (unsigned long long)latest->release);
	if (strcmp(manifest->edition, update->edition->edition) != 0)
		return differs(why, "edition", manifest->edition, update->edition->edition);
	if (memcmp(manifest->content_root, update->edition->content_root, SATCHEL_DIGEST_SIZE) != 0)
		return fetch_because(FETCH_DIFFERS, why,
				     "the pack: contentRoot differs from latest.json");
	return FETCH_OK;
}

/* Whether the local copy of the same release has the same manifest. If so, its other differences are damage. */
static enum fetch_status check_same_release(const struct update *update, struct buf *why)
{
	if (!update->same_release)
		return FETCH_OK;
	const struct satchel_bytes *now = satchel_manifest_bytes(update->pack);
	const struct satchel_bytes *had = satchel_manifest_bytes(update->same_release->pack);
	if (now->size == had->size && memcmp(now->at, had->at, now->size) == 0)
		return FETCH_OK;
	return fetch_because(FETCH_REFUSED, why, OTHER_CONTENT, update->same_release->path,
			     (unsigned long long)update->latest->release);
}

enum fetch_status head_open(struct update *update, struct buf *why)
{
	struct satchel_error error;
	update->file = (struct unfinished){ update->partial.fd, update->partial.size };
	satchel_close(update->pack);
	update->pack = unfinished_open(&update->file, &error);
	if (!update->pack)
		return fetch_because_of(&error, "the pack", why);
	enum fetch_status status = check_identity(update, why);
	if (status == FETCH_OK)
		status = check_same_release(update, why);
	if (status == FETCH_OK && update->key_count > 0 &&
	    satchel_check_signature(update->pack, update->keys, update->key_count, NULL, &error) != SATCHEL_OK)
		status = fetch_because_of(&error, "the pack", why);
	if (status != FETCH_OK) {
		satchel_close(update->pack);
		update->pack = NULL;
	}
	return status;
}

enum fetch_status head_list(struct update *update, struct buf *why)
{
	struct entry_list *list = &update->entries;
	struct satchel_error error;
	uint64_t at = 0, directory = ZIP_END_SIZE, head = 0;
	if (entry_list_read(list, update->pack, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	for (size_t i = 0; i < list->count; i++) {
		const struct satchel_entry *entry = &list->at[i];
		if (entry->offset != at)
			return fetch_because(FETCH_REFUSED, why,
					     "the pack: %s: does not begin where the previous entry ends",
					     entry->name);
		at += zip_extent(entry);
		directory += ZIP_CENTRAL_SIZE + strlen(entry->name);
		if (strncmp(entry->name, "lessons/", 8) != 0 && strncmp(entry->name, "assets/", 7) != 0 &&
		    strncmp(entry->name, "extras/", 7) != 0)
			head = at;
	}
	update->directory = at;
	if (at + directory != update->partial.size)
		return fetch_because(
			FETCH_REFUSED, why,
			"the pack: its entries add up to %llu bytes, but the file has %llu",
			(unsigned long long)(at + directory), (unsigned long long)update->partial.size);
	if (head == update->edition->head)
		return FETCH_OK;
	return fetch_because(FETCH_DIFFERS, why, "the pack: head differs from latest.json");
}

static enum fetch_status get_first(struct update *update, uint64_t offset, uint64_t size, struct buf *why)
{
	struct range_assembler assembler;
	assembler_init(&assembler, &update->partial, why);
	enum fetch_status status = assembler_add(&assembler, offset, size, 0);
	if (status == FETCH_OK)
		status = transfer_get(&update->transfer, &assembler, why);
	assembler_release(&assembler);
	return status;
}

/* The size of the page of pages directly after index.json, in the first pack of the local entries; 0 if there is
 * none. */
static uint64_t top_page_extent(const struct local_entries *local)
{
	static const char begin[] = "{\"pages\"";
	for (size_t i = 0; i < local->count; i++) {
		const struct satchel_entry *page = &local->entries[i].entry;
		struct satchel_bytes bytes;
		struct satchel_error error;
		if (local->entries[i].pack != 0 || strcmp(page->name, "index/0.json") != 0)
			continue;
		if (satchel_read_entry(local->packs[0].pack, page, &bytes, &error) != SATCHEL_OK)
			return 0;
		bool of_pages = bytes.size > sizeof(begin) && memcmp(bytes.at, begin, sizeof(begin) - 1) == 0;
		satchel_bytes_free(&bytes);
		return of_pages ? zip_extent(page) : 0;
	}
	return 0;
}

/* The size of the first request: up to the end of index.json, estimated from the old copy plus some reserve, and the
 * page of pages directly after it, which every change of a lesson changes. Other pages may be unchanged. */
static uint64_t first_size(const struct update *update)
{
	enum { SPARE = 1024 };
	struct satchel_entry index;
	struct satchel_error error;
	if (update->local.pack_count == 0)
		return FIRST_BYTES;
	if (satchel_find_entry(update->local.packs[0].pack, "index.json", &index, &error) != SATCHEL_OK)
		return FIRST_BYTES;
	uint64_t size = index.offset + zip_extent(&index) + top_page_extent(&update->local) + SPARE;
	return size < FIRST_BYTES ? size : FIRST_BYTES;
}

enum fetch_status head_get(struct update *update, struct buf *why)
{
	enum { MORE = 8 * 1024 };
	/* The index may have grown, and other writers may put more entries before it. */
	const uint64_t head = update->edition->head, first = first_size(update);
	const uint64_t sizes[] = { first, first + MORE < FIRST_BYTES ? first + MORE : FIRST_BYTES, FIRST_BYTES, head };
	enum fetch_status status = update->pack ? FETCH_OK : FETCH_REFUSED;
	uint64_t had = 0;
	for (size_t i = 0; status == FETCH_REFUSED && i < sizeof(sizes) / sizeof(sizes[0]) && had < head; i++) {
		uint64_t size = sizes[i] < head ? sizes[i] : head;
		if (size <= had)
			continue;
		status = get_first(update, had, size - had, why);
		if (status == FETCH_OK)
			status = head_open(update, why);
		had = size;
	}
	if (status == FETCH_OK)
		status = head_get_pages(update, why);
	return status == FETCH_OK && !update->cost_known ? head_list(update, why) : status;
}
