#include "base/array.h"
#include "fetch/predicted_index.h"
#include "pack/json_access.h"

#include <stdio.h>
#include <stdlib.h>

struct item_collector {
	const struct predicted_index *predicted;
	struct predicted_items *items;
};

static bool add_item(struct predicted_items *items, const struct satchel_item *item)
{
	struct satchel_item *more = array_grow(items->at, items->count, &items->room, sizeof(*more));
	if (!more)
		return false;
	items->at = more;
	items->at[items->count++] = *item;
	return true;
}

/* A satchel_item_visitor: keeps the items of the old copy whose lesson is unchanged. */
static bool take_known(void *context, const struct satchel_item *item)
{
	struct item_collector *taking = context;
	const struct predicted_entry *lesson = predicted_find_lesson(taking->predicted, item->lesson);
	if (lesson && !lesson->changed && !add_item(taking->items, item))
		taking->items->failed = true;
	return !taking->items->failed;
}

/* Adds the items in a list of a changed lesson. */
static bool take_list(struct predicted_items *items, struct json_walk list, struct satchel_item *item)
{
	static const char *const names[] = { "id" };
	struct json_string text;
	struct json_walk id;
	if (!json_enter(&list))
		return true;
	for (; walk_element(&list); walk_skip(&list)) {
		MEMBERS(list, names, &id);
		if (!id.at || walk_kind(&id) != '"' || !walk_text(&id, &text) ||
		    !string_copy(text, item->id, sizeof(item->id)))
			return false;
		if (!add_item(items, item)) {
			items->failed = true;
			return false;
		}
	}
	return true;
}

static bool take_changed(const struct update *update, const struct predicted_entry *lesson,
			 struct predicted_items *items)
{
	static const char *const names[] = { "questions", "cards", "glossary" };
	static const enum satchel_item_kind kinds[] = { SATCHEL_QUESTION, SATCHEL_CARD, SATCHEL_GLOSSARY };
	struct satchel_bytes bytes;
	struct satchel_error error;
	struct json_walk lists[3];
	struct satchel_item item;
	size_t offset;
	struct str id = predicted_key(&lesson->now);
	if (satchel_read_entry(update->pack, &lesson->now, &bytes, &error) != SATCHEL_OK)
		return false;
	bool good = id.len < sizeof(item.lesson) && json_check(bytes.at, bytes.size, &offset) == JSON_GOOD;
	if (good) {
		memcpy(item.lesson, id.at, id.len);
		item.lesson[id.len] = '\0';
		MEMBERS((struct json_walk){ bytes.at }, names, lists);
	}
	for (size_t i = 0; good && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		item.kind = kinds[i];
		good = take_list(items, lists[i], &item);
	}
	satchel_bytes_free(&bytes);
	return good;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct satchel_item *)a)->id, ((const struct satchel_item *)b)->id);
}

bool predicted_index_items(const struct update *update, const struct predicted_index *predicted,
			   struct predicted_items *items)
{
	struct item_collector taking = { predicted, items };
	struct satchel_error error;
	*items = (struct predicted_items){ .at = NULL };
	bool good = predicted->old && satchel_list_items(predicted->old, take_known, &taking, &error) == SATCHEL_OK;
	for (size_t i = 0; good && !items->failed && i < predicted->count; i++)
		if (predicted->at[i].changed && predicted_is_lesson(&predicted->at[i].now))
			good = take_changed(update, &predicted->at[i], items);
	if (items->count > 1)
		qsort(items->at, items->count, sizeof(*items->at), by_id);
	return good && !items->failed;
}

const struct satchel_item *predicted_items_from(const struct predicted_items *items, const char *first, uint64_t rows)
{
	struct satchel_item key;
	if (items->count == 0 || strlen(first) >= sizeof(key.id))
		return NULL;
	strcpy(key.id, first);
	const struct satchel_item *from = bsearch(&key, items->at, items->count, sizeof(key), by_id);
	return from && rows <= items->count - (size_t)(from - items->at) ? from : NULL;
}

void predicted_items_release(struct predicted_items *items)
{
	free(items->at);
	*items = (struct predicted_items){ .at = NULL };
}
