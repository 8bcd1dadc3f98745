#include "fetch/making.h"

#include <stdlib.h>

enum { FIRST_BYTES = 64 * 1024 }; /* manifest, signature and index.json are within, as packs/FORMAT.md has it */

static enum fetch_status differs(struct buf *why, const char *what, const char *has, const char *told)
{
	return fetch_because(FETCH_DIFFERS, why,
			     "the pack: its %s is not the one in latest.json: it is '%s', not '%s'", what, has,
			     told);
}

static enum fetch_status check_identity(const struct making *making, struct buf *why)
{
	const struct satchel_manifest *manifest = satchel_manifest(making->pack);
	const struct latest *latest = making->latest;
	if (strcmp(manifest->id, latest->id) != 0)
		return differs(why, "id", manifest->id, latest->id);
	if (strcmp(manifest->version, latest->version) != 0)
		return differs(why, "version", manifest->version, latest->version);
	if (manifest->release != latest->release)
		return fetch_because(FETCH_DIFFERS, why,
				     "the pack: its release is not the one in latest.json: it is %llu, not %llu",
				     (unsigned long long)manifest->release, (unsigned long long)latest->release);
	if (strcmp(manifest->edition, making->edition->edition) != 0)
		return differs(why, "edition", manifest->edition, making->edition->edition);
	if (memcmp(manifest->content_root, making->edition->content_root, SATCHEL_DIGEST_SIZE) != 0)
		return fetch_because(FETCH_DIFFERS, why,
				     "the pack: its contentRoot is not the one in latest.json");
	return FETCH_OK;
}

/* Whether the copy of the same release has the same manifest, and so can only be damaged. */
static enum fetch_status check_twin(const struct making *making, struct buf *why)
{
	if (!making->twin)
		return FETCH_OK;
	const struct satchel_bytes *now = satchel_manifest_bytes(making->pack);
	const struct satchel_bytes *had = satchel_manifest_bytes(making->twin->pack);
	if (now->size == had->size && memcmp(now->at, had->at, now->size) == 0)
		return FETCH_OK;
	return fetch_because(FETCH_REFUSED, why, OTHER_CONTENT, making->twin->path,
			     (unsigned long long)making->latest->release);
}

enum fetch_status head_open(struct making *making, struct buf *why)
{
	struct satchel_error error;
	making->file = (struct unfinished){ making->partial.fd, making->partial.size };
	satchel_close(making->pack);
	making->pack = unfinished_open(&making->file, &error);
	if (!making->pack)
		return fetch_because_of(&error, "the pack", why);
	enum fetch_status status = check_identity(making, why);
	if (status == FETCH_OK)
		status = check_twin(making, why);
	if (status == FETCH_OK && making->key_count > 0 &&
	    satchel_check_signature(making->pack, making->keys, making->key_count, NULL, &error) != SATCHEL_OK)
		status = fetch_because_of(&error, "the pack", why);
	if (status != FETCH_OK) {
		satchel_close(making->pack);
		making->pack = NULL;
	}
	return status;
}

struct listing {
	struct entry_list *entries;
	bool failed, too_many;
};

/* A satchel_entry_visitor. */
static bool take_entry(void *context, const struct satchel_entry *entry)
{
	struct listing *listing = context;
	struct entry_list *list = listing->entries;
	listing->too_many = list->count == SATCHEL_ENTRIES_MAX;
	if (listing->too_many)
		return false;
	if (list->count == list->room) {
		size_t room = list->room ? list->room * 2 : 256;
		struct satchel_entry *more = realloc(list->at, room * sizeof(*more));
		listing->failed = !more;
		if (!more)
			return false;
		list->at = more;
		list->room = room;
	}
	list->at[list->count++] = *entry;
	return true;
}

static int by_offset(const void *a, const void *b)
{
	uint64_t x = ((const struct satchel_entry *)a)->offset, y = ((const struct satchel_entry *)b)->offset;
	return (x > y) - (x < y);
}

