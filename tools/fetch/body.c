#include "fetch/derived.h"

#include <stdlib.h>
#include <unistd.h>

enum { DIRECTORY_MAX = SATCHEL_ENTRIES_MAX * ZIP_CENTRAL_MAX };

/* An assembler's check, where its pieces are entries. */
static enum fetch_status check_entry(void *context, const struct piece *piece, struct buf *why)
{
	const struct making *making = context;
	return making_check(making, &making->entries.at[piece->entry], why);
}

/* Whether it need not be fetched: it is there, or was copied; where one only looks, it could be. */
static bool is_at_hand(struct making *making, const struct satchel_entry *entry, enum fetch_status *status,
		       struct buf *why)
{
	*status = FETCH_OK;
	if (making->only_look)
		return local_entries_find(&making->local, entry) != NULL;
	return (making->resumed && making_has(making, entry)) || making_copy(making, entry, status, why);
}

enum fetch_status body_expect(struct making *making, const struct range_assembler *assembler)
{
	struct transfer *transfer = &making->transfer;
	struct span *spans;
	size_t count, at_once;
	if (!assembler_wanted(assembler, &spans, &count) || !plan_ranges(spans, &count, transfer->many, &at_once)) {
		free(spans);
		return FETCH_NO_MEMORY;
	}
	if (transfer->no_ranges && count > 0) {
		spans[0] = (struct span){ 0, transfer->size };
		count = at_once = 1;
	}
	transfer->expected = http_received(transfer->http) + plan_size(spans, count);
	/* Of each part of many its boundary and headers come too. */
	if (at_once > 1)
		transfer->expected += count * PLAN_PART_COST;
	transfer->expected_requests = http_requests(transfer->http) + (unsigned)((count + at_once - 1) / at_once);
	free(spans);
	return FETCH_OK;
}

/* Gets one entry that is wanted besides what landed. */
static enum fetch_status get_entry(struct making *making, size_t number, struct buf *why)
{
	const struct satchel_entry *entry = &making->entries.at[number];
	struct range_assembler assembler;
	assembler_init(&assembler, &making->partial, why);
	assembler.check = check_entry;
	assembler.context = making;
	enum fetch_status status = assembler_add(&assembler, entry->offset, zip_extent(entry), number);
	if (status == FETCH_OK)
		status = body_expect(making, &assembler);
	if (status == FETCH_OK)
		status = transfer_get(&making->transfer, &assembler, why);
	assembler_release(&assembler);
	return status;
}

enum fetch_status body_get(struct making *making, struct buf *why)
{
	struct range_assembler assembler;
	size_t search = SIZE_MAX;
	bool made = true;
	enum fetch_status status = FETCH_OK;
	assembler_init(&assembler, &making->partial, why);
	assembler.check = check_entry;
	assembler.context = making;
	for (size_t i = 0; status == FETCH_OK && i < making->entries.count; i++) {
		const struct satchel_entry *entry = &making->entries.at[i];
		if (entry->offset < making->edition->head || is_at_hand(making, entry, &status, why) ||
		    status != FETCH_OK)
			continue;
		if (derived_is_search(entry))
			search = i;
		else
			status = assembler_add(&assembler, entry->offset, zip_extent(entry), i);
	}
	if (status == FETCH_OK)
		status = body_expect(making, &assembler);
	if (status == FETCH_OK && !making->only_look)
		status = transfer_get(&making->transfer, &assembler, why);
	assembler_release(&assembler);
	if (status != FETCH_OK || making->only_look || search == SIZE_MAX)
		return status;
	status = derived_make_search(making, &making->entries.at[search], &made, why);
	return status == FETCH_OK && !made ? get_entry(making, search, why) : status;
}

/* The whole, from its first byte on: when the head is there, it tells of the rest. */
struct whole {
	struct making *making;
	struct range_assembler *assembler;
};

static enum fetch_status check_whole(void *context, const struct piece *piece, struct buf *why)
{
	const struct whole *whole = context;
	struct making *making = whole->making;
	if (piece->offset > 0)
		return check_entry(making, piece, why);
	enum fetch_status status = head_open(making, why);
	if (status == FETCH_OK)
		status = head_list(making, why);
	for (size_t i = 0; status == FETCH_OK && i < making->entries.count; i++) {
		const struct satchel_entry *entry = &making->entries.at[i];
		if (entry->offset >= making->edition->head)
			status = assembler_add(whole->assembler, entry->offset, zip_extent(entry), i);
	}
	return status;
}

