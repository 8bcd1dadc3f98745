#include "fetch/guess.h"

#include "fetch/derived.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	/* From one record that is looked at to the next: about what makes the two requests the least together; and more
	 * where so many of them would take many requests. */
	STEP = 24,
	LOOKS_MAX = 2 * PLAN_RANGES_MAX - 2,
};

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

bool guess_is_lesson(const struct satchel_entry *entry)
{
	return strncmp(entry->name, "lessons/", 8) == 0;
}

bool guess_wants(const struct guessed *one)
{
	return one->changed && !derived_is_search(&one->now);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct guessed *)a)->old.name, ((const struct guessed *)b)->old.name);
}

/* The entries of the newest pack of the stock, in its order. SIZE_MAX where memory ran out, else which pack it is. */
static size_t take_old(const struct making *making, struct guess *guess)
{
	const struct stock *stock = &making->stock;
	size_t best = stock->pack_count;
	for (size_t i = 0; i < stock->pack_count; i++)
		if (strcmp(satchel_manifest(stock->packs[i].pack)->edition, making->edition->edition) == 0 &&
		    (best == stock->pack_count || satchel_manifest(stock->packs[i].pack)->release >
							  satchel_manifest(stock->packs[best].pack)->release))
			best = i;
	guess->old = best < stock->pack_count ? stock->packs[best].pack : NULL;
	guess->at = calloc(stock->count + 1, sizeof(*guess->at));
	if (!guess->at)
		return SIZE_MAX;
	for (size_t i = 0; i < stock->count; i++)
		if (stock->entries[i].pack == best && is_body(stock->entries[i].entry.name))
			guess->at[guess->count++].old = stock->entries[i].entry;
	if (guess->count > 1)
		qsort(guess->at, guess->count, sizeof(*guess->at), by_offset);
	return best;
}

struct outline {
	const struct guess *old; /* in the order of names */
	struct guess *now;
	size_t room;
};

/* A satchel_lesson_visitor. */
static bool take_lesson(void *context, const struct satchel_lesson *lesson)
{
	struct outline *outline = context;
	struct guess *now = outline->now;
	struct guessed *one = &now->at[now->count], key;
	if (now->count == outline->room)
		return false;
	snprintf(key.old.name, sizeof(key.old.name), "lessons/%.64s.json", lesson->id);
	const struct guessed *old = NULL;
	if (outline->old->count > 0)
		old = bsearch(&key, outline->old->at, outline->old->count, sizeof(key), by_name);
	*one = old ? *old : (struct guessed){ .fresh = true, .changed = true };
	memcpy(one->old.name, key.old.name, sizeof(key.old.name));
	now->count++;
	return true;
}

/* Puts the lessons that the outline of the new pack tells in the place of the old ones; where it does not tell them,
 * the old ones stay. */
static bool take_outline(const struct making *making, struct guess *guess)
{
	const uint64_t lessons = satchel_manifest(making->pack)->counts.lessons;
	struct guess now = { .looked = true }, sorted = { .count = guess->count };
	struct outline outline = { .old = &sorted, .now = &now };
	struct satchel_error error;
	if (lessons > SATCHEL_ENTRIES_MAX)
		return true;
	outline.room = (size_t)lessons;
	now.at = calloc(outline.room + guess->count + 1, sizeof(*now.at));
	sorted.at = calloc(guess->count + 1, sizeof(*sorted.at));
	bool good = now.at && sorted.at;
	if (good && guess->count > 0) {
		memcpy(sorted.at, guess->at, guess->count * sizeof(*guess->at));
		qsort(sorted.at, sorted.count, sizeof(*sorted.at), by_name);
	}
	if (good && satchel_list_lessons(making->pack, 0, take_lesson, &outline, &error) == SATCHEL_OK &&
	    now.count == outline.room) {
		for (size_t i = 0; i < guess->count; i++)
			if (!guess_is_lesson(&guess->at[i].old))
				now.at[now.count++] = guess->at[i];
		now.old = guess->old;
		guess_release(guess);
		*guess = now;
		now.at = NULL;
	}
	free(now.at);
	free(sorted.at);
	return good;
}

