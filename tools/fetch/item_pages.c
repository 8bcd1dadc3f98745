#include "fetch/item_pages.h"

#include "base/array.h"
#include "base/json.h"
#include "fetch/search_index.h"
#include "pack/deflate.h"
#include "pack/json_access.h"
#include "reader/lists.h"

#include <stdio.h>
#include <stdlib.h>

/* The id of a lesson. */
static struct str id_of(const struct satchel_entry *lesson)
{
	struct str name = str_from(lesson->name);
	const size_t before = strlen("lessons/"), after = strlen(".json");
	return (struct str){ name.at + before, name.len - before - after };
}

/* The newest local pack of the same edition; pack_count if there is none. */
static size_t find_old(const struct update *update)
{
	const struct local_entries *local = &update->local;
	size_t best = local->pack_count;
	uint64_t newest = 0;
	for (size_t i = 0; i < local->pack_count; i++) {
		const struct satchel_manifest *manifest = satchel_manifest(local->packs[i].pack);
		if (strcmp(manifest->edition, update->edition->edition) == 0 && manifest->release > newest) {
			newest = manifest->release;
			best = i;
		}
	}
	return best;
}

/* Adds the entries that the list locates, without its pages. */
static bool add_entries(struct item_pages *made, const struct update *update, enum list list,
			struct satchel_error *error)
{
	struct entry_list *entries = &made->entries;
	size_t count = entries->count;
	if (entry_list_add_part(entries, update->pack, list + 1, error) != SATCHEL_OK)
		return false;
	for (size_t i = count; i < entries->count; i++)
		if (entries->at[i].offset >= update->edition->head &&
		    !str_starts(str_from(entries->at[i].name), "index/"))
			entries->at[count++] = entries->at[i];
	entries->count = count;
	return true;
}

enum fetch_status item_pages_init(struct item_pages *made, struct update *update, struct buf *why)
{
	struct satchel_error error;
	*made = (struct item_pages){ .old = find_old(update) };
	if (!add_entries(made, update, LIST_LESSONS, &error))
		return fetch_because_of(&error, "the pack", why);
	made->lessons = made->entries.count;
	if (!add_entries(made, update, LIST_FILES, &error))
		return fetch_because_of(&error, "the pack", why);
	made->changed = calloc(made->entries.count + 1, sizeof(*made->changed));
	return made->changed ? FETCH_OK : FETCH_NO_MEMORY;
}

void item_pages_release(struct item_pages *made)
{
	free(made->entries.at);
	free(made->changed);
	free(made->items);
	*made = (struct item_pages){ .old = 0 };
}

enum fetch_status item_pages_want(struct item_pages *made, struct update *update, struct range_assembler *assembler,
				  struct buf *why)
{
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; status == FETCH_OK && i < made->entries.count; i++) {
		const struct satchel_entry *entry = &made->entries.at[i];
		const struct local_entry *from = local_entries_find(&update->local, entry);
		made->changed[i] = !from || from->pack != made->old;
		if (!made->changed[i] || (update->dry_run && from) || derived_is_search(entry))
			continue;
		if (entry->offset + zip_extent(entry) > update->partial.size)
			return fetch_because(FETCH_REFUSED, why, "the pack: %s: outside the file", entry->name);
		if (!(update->resumed && update_has(update, entry)) &&
		    !update_copy_entry(update, entry, &status, why) && status == FETCH_OK)
			status = assembler_add(assembler, entry->offset, zip_extent(entry), i);
	}
	return status;
}

/* Checks an entry once it is complete. */
struct entry_check {
	const struct item_pages *made;
	const struct update *update;
};

static enum fetch_status check_entry(void *context, const struct piece *piece, struct buf *why)
{
	const struct entry_check *check = context;
	return update_check(check->update, &check->made->entries.at[piece->entry], why);
}

static bool add_item(struct item_pages *made, const struct satchel_item *item)
{
	struct satchel_item *more = array_grow(made->items, made->count, &made->room, sizeof(*more));
	made->failed = !more;
	if (!more)
		return false;
	made->items = more;
	made->items[made->count++] = *item;
	return true;
}

static int has_id(const void *id, const void *entry)
{
	return str_compare(*(const struct str *)id, id_of(entry));
}

/* A satchel_item_visitor: keeps the items of the old copy whose lesson is unchanged. */
static bool take_known(void *context, const struct satchel_item *item)
{
	struct item_pages *made = context;
	const struct str id = str_from(item->lesson);
	const struct satchel_entry *entries = made->entries.at,
				   *lesson = made->lessons ? bsearch(&id, entries, made->lessons,
								     sizeof(*entries), has_id)
							   : NULL;
	return !lesson || made->changed[lesson - entries] || add_item(made, item);
}

