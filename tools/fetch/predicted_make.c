#include "fetch/predicted_index.h"
#include "fetch/search_index.h"
#include "pack/location.h"
#include "reader/digest.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

/* Computes the digest of a changed entry from its bytes. */
static bool take_digest(struct update *update, struct predicted_entry *one)
{
	struct satchel_entry *now = &one->now;
	uint8_t digest[SATCHEL_DIGEST_SIZE];
	char *stored = malloc((size_t)now->stored_size + 1);
	bool good = stored && file_read_at(update->partial.fd, now->offset + ZIP_LOCAL_SIZE + strlen(now->name), stored,
					   now->stored_size);
	if (good) {
		sha256(digest, stored, now->stored_size);
		memcpy(now->digest, digest, sizeof(now->digest));
	}
	free(stored);
	return good;
}

struct str predicted_key(const struct satchel_entry *entry)
{
	struct str name = str_from(entry->name);
	return str_starts(name, "lessons/") ? (struct str){ name.at + 8, name.len - 13 } : name;
}

static int by_key(const void *a, const void *b)
{
	const struct satchel_entry *x = &((const struct predicted_entry *)a)->now,
				   *y = &((const struct predicted_entry *)b)->now;
	if (predicted_is_lesson(x) != predicted_is_lesson(y))
		return predicted_is_lesson(x) ? -1 : 1;
	return str_compare(predicted_key(x), predicted_key(y));
}

const struct predicted_entry *predicted_find_lesson(const struct predicted_index *predicted, const char *id)
{
	struct predicted_entry key = { .changed = false };
	snprintf(key.now.name, sizeof(key.now.name), "lessons/%.64s.json", id);
	return predicted->count > 0 ? bsearch(&key, predicted->at, predicted->count, sizeof(key), by_key) : NULL;
}

enum fetch_status predicted_index_get_changed(struct update *update, struct predicted_index *predicted, struct buf *why)
{
	struct range_assembler assembler;
	enum fetch_status status = FETCH_OK;
	assembler_init(&assembler, &update->partial, why);
	for (size_t i = 0; status == FETCH_OK && i < predicted->count; i++) {
		const struct satchel_entry *now = &predicted->at[i].now;
		if (predicted_wants(&predicted->at[i]))
			status = assembler_add(&assembler, now->offset, zip_extent(now), i);
	}
	if (status == FETCH_OK)
		status = transfer_get(&update->transfer, &assembler, why);
	/* Overlapping records are invalid. */
	predicted->good = status == FETCH_OK;
	assembler_release(&assembler);
	for (size_t i = 0; predicted->good && i < predicted->count; i++)
		predicted->good = !predicted_wants(&predicted->at[i]) || take_digest(update, &predicted->at[i]);
	predicted->ready = predicted->good;
	update->resumed = update->resumed || predicted->ready;
	if (predicted->ready)
		qsort(predicted->at, predicted->count, sizeof(*predicted->at), by_key);
	return status == FETCH_REFUSED ? FETCH_OK : status;
}

/* Writes the page around its rows, as satchel-pack does. */
static void open_rows(struct json *json, struct buf *out)
{
	json_init(json, out);
	json_open_object(json);
	json_key(json, "rows");
	json_open_array(json);
}

static void close_rows(struct json *json)
{
	json_close_array(json);
	json_close_object(json);
}

static void put_locations(const struct update *update, const struct predicted_entry *rows, size_t count,
			  struct buf *out)
{
	struct json json;
	open_rows(&json, out);
	for (size_t i = 0; i < count; i++) {
		const struct satchel_entry *entry = &rows[i].now;
		struct packed packed = { .stored_size = entry->stored_size, .raw_size = entry->raw_size };
		memcpy(packed.digest, entry->digest, sizeof(packed.digest));
		json_open_object(&json);
		json_member_str(&json, predicted_is_lesson(entry) ? "id" : "name", predicted_key(entry));
		location_members(&json, entry->offset - update->edition->head, &packed);
		json_close_object(&json);
	}
	close_rows(&json);
}

static void put_items(const struct satchel_item *items, size_t count, struct buf *out)
{
	static const char *const kinds[] = {
		[SATCHEL_QUESTION] = "question", [SATCHEL_CARD] = "card", [SATCHEL_GLOSSARY] = "glossary"
	};
	struct json json;
	open_rows(&json, out);
	for (size_t i = 0; i < count; i++) {
		json_open_array(&json);
		json_text(&json, items[i].id);
		json_text(&json, kinds[items[i].kind]);
		json_text(&json, items[i].lesson);
		json_close_array(&json);
	}
	close_rows(&json);
}

bool predicted_is_made(unsigned list)
{
	return list == PAGES_LESSONS || list == PAGES_FILES || list == PAGES_ITEMS;
}

/* Generates the page, and keeps it if its digest matches. */
static enum fetch_status make_page(struct update *update, const struct predicted_index *predicted,
				   const struct predicted_items *items, const struct index_page *page, struct buf *why)
{
	struct predicted_entry key = { .changed = false };
	const struct predicted_entry *rows = NULL;
	const struct satchel_item *first = NULL;
	struct buf raw;
	bool made;
	if (page->list == PAGES_LESSONS) {
		rows = predicted_find_lesson(predicted, page->first);
	} else if (page->list == PAGES_FILES) {
		snprintf(key.now.name, sizeof(key.now.name), "%.80s", page->first);
		rows = bsearch(&key, predicted->at, predicted->count, sizeof(*predicted->at), by_key);
	} else {
		first = predicted_items_from(items, page->first, page->rows);
	}
	if (!first && (!rows || page->rows > predicted->count - (size_t)(rows - predicted->at)))
		return FETCH_OK;
	buf_init(&raw, SATCHEL_INDEX_MAX + 1);
	if (first)
		put_items(first, (size_t)page->rows, &raw);
	else
		put_locations(update, rows, (size_t)page->rows, &raw);
	enum fetch_status status = derived_put(update, &page->entry, buf_view(&raw), DEFLATE_REBUILT, &made, why);
	buf_release(&raw);
	return status;
}

enum fetch_status predicted_index_make(struct update *update, const struct predicted_index *predicted,
				       const struct page_list *pages, struct buf *why)
{
	struct predicted_items items = { .at = NULL };
	bool tried = false;
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; status == FETCH_OK && i < pages->count; i++) {
		const struct index_page *page = &pages->at[i];
		/* Don't write outside the head; such a page is refused later. */
		if (page->entry.offset + zip_extent(&page->entry) > update->edition->head)
			continue;
		if (!predicted_is_made(page->list) || update_has(update, &page->entry))
			continue;
		if (page->list == PAGES_ITEMS && !tried) {
			tried = true;
			if (!predicted_index_items(update, predicted, &items) && !items.failed)
				items.count = 0;
		}
		status = items.failed ? FETCH_NO_MEMORY : make_page(update, predicted, &items, page, why);
	}
	predicted_items_release(&items);
	return status;
}
