#include "fetch/predicted_index.h"

#include "base/file.h"
#include "fetch/search_index.h"
#include "pack/base_pack.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	/* Initial step between sampled records: roughly minimises the total of the two requests. Larger if that would
	 * take many requests. */
	STEP = 24,
	LOOKS_MAX = 2 * PLAN_RANGES_MAX - 2,
};

static int by_offset(const void *a, const void *b)
{
	uint64_t x = ((const struct predicted_entry *)a)->old.offset,
		 y = ((const struct predicted_entry *)b)->old.offset;
	return (x > y) - (x < y);
}

static bool is_body(const char *name)
{
	return strncmp(name, "lessons/", 8) == 0 || strncmp(name, "assets/", 7) == 0 ||
	       strncmp(name, "extras/", 7) == 0;
}

bool predicted_is_lesson(const struct satchel_entry *entry)
{
	return strncmp(entry->name, "lessons/", 8) == 0;
}

bool predicted_wants(const struct predicted_entry *one)
{
	return one->changed && !derived_is_search(&one->now);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct predicted_entry *)a)->old.name, ((const struct predicted_entry *)b)->old.name);
}

/* Collects the entries of the newest local pack, in its order. Returns the number of that pack, or SIZE_MAX if memory
 * ran out. */
static size_t add_old_copy(const struct update *update, struct predicted_index *predicted)
{
	const struct local_entries *local = &update->local;
	size_t best = local->pack_count;
	for (size_t i = 0; i < local->pack_count; i++)
		if (strcmp(satchel_manifest(local->packs[i].pack)->edition, update->edition->edition) == 0 &&
		    (best == local->pack_count || satchel_manifest(local->packs[i].pack)->release >
							  satchel_manifest(local->packs[best].pack)->release))
			best = i;
	predicted->old = best < local->pack_count ? local->packs[best].pack : NULL;
	predicted->at = calloc(local->count + 1, sizeof(*predicted->at));
	if (!predicted->at)
		return SIZE_MAX;
	for (size_t i = 0; i < local->count; i++)
		if (local->entries[i].pack == best && is_body(local->entries[i].entry.name))
			predicted->at[predicted->count++].old = local->entries[i].entry;
	if (predicted->count > 1)
		qsort(predicted->at, predicted->count, sizeof(*predicted->at), by_offset);
	return best;
}

struct outline {
	const struct predicted_index *old; /* sorted by name */
	struct predicted_index *now;
	size_t room;
};

/* A satchel_lesson_visitor. */
static bool take_lesson(void *context, const struct satchel_lesson *lesson)
{
	struct outline *outline = context;
	struct predicted_index *now = outline->now;
	struct predicted_entry *one = &now->at[now->count], key;
	if (now->count == outline->room)
		return false;
	snprintf(key.old.name, sizeof(key.old.name), "lessons/%.64s.json", lesson->id);
	const struct predicted_entry *old = NULL;
	if (outline->old->count > 0)
		old = bsearch(&key, outline->old->at, outline->old->count, sizeof(key), by_name);
	*one = old ? *old : (struct predicted_entry){ .fresh = true, .changed = true };
	memcpy(one->old.name, key.old.name, sizeof(key.old.name));
	now->count++;
	return true;
}

/* Replaces the old list of lessons with that of the new pack's outline, if its pages are present. */
static bool take_outline(const struct update *update, struct predicted_index *predicted)
{
	const uint64_t lessons = satchel_manifest(update->pack)->counts.lessons;
	struct predicted_index now = { .tried = true }, sorted = { .count = predicted->count };
	struct outline outline = { .old = &sorted, .now = &now };
	struct satchel_error error;
	if (lessons > SATCHEL_ENTRIES_MAX)
		return true;
	outline.room = (size_t)lessons;
	now.at = calloc(outline.room + predicted->count + 1, sizeof(*now.at));
	sorted.at = calloc(predicted->count + 1, sizeof(*sorted.at));
	bool good = now.at && sorted.at;
	if (good && predicted->count > 0) {
		memcpy(sorted.at, predicted->at, predicted->count * sizeof(*predicted->at));
		qsort(sorted.at, sorted.count, sizeof(*sorted.at), by_name);
	}
	if (good && satchel_list_lessons(update->pack, 0, take_lesson, &outline, &error) == SATCHEL_OK &&
	    now.count == outline.room) {
		for (size_t i = 0; i < predicted->count; i++)
			if (!predicted_is_lesson(&predicted->at[i].old))
				now.at[now.count++] = predicted->at[i];
		now.old = predicted->old;
		predicted_index_release(predicted);
		*predicted = now;
		now.at = NULL;
	}
	free(now.at);
	free(sorted.at);
	return good;
}

/* Fills in what the old copy says of each entry, and estimates the offset of its record. */
static bool take_known(struct update *update, struct predicted_index *predicted)
{
	size_t best = add_old_copy(update, predicted);
	if (best == SIZE_MAX || (update->pack && !take_outline(update, predicted)))
		return false;
	uint64_t record = update->partial.size - ZIP_END_SIZE;
	for (size_t i = predicted->count; i-- > 0;) {
		struct predicted_entry *one = &predicted->at[i];
		size_t size = ZIP_CENTRAL_SIZE + strlen(one->old.name);
		record -= record > size ? size : record;
		one->record = record;
		one->now = one->old;
		if (!one->fresh && base_read_crc(update->local.packs[best].file.fd, &one->old, &one->old_crc))
			one->crc = one->old_crc;
	}
	return true;
}

