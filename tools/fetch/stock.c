#include "fetch/stock.h"

#include <stdlib.h>
#include <unistd.h>

enum { CRC_AT = 14, VERSION = 20, DATE = 0x0021, DEFLATE = 8 };

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

bool stock_read(const struct stock *stock, const struct stock_entry *entry, struct satchel_bytes *bytes, uint32_t *crc)
{
	const struct stock_pack *pack = &stock->packs[entry->pack];
	struct satchel_error error;
	unsigned char field[4];
	*bytes = (struct satchel_bytes){ NULL, 0 };
	if (satchel_read_stored(pack->pack, &entry->entry, bytes, &error) != SATCHEL_OK)
		return false;
	if (pread(pack->file.fd, field, sizeof(field), (off_t)(entry->entry.offset + CRC_AT)) !=
	    (ssize_t)sizeof(field)) {
		satchel_bytes_free(bytes);
		return false;
	}
	*crc = field[0] | (uint32_t)field[1] << 8 | (uint32_t)field[2] << 16 | (uint32_t)field[3] << 24;
	return true;
}

static unsigned char *put(unsigned char *at, unsigned size, uint32_t value)
{
	for (unsigned i = 0; i < size; i++)
		*at++ = (unsigned char)(value >> 8 * i);
	return at;
}

size_t entry_header(const struct satchel_entry *entry, uint32_t crc,
		    unsigned char header[ENTRY_HEADER + SATCHEL_NAME_MAX])
{
	size_t len = strlen(entry->name);
	unsigned char *at = put(header, 4, 0x04034b50);
	at = put(at, 2, VERSION);
	at = put(at, 2, 0); /* flags */
	at = put(at, 2, entry->stored_size < entry->raw_size ? DEFLATE : 0);
	at = put(at, 2, 0); /* time */
	at = put(at, 2, DATE);
	at = put(at, 4, crc);
	at = put(at, 4, entry->stored_size);
	at = put(at, 4, entry->raw_size);
	at = put(at, 2, (uint32_t)len);
	at = put(at, 2, 0); /* extra field */
	memcpy(at, entry->name, len);
	return ENTRY_HEADER + len;
}

uint64_t entry_extent(const struct satchel_entry *entry)
{
	return ENTRY_HEADER + strlen(entry->name) + entry->stored_size;
}
