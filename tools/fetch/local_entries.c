#include "fetch/local_entries.h"

#include "base/array.h"
#include "pack/base_pack.h"

#include <stdlib.h>
#include <unistd.h>

void local_entries_init(struct local_entries *local)
{
	*local = (struct local_entries){ .pack_count = 0 };
}

void local_entries_release(struct local_entries *local)
{
	for (size_t i = 0; i < local->pack_count; i++) {
		satchel_close(local->packs[i].pack);
		close(local->packs[i].file.fd);
		free(local->packs[i].path);
	}
	free(local->entries);
	*local = (struct local_entries){ .pack_count = 0 };
}

bool local_entries_add_entry(struct local_entries *local, const struct satchel_entry *entry, size_t pack)
{
	struct local_entry *more = array_grow(local->entries, local->count, &local->room, sizeof(*more));
	if (!more)
		return false;
	local->entries = more;
	local->entries[local->count++] = (struct local_entry){ *entry, pack };
	local->sorted = false;
	return true;
}

struct adding {
	struct local_entries *local;
	size_t most;
	bool failed;
};

/* A satchel_entry_visitor. */
static bool add_entry(void *context, const struct satchel_entry *entry)
{
	struct adding *adding = context;
	/* No valid pack has more entries, whatever its index says. */
	if (adding->most-- == 0)
		return false;
	adding->failed = !local_entries_add_entry(adding->local, entry, adding->local->pack_count);
	return !adding->failed;
}

static enum satchel_status no_memory(struct satchel_error *error)
{
	*error = (struct satchel_error){ .status = SATCHEL_NO_MEMORY, .message = "out of memory" };
	return SATCHEL_NO_MEMORY;
}

enum satchel_status local_entries_add(struct local_entries *local, int fd, const char *path,
				      struct satchel_error *error)
{
	struct local_pack *pack = &local->packs[local->pack_count];
	struct adding adding = { local, SATCHEL_ENTRIES_MAX + 1, false };
	struct satchel_error rest;
	off_t size = lseek(fd, 0, SEEK_END);
	*pack = (struct local_pack){ .path = strdup(path), .file = { fd, size > 0 ? (uint64_t)size : 0 } };
	if (!pack->path) {
		close(fd);
		return no_memory(error);
	}
	pack->pack = unfinished_open(&pack->file, error);
	if (!pack->pack) {
		close(fd);
		free(pack->path);
		return error->status;
	}
	enum satchel_status status = satchel_list_entries(pack->pack, add_entry, &adding, &rest);
	local->pack_count++;
	if (adding.failed || status == SATCHEL_NO_MEMORY)
		return no_memory(error);
	return SATCHEL_OK;
}

static int by_bytes(const void *a, const void *b)
{
	const struct satchel_entry *x = a, *y = b;
	int order = memcmp(x->digest, y->digest, sizeof(x->digest));
	if (order == 0)
		order = (x->stored_size > y->stored_size) - (x->stored_size < y->stored_size);
	return order ? order : (x->raw_size > y->raw_size) - (x->raw_size < y->raw_size);
}

const struct local_entry *local_entries_find(struct local_entries *local, const struct satchel_entry *wanted)
{
	/* by_bytes compares the entries, which are the first members. */
	if (!local->sorted && local->count > 1)
		qsort(local->entries, local->count, sizeof(*local->entries), by_bytes);
	local->sorted = true;
	return local->count ? bsearch(wanted, local->entries, local->count, sizeof(*local->entries), by_bytes) : NULL;
}

bool local_entries_read(const struct local_entries *local, const struct local_entry *entry, struct satchel_bytes *bytes,
			uint32_t *crc)
{
	const struct local_pack *pack = &local->packs[entry->pack];
	struct satchel_error error;
	*bytes = (struct satchel_bytes){ NULL, 0 };
	if (satchel_read_stored(pack->pack, &entry->entry, bytes, &error) != SATCHEL_OK)
		return false;
	if (base_read_crc(pack->file.fd, &entry->entry, crc))
		return true;
	satchel_bytes_free(bytes);
	return false;
}
