#include "fetch/stock.h"

#include <stdlib.h>
#include <unistd.h>

void stock_init(struct stock *stock)
{
	*stock = (struct stock){ .pack_count = 0 };
}

void stock_release(struct stock *stock)
{
	for (size_t i = 0; i < stock->pack_count; i++) {
		satchel_close(stock->packs[i].pack);
		close(stock->packs[i].file.fd);
		free(stock->packs[i].path);
	}
	free(stock->entries);
	*stock = (struct stock){ .pack_count = 0 };
}

bool stock_add_entry(struct stock *stock, const struct satchel_entry *entry, size_t pack)
{
	if (stock->count == stock->room) {
		size_t room = stock->room ? stock->room * 2 : 256;
		struct stock_entry *more = realloc(stock->entries, room * sizeof(*more));
		if (!more)
			return false;
		stock->entries = more;
		stock->room = room;
	}
	stock->entries[stock->count++] = (struct stock_entry){ *entry, pack };
	stock->sorted = false;
	return true;
}

struct adding {
	struct stock *stock;
	size_t most;
	bool failed;
};

/* A satchel_entry_visitor. */
static bool take_in(void *context, const struct satchel_entry *entry)
{
	struct adding *adding = context;
	/* No pack has more, whatever its index says. */
	if (adding->most-- == 0)
		return false;
	adding->failed = !stock_add_entry(adding->stock, entry, adding->stock->pack_count);
	return !adding->failed;
}

static enum satchel_status no_memory(struct satchel_error *error)
{
	*error = (struct satchel_error){ .status = SATCHEL_NO_MEMORY, .message = "out of memory" };
	return SATCHEL_NO_MEMORY;
}

enum satchel_status stock_add(struct stock *stock, int fd, const char *path, struct satchel_error *error)
{
	struct stock_pack *pack = &stock->packs[stock->pack_count];
	struct adding adding = { stock, SATCHEL_ENTRIES_MAX + 1, false };
	struct satchel_error rest;
	off_t size = lseek(fd, 0, SEEK_END);
	*pack = (struct stock_pack){ .path = strdup(path), .file = { fd, size > 0 ? (uint64_t)size : 0 } };
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
	enum satchel_status status = satchel_list_entries(pack->pack, take_in, &adding, &rest);
	stock->pack_count++;
	if (adding.failed || status == SATCHEL_NO_MEMORY)
		return no_memory(error);
	return SATCHEL_OK;
}

static int by_bytes(const void *a, const void *b)
{
	const struct satchel_entry *x = a, *y = b;
	int order = memcmp(x->stored_sha256, y->stored_sha256, SATCHEL_DIGEST_SIZE);
	if (order == 0)
		order = memcmp(x->raw_sha256, y->raw_sha256, SATCHEL_DIGEST_SIZE);
	if (order == 0)
		order = (x->stored_size > y->stored_size) - (x->stored_size < y->stored_size);
	return order ? order : (x->raw_size > y->raw_size) - (x->raw_size < y->raw_size);
}

const struct stock_entry *stock_find(struct stock *stock, const struct satchel_entry *wanted)
{
	/* by_bytes looks at the entries alone, which come first. */
	if (!stock->sorted && stock->count > 1)
		qsort(stock->entries, stock->count, sizeof(*stock->entries), by_bytes);
	stock->sorted = true;
	return stock->count ? bsearch(wanted, stock->entries, stock->count, sizeof(*stock->entries), by_bytes) : NULL;
}

bool stock_read_crc(const struct stock_pack *pack, const struct satchel_entry *entry, uint32_t *crc)
{
	unsigned char header[ZIP_LOCAL_SIZE];
	struct zip_entry local = { 0 };
	if (pread(pack->file.fd, header, sizeof(header), (off_t)entry->offset) != (ssize_t)sizeof(header))
		return false;
	zip_get_local(header, &local);
	*crc = local.crc;
	return true;
}

bool stock_read(const struct stock *stock, const struct stock_entry *entry, struct satchel_bytes *bytes, uint32_t *crc)
{
	const struct stock_pack *pack = &stock->packs[entry->pack];
	struct satchel_error error;
	*bytes = (struct satchel_bytes){ NULL, 0 };
	if (satchel_read_stored(pack->pack, &entry->entry, bytes, &error) != SATCHEL_OK)
		return false;
	if (stock_read_crc(pack, &entry->entry, crc))
		return true;
	satchel_bytes_free(bytes);
	return false;
}