/* Adds the items in a list of a lesson. False if one is not valid. */
static bool take_list(struct item_pages *made, struct json_walk list, struct satchel_item *item)
{
	static const char *const names[] = { "id" };
	struct json_string text;
	struct json_walk id;
	if (!json_enter(&list))
		return true;
	for (; walk_element(&list); walk_skip(&list)) {
		MEMBERS(list, names, &id);
		if (!id.at || walk_kind(&id) != '"' || !walk_text(&id, &text) ||
		    !string_copy(text, item->id, sizeof(item->id)) || !add_item(made, item))
			return false;
	}
	return true;
}

static void take_lesson(struct item_pages *made, const struct update *update, const struct satchel_entry *lesson)
{
	static const char *const names[] = { "questions", "cards", "glossary" };
	static const enum satchel_item_kind kinds[] = { SATCHEL_QUESTION, SATCHEL_CARD, SATCHEL_GLOSSARY };
	struct satchel_bytes bytes;
	struct satchel_error error;
	struct json_walk lists[3];
	struct satchel_item item;
	size_t offset;
	if (satchel_read_entry(update->pack, lesson, &bytes, &error) != SATCHEL_OK)
		return;
	if (json_check(bytes.at, bytes.size, &offset) == JSON_GOOD) {
		snprintf(item.lesson, sizeof(item.lesson), "%.*s", STR_ARG(id_of(lesson)));
		MEMBERS((struct json_walk){ bytes.at }, names, lists);
		bool good = true;
		for (size_t i = 0; good && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
			item.kind = kinds[i];
			good = take_list(made, lists[i], &item);
		}
	}
	satchel_bytes_free(&bytes);
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct satchel_item *)a)->id, ((const struct satchel_item *)b)->id);
}

enum fetch_status item_pages_collect(struct item_pages *made, struct update *update, struct buf *why)
{
	struct range_assembler assembler;
	struct entry_check check = { made, update };
	struct satchel_error error;
	assembler_init(&assembler, &update->partial, why);
	assembler.check = check_entry;
	assembler.context = &check;
	enum fetch_status status = item_pages_want(made, update, &assembler, why);
	if (status == FETCH_OK)
		status = transfer_get(&update->transfer, &assembler, why);
	assembler_release(&assembler);
	if (status != FETCH_OK)
		return status;
	update->resumed = true;
	/* If the old copy is damaged, the pages differ from their digests. */
	if (made->old < update->local.pack_count)
		(void)!satchel_list_items(update->local.packs[made->old].pack, take_known, made, &error);
	for (size_t i = 0; !made->failed && i < made->lessons; i++)
		if (made->changed[i])
			take_lesson(made, update, &made->entries.at[i]);
	if (made->count > 1)
		qsort(made->items, made->count, sizeof(*made->items), by_id);
	return made->failed ? FETCH_NO_MEMORY : FETCH_OK;
}

/* Writes the page as satchel-pack does. */
static void put_items(const struct satchel_item *items, size_t count, struct buf *out)
{
	static const char *const kinds[] = {
		[SATCHEL_QUESTION] = "question", [SATCHEL_CARD] = "card", [SATCHEL_GLOSSARY] = "glossary"
	};
	struct json json;
	json_init(&json, out);
	json_open_object(&json);
	json_key(&json, "rows");
	json_open_array(&json);
	for (size_t i = 0; i < count; i++) {
		json_open_array(&json);
		json_text(&json, items[i].id);
		json_text(&json, kinds[items[i].kind]);
		json_text(&json, items[i].lesson);
		json_close_array(&json);
	}
	json_close_array(&json);
	json_close_object(&json);
}

/* The first item of the page, if as many follow as it has rows; otherwise NULL. */
static const struct satchel_item *first_of(const struct item_pages *made, const struct index_page *page)
{
	struct satchel_item key;
	if (made->count == 0 || strlen(page->first) >= sizeof(key.id))
		return NULL;
	strcpy(key.id, page->first);
	const struct satchel_item *from = bsearch(&key, made->items, made->count, sizeof(key), by_id);
	return from && page->rows <= made->count - (size_t)(from - made->items) ? from : NULL;
}

enum fetch_status item_pages_make(const struct item_pages *made, struct update *update, const struct page_list *pages,
				  struct buf *why)
{
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; status == FETCH_OK && i < pages->count; i++) {
		const struct index_page *page = &pages->at[i];
		const struct satchel_item *first = first_of(made, page);
		struct buf raw;
		bool done;
		/* Don't write outside the head; such a page is refused later. */
		if (!first || page->entry.offset + zip_extent(&page->entry) > update->edition->head ||
		    update_has(update, &page->entry))
			continue;
		buf_init(&raw, SATCHEL_INDEX_MAX + 1);
		put_items(first, (size_t)page->rows, &raw);
		status = derived_put(update, &page->entry, buf_view(&raw), DEFLATE_REBUILT, &done, why);
		buf_release(&raw);
	}
	return status;
}
