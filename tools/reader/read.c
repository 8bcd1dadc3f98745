#include "reader/internal.h"

#include <stdlib.h>
#include <string.h>

static enum satchel_status give(const struct troubles *troubles, struct satchel_error *error)
{
	if (troubles->count == 0) {
		error_set(error, SATCHEL_OK, "%s", "");
		return SATCHEL_OK;
	}
	if (error)
		*error = troubles->first;
	return troubles->first.status;
}

static enum satchel_status unknown(struct satchel_error *error, const char *what, const char *name)
{
	error_set(error, SATCHEL_UNKNOWN, "the pack has no %s '%s'", what, name);
	return SATCHEL_UNKNOWN;
}

static enum satchel_status read_entry(const struct satchel *pack, const struct satchel_entry *entry,
				      struct satchel_bytes *bytes, struct satchel_error *error)
{
	struct troubles troubles = { .count = 0 };
	struct satchel_entry copy = *entry; /* extract may write on its entry; the pack is shared by threads */
	bool has_digests = entry >= pack->entries + ENTRY_INDEX;
	if (!extract(&pack->input, &copy, has_digests, bytes, &troubles))
		*bytes = (struct satchel_bytes){ NULL, 0 };
	return give(&troubles, error);
}

enum satchel_status satchel_read(const struct satchel *pack, const char *name, struct satchel_bytes *bytes,
				 struct satchel_error *error)
{
	const struct satchel_entry *entry = satchel_find_entry(pack, name);
	*bytes = (struct satchel_bytes){ NULL, 0 };
	return entry ? read_entry(pack, entry, bytes, error) : unknown(error, "entry", name);
}

enum satchel_status satchel_read_lesson(const struct satchel *pack, const char *id, struct satchel_bytes *bytes,
					struct satchel_error *error)
{
	const struct satchel_lesson *lesson = satchel_find_lesson(pack, id);
	*bytes = (struct satchel_bytes){ NULL, 0 };
	return lesson ? read_entry(pack, lesson->entry, bytes, error) : unknown(error, "lesson", id);
}

static const json_t *find_in(const json_t *items, const char *id)
{
	size_t i;
	json_t *item;
	json_array_foreach ((json_t *)items, i, item) {
		const char *has = json_string_value(json_object_get(item, "id"));
		if (has && strcmp(has, id) == 0)
			return item;
	}
	return NULL;
}

enum satchel_status satchel_read_item(const struct satchel *pack, const char *id, struct satchel_bytes *bytes,
				      struct satchel_error *error)
{
	const struct satchel_item *item = satchel_find_item(pack, id);
	struct troubles troubles = { .count = 0 };
	struct satchel_bytes whole;
	*bytes = (struct satchel_bytes){ NULL, 0 };
	if (!item)
		return unknown(error, "question, card or glossary entry", id);
	enum satchel_status status = read_entry(pack, pack->lessons[item->lesson].entry, &whole, error);
	if (status != SATCHEL_OK)
		return status;
	json_t *lesson = parse_json(&whole, pack->lessons[item->lesson].entry->name, &troubles);
	satchel_bytes_free(&whole);
	if (!lesson)
		return give(&troubles, error);
	const json_t *found = find_in(json_object_get(lesson, item_members[item->kind]), id);
	if (!found)
		trouble(&troubles, SATCHEL_DAMAGED, "%s: it lacks %s, which the index lists",
			pack->lessons[item->lesson].entry->name, id);
	else if (!(bytes->at = json_dumps(found, JSON_COMPACT)))
		trouble_memory(&troubles);
	else
		bytes->size = strlen(bytes->at);
	json_decref(lesson);
	return give(&troubles, error);
}

void satchel_bytes_free(struct satchel_bytes *bytes)
{
	free(bytes->at);
	*bytes = (struct satchel_bytes){ NULL, 0 };
}
