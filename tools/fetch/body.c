#include "fetch/search_index.h"

#include "base/file.h"

#include <stdlib.h>

enum { DIRECTORY_MAX = SATCHEL_ENTRIES_MAX * ZIP_CENTRAL_MAX };

/* The assembler's check if its pieces are entries. */
static enum fetch_status check_entry(void *context, const struct piece *piece, struct buf *why)
{
	const struct update *update = context;
	return update_check(update, &update->entries.at[piece->entry], why);
}

/* Whether the entry need not be fetched: it is present or has been copied, or, with dry_run, could be copied. */
static bool is_available(struct update *update, const struct satchel_entry *entry, enum fetch_status *status,
		       struct buf *why)
{
	*status = FETCH_OK;
	if (update->dry_run)
		return local_entries_find(&update->local, entry) != NULL;
	return (update->resumed && update_has(update, entry)) || update_copy_entry(update, entry, status, why);
}

enum fetch_status body_expect(struct update *update, const struct range_assembler *assembler)
{
	struct transfer *transfer = &update->transfer;
	struct byte_span *spans;
	size_t count, at_once;
	if (!assembler_wanted(assembler, &spans, &count) || !plan_ranges(spans, &count, transfer->many, &at_once)) {
		free(spans);
		return FETCH_NO_MEMORY;
	}
	if (transfer->no_ranges && count > 0) {
		spans[0] = (struct byte_span){ 0, transfer->size };
		count = at_once = 1;
	}
	transfer->expected = http_received(transfer->http) + plan_size(spans, count);
	/* Each part of a multipart answer adds a boundary and headers. */
	if (at_once > 1)
		transfer->expected += count * PLAN_PART_COST;
	transfer->expected_requests = http_requests(transfer->http) + (unsigned)((count + at_once - 1) / at_once);
	free(spans);
	return FETCH_OK;
}

/* Gets one entry that is wanted in addition to those assembled. */
static enum fetch_status get_entry(struct update *update, size_t number, struct buf *why)
{
	const struct satchel_entry *entry = &update->entries.at[number];
	struct range_assembler assembler;
	assembler_init(&assembler, &update->partial, why);
	assembler.check = check_entry;
	assembler.context = update;
	enum fetch_status status = assembler_add(&assembler, entry->offset, zip_extent(entry), number);
	if (status == FETCH_OK)
		status = body_expect(update, &assembler);
	if (status == FETCH_OK)
		status = transfer_get(&update->transfer, &assembler, why);
	assembler_release(&assembler);
	return status;
}

enum fetch_status body_get(struct update *update, struct buf *why)
{
	struct range_assembler assembler;
	size_t search = SIZE_MAX;
	bool made = true;
	enum fetch_status status = FETCH_OK;
	assembler_init(&assembler, &update->partial, why);
	assembler.check = check_entry;
	assembler.context = update;
	for (size_t i = 0; status == FETCH_OK && i < update->entries.count; i++) {
		const struct satchel_entry *entry = &update->entries.at[i];
		if (entry->offset < update->edition->head || is_available(update, entry, &status, why) ||
		    status != FETCH_OK)
			continue;
		if (derived_is_search(entry))
			search = i;
		else
			status = assembler_add(&assembler, entry->offset, zip_extent(entry), i);
	}
	if (status == FETCH_OK)
		status = body_expect(update, &assembler);
	if (status == FETCH_OK && !update->dry_run)
		status = transfer_get(&update->transfer, &assembler, why);
	assembler_release(&assembler);
	if (status != FETCH_OK || update->dry_run || search == SIZE_MAX)
		return status;
	status = derived_make_search(update, &update->entries.at[search], &made, why);
	return status == FETCH_OK && !made ? get_entry(update, search, why) : status;
}

/* State of a request for the whole file: once the head is complete, it lists the remaining entries. */
struct whole {
	struct update *update;
	struct range_assembler *assembler;
};

