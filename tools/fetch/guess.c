#include "fetch/guess.h"

#include <stdlib.h>
#include <unistd.h>

enum {
	CENTRAL_SIZE = 46,
	END_SIZE = 22,
	/* From one record that is looked at to the next: about what makes the two requests the least together. */
	STEP = 24,
	OFFSET_AT = 42,
};

static uint32_t get32(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static int by_offset(const void *a, const void *b)
{
	uint64_t x = ((const struct guessed *)a)->old.offset, y = ((const struct guessed *)b)->old.offset;
	return (x > y) - (x < y);
}

static bool is_body(const char *name)
{
	return strncmp(name, "lessons/", 8) == 0 || strncmp(name, "assets/", 7) == 0 ||
	       strncmp(name, "extras/", 7) == 0;
}

/* The entries of the newest pack of the stock, and where their records are if the new one has the same. */
static bool take_old(struct making *making, struct guess *guess)
{
	const struct stock *stock = &making->stock;
	size_t best = stock->pack_count;
	for (size_t i = 0; i < stock->pack_count; i++)
		if (strcmp(satchel_manifest(stock->packs[i].pack)->edition, making->edition->edition) == 0 &&
		    (best == stock->pack_count || satchel_manifest(stock->packs[i].pack)->release >
							  satchel_manifest(stock->packs[best].pack)->release))
			best = i;
	guess->at = calloc(stock->count + 1, sizeof(*guess->at));
	if (!guess->at)
		return false;
	for (size_t i = 0; i < stock->count; i++)
		if (stock->entries[i].pack == best && is_body(stock->entries[i].entry.name))
			guess->at[guess->count++].old = stock->entries[i].entry;
	if (guess->count > 1)
		qsort(guess->at, guess->count, sizeof(*guess->at), by_offset);
	uint64_t record = making->image.size - END_SIZE;
	for (size_t i = guess->count; i-- > 0;) {
		struct guessed *one = &guess->at[i];
		unsigned char crc[4];
		size_t size = CENTRAL_SIZE + strlen(one->old.name);
		record -= record > size ? size : record;
		one->record = record;
		one->now = one->old;
		if (pread(stock->packs[best].file.fd, crc, 4, (off_t)(one->old.offset + 14)) == 4)
			one->old_crc = one->crc = get32(crc);
	}
	return true;
}

/* Reads the record of an entry, if it is its. */
static bool read_record(const struct making *making, struct guessed *one)
{
	unsigned char record[CENTRAL_SIZE + SATCHEL_NAME_MAX];
	size_t len = strlen(one->old.name), size = CENTRAL_SIZE + len;
	if (pread(making->image.fd, record, size, (off_t)one->record) != (ssize_t)size ||
	    memcmp(record, "PK\1\2", 4) != 0 || (record[28] | record[29] << 8) != (int)len ||
	    memcmp(record + CENTRAL_SIZE, one->old.name, len) != 0)
		return false;
	one->crc = get32(record + 16);
	one->now.stored_size = get32(record + 20);
	one->now.raw_size = get32(record + 24);
	one->now.offset = get32(record + OFFSET_AT);
	one->told = true;
	one->changed = one->crc != one->old_crc || one->now.stored_size != one->old.stored_size ||
		       one->now.raw_size != one->old.raw_size;
	/* Lies about lengths cost no memory. */
	uint32_t limit = strncmp(one->old.name, "lessons/", 8) == 0 ? SATCHEL_LESSON_MAX : SATCHEL_ASSET_MAX;
	return one->now.raw_size <= limit && one->now.stored_size <= one->now.raw_size &&
	       one->now.offset >= making->edition->head &&
	       one->now.offset + entry_extent(&one->now) <= making->image.size;
}

/* Fetches the records that are wanted, and reads them. */
static enum fetch_status get_records(struct making *making, struct guess *guess, const bool *wanted, struct buf *why)
{
	struct landing landing;
	enum fetch_status status = FETCH_OK;
	landing_init(&landing, &making->image, why);
	for (size_t i = 0; status == FETCH_OK && i < guess->count; i++)
		if (wanted[i])
			status = landing_add(&landing, guess->at[i].record,
					     CENTRAL_SIZE + strlen(guess->at[i].old.name), i);
	making->transfer.only_many = true;
	if (status == FETCH_OK)
		status = transfer_get(&making->transfer, &landing, why);
	making->transfer.only_many = false;
	guess->good = status == FETCH_OK && landing_done(&landing);
	for (size_t i = 0; guess->good && i < guess->count; i++)
		guess->good = !wanted[i] || read_record(making, &guess->at[i]);
	landing_release(&landing);
	return status;
}

/* Of the entries between two records: they moved as the records did, or their own are wanted. */
static void look_between(struct guess *guess, size_t from, size_t to, bool *wanted)
{
	struct guessed *first = &guess->at[from], *last = &guess->at[to];
	uint64_t was = last->old.offset - (first->old.offset + entry_extent(&first->old));
	uint64_t is = last->now.offset - (first->now.offset + entry_extent(&first->now));
	for (size_t i = from + 1; i < to; i++) {
		struct guessed *one = &guess->at[i];
		wanted[i] = was != is;
		one->now.offset = one->old.offset - (first->old.offset + entry_extent(&first->old)) +
				  first->now.offset + entry_extent(&first->now);
	}
}

enum fetch_status guess_look(struct making *making, struct guess *guess, struct buf *why)
{
	*guess = (struct guess){ .looked = true };
	if (!take_old(making, guess))
		return FETCH_NO_MEMORY;
	/* A lesson more or less, and no record is where it is thought to be. */
	if (guess->count < 2 || guess->at[0].record < making->edition->head)
		return FETCH_OK;
	bool *wanted = calloc(guess->count, sizeof(*wanted));
	if (!wanted)
		return FETCH_NO_MEMORY;
	for (size_t i = 0; i < guess->count; i++)
		wanted[i] = i % STEP == 0 || i + 1 == guess->count;
	enum fetch_status status = get_records(making, guess, wanted, why);
	guess->good = guess->good && guess->at[0].now.offset == making->edition->head;
	memset(wanted, 0, guess->count * sizeof(*wanted));
	for (size_t from = 0, to = 1; guess->good && to < guess->count; to++)
		if (guess->at[to].told) {
			look_between(guess, from, to, wanted);
			from = to;
		}
	if (status == FETCH_OK && guess->good)
		status = get_records(making, guess, wanted, why);
	free(wanted);
	return status;
}

void guess_release(struct guess *guess)
{
	free(guess->at);
	*guess = (struct guess){ .at = NULL };
}
