/* New ids for items whose ids are taken. */
#include "preview/pass_content.h"

#include "reader/json.h"
#include "reader/satchel.h"

struct renaming {
	struct gather *gather;
	struct map known;   /* all ids of lessons and items */
	struct map taken;   /* those of lessons, and of the items before */
	struct arena arena; /* keys of the maps */
};

static bool put(struct renaming *renaming, struct map *map, struct str id)
{
	struct str key = arena_str(&renaming->arena, id);
	void **slot = key.at ? map_put(map, key) : NULL;
	if (slot)
		*slot = renaming;
	return slot != NULL;
}

/* The item after kind: the next one's kind, or the end of the list. */
static const char *after(const char *kind)
{
	const char *id = kind + strlen(kind) + 1;
	return id + strlen(id) + 1;
}

static bool know(struct renaming *renaming, const struct lesson_slot *slot)
{
	bool good = true;
	const char *end = slot->items.at + slot->items.len;
	for (const char *kind = slot->items.at; good && kind != end; kind = after(kind))
		good = put(renaming, &renaming->known, str_from(kind + strlen(kind) + 1));
	return good;
}

/* Writes an id that is not known: "q-heart-2". */
static void choose(const struct renaming *renaming, const char *id, char chosen[SATCHEL_ID_MAX + 1])
{
	unsigned number = 2;
	do {
		char ending[16];
		int len = snprintf(ending, sizeof(ending), "-%u", number++);
		snprintf(chosen, SATCHEL_ID_MAX + 1, "%.*s%s", SATCHEL_ID_MAX - len, id, ending);
	} while (map_get(&renaming->known, str_from(chosen)));
}

/* Where the JSON of the lesson has the id of the item; STR_NONE if it has no such item. */
static struct str find_id(const char *json, const char *id)
{
	static const char *const lists[] = { "questions", "cards", "glossary" };
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct json_walk walk = { json };
		if (!walk_to(&walk, lists[i]) || !walk_array(&walk))
			continue;
		while (walk_element(&walk)) {
			struct json_walk item = walk;
			struct json_string found;
			walk_skip(&walk);
			if (walk_to(&item, "id") && walk_text(&item, &found) && string_is(found, id))
				return (struct str){ found.at, found.len };
		}
	}
	return STR_NONE;
}

static bool replace_id(struct buf *json, const char *id, const char *by)
{
	struct str found = find_id(buf_cstr(json), id);
	struct buf changed;
	if (!found.at)
		return true;
	buf_init(&changed, BUF_CAP);
	size_t before = (size_t)(found.at - json->at);
	buf_add(&changed, json->at, before);
	buf_text(&changed, by);
	buf_add(&changed, found.at + found.len, json->len - before - found.len);
	bool good = !buf_failed(&changed);
	buf_release(json);
	*json = changed;
	return good;
}

/* Copies kind and id of each item, and replaces ids that are taken in the copy and in the JSON, which is read when it
 * is needed. */
static bool rename_items(struct renaming *renaming, const struct lesson_slot *slot, struct buf *items,
			 struct buf *json)
{
	const char *end = slot->items.at + slot->items.len;
	bool good = true;
	for (const char *kind = slot->items.at; good && kind != end; kind = after(kind)) {
		const char *id = kind + strlen(kind) + 1;
		char chosen[SATCHEL_ID_MAX + 1];
		if (map_get(&renaming->taken, str_from(id))) {
			choose(renaming, id, chosen);
			good = (json->len || store_raw(&slot->packed, json)) && replace_id(json, id, chosen) &&
			       put(renaming, &renaming->known, str_from(chosen));
			id = chosen;
		}
		buf_add(items, kind, strlen(kind) + 1);
		buf_add(items, id, strlen(id) + 1);
		good = good && put(renaming, &renaming->taken, str_from(id));
	}
	return good && !buf_failed(items);
}

static bool rename_in(struct renaming *renaming, struct lesson_slot *slot)
{
	struct buf items, json, why;
	buf_init(&items, BUF_CAP);
	buf_init(&json, BUF_CAP);
	buf_init(&why, 64 * 1024);
	bool good = rename_items(renaming, slot, &items, &json);
	if (good && json.len) {
		packed_release(&slot->packed);
		good = store_pack(renaming->gather->store, &slot->packed, buf_view(&json), true, &why) == RESULT_OK;
	}
	buf_release(&slot->items);
	slot->items = items;
	buf_release(&json);
	buf_release(&why);
	return good;
}

bool pass_rename_items(struct gather *gather)
{
	const struct definition *definition = gather->definition;
	struct lesson_slot *slots = gather->slots[EDITION_FULL];
	struct renaming renaming = { .gather = gather };
	bool good = true;
	map_init(&renaming.known);
	map_init(&renaming.taken);
	arena_init(&renaming.arena);
	for (size_t i = 0; good && i < definition->lesson_count; i++) {
		const struct definition_lesson *lesson = definition->by_id[i];
		if (slots[lesson->index].included)
			good = put(&renaming, &renaming.known, lesson->id) &&
			       put(&renaming, &renaming.taken, lesson->id) &&
			       know(&renaming, &slots[lesson->index]);
	}
	for (size_t i = 0; good && i < definition->lesson_count; i++)
		if (slots[i].included)
			good = rename_in(&renaming, &slots[i]);
	map_release(&renaming.known);
	map_release(&renaming.taken);
	arena_release(&renaming.arena);
	return good;
}
