#include "fetch/making.h"

#include <stdlib.h>

bool making_has(const struct making *making, const struct satchel_entry *entry)
{
	struct satchel_bytes bytes;
	struct satchel_error error;
	if (satchel_read_entry(making->pack, entry, &bytes, &error) != SATCHEL_OK)
		return false;
	satchel_bytes_free(&bytes);
	return true;
}

enum fetch_status making_check(const struct making *making, const struct satchel_entry *entry, struct buf *why)
{
	struct satchel_bytes bytes;
	struct satchel_error error;
	if (satchel_read_entry(making->pack, entry, &bytes, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	satchel_bytes_free(&bytes);
	return FETCH_OK;
}

bool making_copy(struct making *making, const struct satchel_entry *entry, enum fetch_status *status, struct buf *why)
{
	unsigned char header[ZIP_LOCAL_MAX];
	const struct local_entry *from = local_entries_find(&making->local, entry);
	struct satchel_bytes bytes;
	uint32_t crc;
	*status = FETCH_OK;
	if (!from || !local_entries_read(&making->local, from, &bytes, &crc))
		return false;
	size_t size = zip_put_local(header, zip_entry_of(entry, crc), entry->name);
	*status = partial_file_write(&making->partial, entry->offset, header, size, why);
	if (*status == FETCH_OK)
		*status = partial_file_write(&making->partial, entry->offset + size, bytes.at, bytes.size, why);
	satchel_bytes_free(&bytes);
	/* The CRC-32 has no digest. */
	return *status == FETCH_OK && making_has(making, entry);
}

void making_release(struct making *making)
{
	satchel_close(making->pack);
	free(making->entries.at);
	local_entries_release(&making->local);
	partial_file_close(&making->partial);
}