/* Reads the record of an entry; false if the bytes there are not its record. */
static bool read_record(const struct update *update, struct predicted_entry *one)
{
	unsigned char record[ZIP_CENTRAL_MAX];
	struct zip_entry entry;
	size_t len = strlen(one->old.name), size = ZIP_CENTRAL_SIZE + len;
	if (!file_read_at(update->partial.fd, one->record, record, size) || !zip_is_central(record))
		return false;
	zip_get_central(record, &entry);
	if (entry.name_size != len || memcmp(record + ZIP_CENTRAL_SIZE, one->old.name, len) != 0)
		return false;
	one->crc = entry.crc;
	one->now.stored_size = entry.stored_size;
	one->now.raw_size = entry.raw_size;
	one->now.offset = entry.offset;
	one->known = true;
	one->changed = one->fresh || one->crc != one->old_crc || one->now.stored_size != one->old.stored_size ||
		       one->now.raw_size != one->old.raw_size;
	/* Limits memory in case the record states false sizes. */
	uint32_t limit = predicted_is_lesson(&one->old) ? SATCHEL_LESSON_MAX : SATCHEL_ASSET_MAX;
	return one->now.raw_size <= limit && one->now.stored_size <= one->now.raw_size &&
	       one->now.offset >= update->edition->head &&
	       one->now.offset + zip_extent(&one->now) <= update->partial.size;
}

/* Fetches and reads the wanted records. */
static enum fetch_status get_records(struct update *update, struct predicted_index *predicted, const bool *wanted,
				     struct buf *why)
{
	struct range_assembler assembler;
	enum fetch_status status = FETCH_OK;
	assembler_init(&assembler, &update->partial, why);
	for (size_t i = 0; status == FETCH_OK && i < predicted->count; i++)
		/* An earlier run may have left it: it is complete if its name, the last part, is present. */
		if (wanted[i] && !(update->resumed && read_record(update, &predicted->at[i])))
			status = assembler_add(&assembler, predicted->at[i].record,
					     ZIP_CENTRAL_SIZE + strlen(predicted->at[i].old.name), i);
	update->transfer.only_many = true;
	if (status == FETCH_OK)
		status = transfer_get(&update->transfer, &assembler, why);
	update->transfer.only_many = false;
	predicted->good = status == FETCH_OK && assembler_done(&assembler);
	for (size_t i = 0; predicted->good && i < predicted->count; i++)
		predicted->good = !wanted[i] || read_record(update, &predicted->at[i]);
	assembler_release(&assembler);
	return status;
}

/* For the entries between two known records: if the distance is unchanged, they moved by the same amount; otherwise
 * their own records are wanted. */
static void compare_between(struct predicted_index *predicted, size_t from, size_t to, bool *wanted)
{
	struct predicted_entry *first = &predicted->at[from], *last = &predicted->at[to];
	uint64_t was = last->old.offset - (first->old.offset + zip_extent(&first->old));
	uint64_t is = last->now.offset - (first->now.offset + zip_extent(&first->now));
	for (size_t i = from + 1; i < to; i++) {
		struct predicted_entry *one = &predicted->at[i];
		wanted[i] = was != is || one->fresh;
		one->now.offset = one->old.offset - (first->old.offset + zip_extent(&first->old)) +
				  first->now.offset + zip_extent(&first->now);
	}
}

enum fetch_status predicted_index_locate(struct update *update, struct predicted_index *predicted, struct buf *why)
{
	*predicted = (struct predicted_index){ .tried = true };
	if (!take_known(update, predicted))
		return FETCH_NO_MEMORY;
	/* If the number of pictures changed, all estimated offsets are wrong. */
	if (predicted->count < 2 || predicted->at[0].record < update->edition->head)
		return FETCH_OK;
	bool *wanted = calloc(predicted->count, sizeof(*wanted));
	if (!wanted)
		return FETCH_NO_MEMORY;
	size_t step = predicted->count / LOOKS_MAX + 1;
	for (size_t i = 0; i < predicted->count; i++)
		wanted[i] = i % (step > STEP ? step : STEP) == 0 || i + 1 == predicted->count;
	enum fetch_status status = get_records(update, predicted, wanted, why);
	predicted->good = predicted->good && predicted->at[0].now.offset == update->edition->head;
	memset(wanted, 0, predicted->count * sizeof(*wanted));
	for (size_t from = 0, to = 1; predicted->good && to < predicted->count; to++)
		if (predicted->at[to].known) {
			compare_between(predicted, from, to, wanted);
			from = to;
		}
	if (status == FETCH_OK && predicted->good)
		status = get_records(update, predicted, wanted, why);
	free(wanted);
	return status;
}

void predicted_index_release(struct predicted_index *predicted)
{
	free(predicted->at);
	*predicted = (struct predicted_index){ .at = NULL };
}
