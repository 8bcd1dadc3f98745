#include "pack/lists.h"

#include "base/array.h"
#include "pack/entries.h"
#include "pack/location.h"

#include <stdlib.h>

static void row_begin(struct index_list *list, struct str key)
{
	struct list_row *more = array_grow(list->rows, list->count, &list->room, sizeof(*more));
	if (!more) {
		list->failed = true;
		return;
	}
	list->rows = more;
	if (list->count > 0)
		buf_char(&list->text, ',');
	list->rows[list->count] = (struct list_row){ .key = key, .start = list->text.len };
}

static void row_end(struct index_list *list)
{
	if (!list->failed)
		list->rows[list->count++].end = list->text.len;
}

/* Lists the entries in archive order, which is that of the rows. */
struct list_walk {
	struct index_list *lessons, *files;
	uint64_t offset; /* of the next entry, from the first one */
};

static void see_entry(void *context, const struct entry_seen *entry)
{
	struct list_walk *walk = context;
	struct index_list *list = entry->kind == ENTRY_LESSON ? walk->lessons : walk->files;
	struct str key = entry->kind == ENTRY_LESSON ? entry->lesson->id : str_from(entry->name);
	struct json json;
	row_begin(list, key);
	json_init(&json, &list->text);
	location_row(&json, key, entry->packed);
	if (!list->failed)
		list->rows[list->count].offset = walk->offset;
	row_end(list);
	size_t extent = packed_extent(entry->packed, entry->name);
	walk->offset += extent;
	list->extent += extent;
}

static void list_locations(struct index_list lists[LISTS], const struct edition *edition)
{
	struct list_walk walk = { &lists[LIST_LESSONS], &lists[LIST_FILES], 0 };
	entries_each(edition, see_entry, &walk);
}

static void list_outline(struct index_list *list, const struct edition *edition)
{
	for (const struct definition_unit *unit = edition->definition->units; unit; unit = unit->next) {
		for (const struct definition_lesson *lesson = unit->lessons; lesson; lesson = lesson->next) {
			const struct lesson_slot *slot = &edition->lessons[lesson->index];
			if (!slot->included)
				continue;
			row_begin(list, lesson->id);
			buf_str(&list->text, buf_view(&slot->row));
			row_end(list);
		}
	}
}

struct item {
	const char *id, *kind;
	struct str lesson;
};

static int by_item_id(const void *a, const void *b)
{
	return strcmp(((const struct item *)a)->id, ((const struct item *)b)->id);
}

static size_t collect_items(const struct edition *edition, struct item *items)
{
	size_t count = 0;
	for (size_t i = 0; i < edition->definition->lesson_count; i++) {
		const struct definition_lesson *lesson = edition->definition->by_id[i];
		const struct buf *all = &edition->lessons[lesson->index].items;
		for (size_t at = 0; at < all->len; count++) {
			const char *kind = all->at + at, *id = kind + strlen(kind) + 1;
			if (items)
				items[count] = (struct item){ id, kind, lesson->id };
			at = (size_t)(id - all->at) + strlen(id) + 1;
		}
	}
	return count;
}

static bool list_items(struct index_list *list, const struct edition *edition)
{
	size_t count = collect_items(edition, NULL);
	struct item *items = malloc((count + 1) * sizeof(*items));
	struct json json;
	if (!items)
		return false;
	collect_items(edition, items);
	qsort(items, count, sizeof(*items), by_item_id);
	for (size_t i = 0; i < count; i++) {
		/* The slot owns the id. */
		row_begin(list, str_from(items[i].id));
		json_init(&json, &list->text);
		json_open_array(&json);
		json_text(&json, items[i].id);
		json_text(&json, items[i].kind);
		json_str(&json, items[i].lesson);
		json_close_array(&json);
		row_end(list);
	}
	free(items);
	return true;
}

bool lists_make(struct index_list lists[LISTS], const struct edition *edition)
{
	for (int i = 0; i < LISTS; i++) {
		lists[i] = (struct index_list){ .located = i == LIST_LESSONS || i == LIST_FILES };
		buf_init(&lists[i].text, BUF_CAP);
	}
	bool good = list_items(&lists[LIST_ITEMS], edition);
	list_locations(lists, edition);
	list_outline(&lists[LIST_OUTLINE], edition);
	for (int i = 0; i < LISTS; i++)
		good = good && !lists[i].failed && !buf_failed(&lists[i].text);
	return good;
}

void lists_release(struct index_list lists[LISTS])
{
	for (int i = 0; i < LISTS; i++) {
		buf_release(&lists[i].text);
		free(lists[i].rows);
	}
}