/* What is known of each entry from the old copy, and where its record is. */
static bool take_known(struct making *making, struct guess *guess)
{
	size_t best = take_old(making, guess);
	if (best == SIZE_MAX || (making->pack && !take_outline(making, guess)))
		return false;
	uint64_t record = making->image.size - ZIP_END_SIZE;
	for (size_t i = guess->count; i-- > 0;) {
		struct guessed *one = &guess->at[i];
		size_t size = ZIP_CENTRAL_SIZE + strlen(one->old.name);
		record -= record > size ? size : record;
		one->record = record;
		one->now = one->old;
		if (!one->fresh && stock_read_crc(&making->stock.packs[best], &one->old, &one->old_crc))
			one->crc = one->old_crc;
	}
	return true;
}

/* Reads the record of an entry, if it is its. */
static bool read_record(const struct making *making, struct guessed *one)
{
	unsigned char record[ZIP_CENTRAL_MAX];
	struct zip_entry entry;
	size_t len = strlen(one->old.name), size = ZIP_CENTRAL_SIZE + len;
	if (pread(making->image.fd, record, size, (off_t)one->record) != (ssize_t)size || !zip_is_central(record))
		return false;
	zip_get_central(record, &entry);
	if (entry.name_size != len || memcmp(record + ZIP_CENTRAL_SIZE, one->old.name, len) != 0)
		return false;
	one->crc = entry.crc;
	one->now.stored_size = entry.stored_size;
	one->now.raw_size = entry.raw_size;
	one->now.offset = entry.offset;
	one->told = true;
	one->changed = one->fresh || one->crc != one->old_crc || one->now.stored_size != one->old.stored_size ||
		       one->now.raw_size != one->old.raw_size;
	/* Lies about lengths cost no memory. */
	uint32_t limit = guess_is_lesson(&one->old) ? SATCHEL_LESSON_MAX : SATCHEL_ASSET_MAX;
	return one->now.raw_size <= limit && one->now.stored_size <= one->now.raw_size &&
	       one->now.offset >= making->edition->head &&
	       one->now.offset + zip_extent(&one->now) <= making->image.size;
}

/* Fetches the records that are wanted, and reads them. */
static enum fetch_status get_records(struct making *making, struct guess *guess, const bool *wanted, struct buf *why)
{
	struct landing landing;
	enum fetch_status status = FETCH_OK;
	landing_init(&landing, &making->image, why);
	for (size_t i = 0; status == FETCH_OK && i < guess->count; i++)
		/* A run before may have left it: all of it, where its name, which is its end, is there. */
		if (wanted[i] && !(making->resumed && read_record(making, &guess->at[i])))
			status = landing_add(&landing, guess->at[i].record,
					     ZIP_CENTRAL_SIZE + strlen(guess->at[i].old.name), i);
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
	uint64_t was = last->old.offset - (first->old.offset + zip_extent(&first->old));
	uint64_t is = last->now.offset - (first->now.offset + zip_extent(&first->now));
	for (size_t i = from + 1; i < to; i++) {
		struct guessed *one = &guess->at[i];
		wanted[i] = was != is || one->fresh;
		one->now.offset = one->old.offset - (first->old.offset + zip_extent(&first->old)) +
				  first->now.offset + zip_extent(&first->now);
	}
}

enum fetch_status guess_look(struct making *making, struct guess *guess, struct buf *why)
{
	*guess = (struct guess){ .looked = true };
	if (!take_known(making, guess))
		return FETCH_NO_MEMORY;
	/* A picture more or less, and no record is where it is thought to be. */
	if (guess->count < 2 || guess->at[0].record < making->edition->head)
		return FETCH_OK;
	bool *wanted = calloc(guess->count, sizeof(*wanted));
	if (!wanted)
		return FETCH_NO_MEMORY;
	size_t step = guess->count / LOOKS_MAX + 1;
	for (size_t i = 0; i < guess->count; i++)
		wanted[i] = i % (step > STEP ? step : STEP) == 0 || i + 1 == guess->count;
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