static enum fetch_status check_whole(void *context, const struct piece *piece, struct buf *why)
{
	const struct whole *whole = context;
	struct update *update = whole->update;
	if (piece->offset > 0)
		return check_entry(update, piece, why);
	enum fetch_status status = head_open(update, why);
	if (status == FETCH_OK)
		status = head_list(update, why);
	for (size_t i = 0; status == FETCH_OK && i < update->entries.count; i++) {
		const struct satchel_entry *entry = &update->entries.at[i];
		if (entry->offset >= update->edition->head)
			status = assembler_add(whole->assembler, entry->offset, zip_extent(entry), i);
	}
	return status;
}

enum fetch_status body_get_whole(struct update *update, struct buf *why)
{
	struct range_assembler assembler;
	struct whole whole = { update, &assembler };
	assembler_init(&assembler, &update->partial, why);
	assembler.check = check_whole;
	assembler.context = &whole;
	update->transfer.whole = true;
	update->transfer.expected = http_received(update->transfer.http) + update->edition->size;
	enum fetch_status status = assembler_add(&assembler, 0, update->edition->head, 0);
	if (status == FETCH_OK)
		status = transfer_get(&update->transfer, &assembler, why);
	assembler_release(&assembler);
	return status;
}

enum fetch_status body_expect_whole(struct update *update, struct buf *why)
{
	struct transfer *transfer = &update->transfer;
	struct range_assembler assembler;
	const uint64_t bytes = http_received(transfer->http) + transfer->size;
	const unsigned requests = http_requests(transfer->http) + 1;
	assembler_init(&assembler, &update->partial, why);
	transfer->whole = true;
	enum fetch_status status = assembler_add(&assembler, 0, 1, 0);
	if (status == FETCH_OK)
		status = transfer_get(transfer, &assembler, why);
	assembler_release(&assembler);
	transfer->expected = bytes;
	transfer->expected_requests = requests;
	return status;
}

/* The bytes after the entries are determined by their local headers. */
static enum fetch_status put_directory(const struct update *update, struct buf *out, struct buf *why)
{
	const struct entry_list *list = &update->entries;
	char *to = buf_reserve(out, list->count * ZIP_CENTRAL_MAX + ZIP_END_SIZE);
	if (!to)
		return FETCH_NO_MEMORY;
	unsigned char *record = (unsigned char *)to;
	for (size_t i = 0; i < list->count; i++) {
		const struct satchel_entry *entry = &list->at[i];
		unsigned char header[ZIP_LOCAL_SIZE];
		struct zip_entry local = { .offset = (uint32_t)entry->offset };
		if (!file_read_at(update->partial.fd, entry->offset, header, sizeof(header)))
			return fetch_because(FETCH_FAILED, why, "cannot read '%s': file is truncated",
					     update->partial.path);
		zip_get_local(header, &local);
		record += zip_put_central(record, local, entry->name);
	}
	const struct zip_end end = { (uint32_t)list->count, (uint32_t)(record - (unsigned char *)to),
				     (uint32_t)update->directory };
	record += zip_put_end(record, &end);
	buf_grew(out, (size_t)(record - (unsigned char *)to));
	return FETCH_OK;
}

enum fetch_status body_finish(struct update *update, struct buf *why)
{
	struct buf directory;
	uint8_t digest[SATCHEL_DIGEST_SIZE];
	struct satchel_error error;
	buf_init(&directory, DIRECTORY_MAX + 1024);
	enum fetch_status status = put_directory(update, &directory, why);
	if (status == FETCH_OK)
		status = partial_file_write(&update->partial, update->directory, directory.at, directory.len, why);
	buf_release(&directory);
	if (status == FETCH_OK)
		status = file_digest(update->partial.fd, update->partial.path, digest, why);
	if (status != FETCH_OK)
		return status;
	if (memcmp(digest, update->edition->sha256, sizeof(digest)) != 0)
		return fetch_because(FETCH_DIFFERS, why, "the pack: SHA-256 differs from latest.json");
	/* The digest proves that these are the published bytes, not that they are a valid pack. */
	if (satchel_verify_fd(update->partial.fd, NULL, NULL, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	struct satchel *whole = satchel_open_fd(update->partial.fd, &error);
	if (!whole)
		return fetch_because_of(&error, "the pack", why);
	if (update->key_count > 0 &&
	    satchel_check_signature(whole, update->keys, update->key_count, NULL, &error) != SATCHEL_OK)
		status = fetch_because_of(&error, "the pack", why);
	satchel_close(whole);
	return status;
}
