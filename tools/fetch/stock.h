/* Packs that are here already, as a stock of entries that a new one may be made of. They may be damaged: nothing is
 * taken from them before it was held against its digest. */
#ifndef FETCH_STOCK_H
#define FETCH_STOCK_H

#include "fetch/image.h"
#include "reader/zip.h"

enum { STOCK_PACKS = 3 };

struct stock_pack {
	char *path; /* for messages */
	struct unfinished file;
	struct satchel *pack;
};

struct stock_entry {
	struct satchel_entry entry;
	size_t pack;
};

struct stock {
	struct stock_pack packs[STOCK_PACKS];
	size_t pack_count;
	struct stock_entry *entries;
	size_t count, room;
	bool sorted;
};

void stock_init(struct stock *stock);
void stock_release(struct stock *stock);
/* Takes in what the index of a pack tells, as far as it can be read. fd is the stock's from now on, also where that
 * fails; *error says why it did. */
enum satchel_status stock_add(struct stock *stock, int fd, const char *path, struct satchel_error *error) MUST_CHECK;
/* For tests: an entry without a pack. False where memory ran out. */
bool stock_add_entry(struct stock *stock, const struct satchel_entry *entry, size_t pack) MUST_CHECK;

/* An entry that has the same stored and raw bytes as the wanted one, whatever its name and place; NULL where there is
 * none. */
const struct stock_entry *stock_find(struct stock *stock, const struct satchel_entry *wanted) MUST_CHECK;
/* Reads its stored bytes, which have the digest that the index tells, and the CRC-32 that its local header tells. False
 * where they can't be had; then it must come from elsewhere. *bytes is the caller's. */
bool stock_read(const struct stock *stock, const struct stock_entry *entry, struct satchel_bytes *bytes,
		uint32_t *crc) MUST_CHECK;

/* The CRC-32 in the local header of an entry of the pack. */
bool stock_read_crc(const struct stock_pack *pack, const struct satchel_entry *entry, uint32_t *crc) MUST_CHECK;

#endif
