#include "fetch/update.h"

#include <stdlib.h>

bool update_has(const struct update *update, const struct satchel_entry *entry)
{
	struct satchel_bytes bytes;
	struct satchel_error error;
	if (satchel_read_entry(update->pack, entry, &bytes, &error) != SATCHEL_OK)
		return false;
	satchel_bytes_free(&bytes);
	return true;
}

enum fetch_status update_check(const struct update *update, const struct satchel_entry *entry, struct buf *why)
{
	struct satchel_bytes bytes;
	struct satchel_error error;
	if (satchel_read_entry(update->pack, entry, &bytes, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	satchel_bytes_free(&bytes);
	return FETCH_OK;
}

bool update_copy_entry(struct update *update, const struct satchel_entry *entry, enum fetch_status *status,
		       struct buf *why)
{
	unsigned char header[ZIP_LOCAL_MAX];
	const struct local_entry *from = local_entries_find(&update->local, entry);
	struct satchel_bytes bytes;
	uint32_t crc;
	*status = FETCH_OK;
	if (!from || !local_entries_read(&update->local, from, &bytes, &crc))
		return false;
	size_t size = zip_put_local(header, zip_entry_of(entry, crc), entry->name);
	*status = partial_file_write(&update->partial, entry->offset, header, size, why);
	if (*status == FETCH_OK)
		*status = partial_file_write(&update->partial, entry->offset + size, bytes.at, bytes.size, why);
	satchel_bytes_free(&bytes);
	/* The digests do not cover the CRC-32, so check the whole entry. */
	return *status == FETCH_OK && update_has(update, entry);
}

void update_release(struct update *update)
{
	satchel_close(update->pack);
	free(update->entries.at);
	local_entries_release(&update->local);
	partial_file_close(&update->partial);
}