enum fetch_status head_list(struct making *making, struct buf *why)
{
	struct entry_list *list = &making->entries;
	struct listing listing = { .entries = list };
	struct satchel_error error;
	uint64_t at = 0, directory = ZIP_END_SIZE, head = 0;
	list->count = 0;
	if (satchel_list_entries(making->pack, take_entry, &listing, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	if (listing.failed)
		return FETCH_NO_MEMORY;
	if (listing.too_many)
		return fetch_because(FETCH_REFUSED, why, "the pack: its index has more than %d entries",
				     SATCHEL_ENTRIES_MAX);
	qsort(list->at, list->count, sizeof(*list->at), by_offset);
	for (size_t i = 0; i < list->count; i++) {
		const struct satchel_entry *entry = &list->at[i];
		if (entry->offset != at)
			return fetch_because(FETCH_REFUSED, why,
					     "the pack: %s: it does not begin where the entry before it ends",
					     entry->name);
		at += zip_extent(entry);
		directory += ZIP_CENTRAL_SIZE + strlen(entry->name);
		if (strncmp(entry->name, "lessons/", 8) != 0 && strncmp(entry->name, "assets/", 7) != 0 &&
		    strncmp(entry->name, "extras/", 7) != 0)
			head = at;
	}
	making->directory = at;
	if (at + directory != making->partial.size)
		return fetch_because(
			FETCH_REFUSED, why,
			"the pack: with all that its index names it would be %llu bytes long, and it is %llu",
			(unsigned long long)(at + directory), (unsigned long long)making->partial.size);
	if (head == making->edition->head)
		return FETCH_OK;
	return fetch_because(FETCH_DIFFERS, why, "the pack: its head is not the one in latest.json");
}

static enum fetch_status get_first(struct making *making, uint64_t offset, uint64_t size, struct buf *why)
{
	struct range_assembler assembler;
	assembler_init(&assembler, &making->partial, why);
	enum fetch_status status = assembler_add(&assembler, offset, size, 0);
	if (status == FETCH_OK)
		status = transfer_get(&making->transfer, &assembler, why);
	assembler_release(&assembler);
	return status;
}

/* What a page of pages right behind index.json takes up, in the pack of the local entries that was added first; 0 where there
 * is none. */
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

/* How much is asked for at first: up to behind index.json, as long as it was in the old copy and a little longer, and
 * the page of pages right behind it, which any change of a lesson changes. Other pages may have stayed as they are. */
static uint64_t first_size(const struct making *making)
{
	enum { SPARE = 1024 };
	struct satchel_entry index;
	struct satchel_error error;
	if (making->local.pack_count == 0)
		return FIRST_BYTES;
	if (satchel_find_entry(making->local.packs[0].pack, "index.json", &index, &error) != SATCHEL_OK)
		return FIRST_BYTES;
	uint64_t size = index.offset + zip_extent(&index) + top_page_extent(&making->local) + SPARE;
	return size < FIRST_BYTES ? size : FIRST_BYTES;
}

enum fetch_status head_get(struct making *making, struct buf *why)
{
	enum { MORE = 8 * 1024 };
	/* It may have become longer; and others than ours may write more in front of the index. */
	const uint64_t head = making->edition->head, first = first_size(making);
	const uint64_t sizes[] = { first, first + MORE < FIRST_BYTES ? first + MORE : FIRST_BYTES, FIRST_BYTES, head };
	enum fetch_status status = making->pack ? FETCH_OK : FETCH_REFUSED;
	uint64_t had = 0;
	for (size_t i = 0; status == FETCH_REFUSED && i < sizeof(sizes) / sizeof(sizes[0]) && had < head; i++) {
		uint64_t size = sizes[i] < head ? sizes[i] : head;
		if (size <= had)
			continue;
		status = get_first(making, had, size - had, why);
		if (status == FETCH_OK)
			status = head_open(making, why);
		had = size;
	}
	if (status == FETCH_OK)
		status = head_get_pages(making, why);
	return status == FETCH_OK && !making->looked ? head_list(making, why) : status;
}