enum fetch_status body_get_whole(struct making *making, struct buf *why)
{
	struct range_assembler assembler;
	struct whole whole = { making, &assembler };
	assembler_init(&assembler, &making->partial, why);
	assembler.check = check_whole;
	assembler.context = &whole;
	making->transfer.whole = true;
	making->transfer.expected = http_received(making->transfer.http) + making->edition->size;
	enum fetch_status status = assembler_add(&assembler, 0, making->edition->head, 0);
	if (status == FETCH_OK)
		status = transfer_get(&making->transfer, &assembler, why);
	assembler_release(&assembler);
	return status;
}

enum fetch_status body_expect_whole(struct making *making, struct buf *why)
{
	struct transfer *transfer = &making->transfer;
	struct range_assembler assembler;
	const uint64_t bytes = http_received(transfer->http) + transfer->size;
	const unsigned requests = http_requests(transfer->http) + 1;
	assembler_init(&assembler, &making->partial, why);
	transfer->whole = true;
	enum fetch_status status = assembler_add(&assembler, 0, 1, 0);
	if (status == FETCH_OK)
		status = transfer_get(transfer, &assembler, why);
	assembler_release(&assembler);
	transfer->expected = bytes;
	transfer->expected_requests = requests;
	return status;
}

/* What comes after the entries follows from their local headers. */
static enum fetch_status put_directory(const struct making *making, struct buf *out, struct buf *why)
{
	const struct entry_list *list = &making->entries;
	char *to = buf_reserve(out, list->count * ZIP_CENTRAL_MAX + ZIP_END_SIZE);
	if (!to)
		return FETCH_NO_MEMORY;
	unsigned char *record = (unsigned char *)to;
	for (size_t i = 0; i < list->count; i++) {
		const struct satchel_entry *entry = &list->at[i];
		unsigned char header[ZIP_LOCAL_SIZE];
		struct zip_entry local = { .offset = (uint32_t)entry->offset };
		if (pread(making->partial.fd, header, sizeof(header), (off_t)entry->offset) != (ssize_t)sizeof(header))
			return fetch_because(FETCH_FAILED, why, "cannot read '%s': it is cut short",
					     making->partial.path);
		zip_get_local(header, &local);
		record += zip_put_central(record, local, entry->name);
	}
	const struct zip_end end = { (uint32_t)list->count, (uint32_t)(record - (unsigned char *)to),
				     (uint32_t)making->directory };
	record += zip_put_end(record, &end);
	buf_grew(out, (size_t)(record - (unsigned char *)to));
	return FETCH_OK;
}

enum fetch_status body_finish(struct making *making, struct buf *why)
{
	struct buf directory;
	uint8_t digest[SATCHEL_DIGEST_SIZE];
	struct satchel_error error;
	buf_init(&directory, DIRECTORY_MAX + 1024);
	enum fetch_status status = put_directory(making, &directory, why);
	if (status == FETCH_OK)
		status = partial_file_write(&making->partial, making->directory, directory.at, directory.len, why);
	buf_release(&directory);
	if (status == FETCH_OK)
		status = file_digest(making->partial.fd, making->partial.path, digest, why);
	if (status != FETCH_OK)
		return status;
	if (memcmp(digest, making->edition->sha256, sizeof(digest)) != 0)
		return fetch_because(FETCH_DIFFERS, why, "the pack: its SHA-256 is not the one in latest.json");
	/* A digest tells that these are the bytes that were published, not that they are a good pack. */
	if (satchel_verify_fd(making->partial.fd, NULL, NULL, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	struct satchel *whole = satchel_open_fd(making->partial.fd, &error);
	if (!whole)
		return fetch_because_of(&error, "the pack", why);
	if (making->key_count > 0 &&
	    satchel_check_signature(whole, making->keys, making->key_count, NULL, &error) != SATCHEL_OK)
		status = fetch_because_of(&error, "the pack", why);
	satchel_close(whole);
	return status;
}
