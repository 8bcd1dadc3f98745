/* All that can be wrong in a pack, told in one go. */
#include "reader/internal.h"

#include <stdlib.h>
#include <string.h>

static bool same_text(const json_t *value, const char *text)
{
	const char *has = json_string_value(value);
	return has && strcmp(has, text) == 0;
}

/* The sections in document order, as the index lists them. */
static size_t check_sections(const struct satchel_lesson *lesson, const json_t *sections, size_t next, unsigned level,
			     bool *good)
{
	size_t i;
	json_t *section;
	json_array_foreach ((json_t *)sections, i, section) {
		const struct satchel_section *told = &lesson->sections[next];
		if (next >= lesson->section_count || told->level != level ||
		    !same_text(json_object_get(section, "id"), told->id)) {
			*good = false;
			return next;
		}
		next = check_sections(lesson, json_object_get(section, "sections"), next + 1, level + 1, good);
		if (!*good)
			return next;
	}
	return next;
}

static void check_lesson(const struct satchel_lesson *lesson, const json_t *json, struct troubles *troubles)
{
	const char *name = lesson->entry->name;
	bool good = true;
	if (!same_text(json_object_get(json, "id"), lesson->id))
		trouble(troubles, SATCHEL_DAMAGED, "%s: its id is not that of its name", name);
	if (!same_text(json_object_get(json, "lang"), lesson->lang) ||
	    !same_text(json_object_get(json, "access"), lesson->access))
		trouble(troubles, SATCHEL_DAMAGED, "%s: its language or access is not as the index says", name);
	size_t sections = check_sections(lesson, json_object_get(json, "sections"), 0, 1, &good);
	if (!good || sections != lesson->section_count)
		trouble(troubles, SATCHEL_DAMAGED, "%s: its sections are not those of the index", name);
	const struct satchel_item *item = lesson->items;
	for (int kind = 0; kind < SATCHEL_ITEM_KINDS; kind++) {
		json_t *items = json_object_get(json, item_members[kind]);
		good = json_array_size(items) == lesson->counts[kind];
		for (size_t i = 0; good && i < lesson->counts[kind]; i++)
			good = same_text(json_object_get(json_array_get(items, i), "id"), item[i].id);
		if (!good)
			trouble(troubles, SATCHEL_DAMAGED, "%s: its %s are not those of the index", name,
				item_members[kind]);
		item += lesson->counts[kind];
	}
}

static int entry_has_name(const void *name, const void *entry)
{
	return strcmp(name, ((const struct satchel_entry *)entry)->name);
}

/* Marks the assets that figures anywhere below value show; the parser has limited how deep that can be. */
static void mark_assets(const struct satchel *pack, const char *lesson, const json_t *value, bool *used,
			struct troubles *troubles)
{
	size_t first = ENTRY_FIRST + pack->lesson_count, i;
	const char *key;
	json_t *child;
	const char *asset = json_string_value(json_object_get(value, "figure"));
	if (asset) {
		const struct satchel_entry *found = bsearch(asset, pack->entries + first, pack->entry_count - first,
							    sizeof(*found), entry_has_name);
		if (found)
			used[found - pack->entries] = true;
		else
			trouble(troubles, SATCHEL_DAMAGED, "%s: a figure shows what the pack does not hold", lesson);
	}
	json_object_foreach ((json_t *)value, key, child)
		mark_assets(pack, lesson, child, used, troubles);
	json_array_foreach ((json_t *)value, i, child)
		mark_assets(pack, lesson, child, used, troubles);
}

static void check_asset_name(const struct satchel_entry *entry, struct troubles *troubles)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < 32; i++) {
		unsigned nibble = (i % 2 ? entry->raw_sha256[i / 2] : entry->raw_sha256[i / 2] >> 4) & 15u;
		if (entry->name[7 + i] != digits[nibble]) {
			trouble(troubles, SATCHEL_DAMAGED, "%s: its name is not made of its digest", entry->name);
			return;
		}
	}
}

static void check_entry(struct satchel *pack, size_t place, bool *used, struct troubles *troubles)
{
	struct satchel_entry *entry = &pack->entries[place];
	struct satchel_bytes bytes;
	if (!extract(&pack->input, entry, true, &bytes, troubles))
		return;
	if (place < ENTRY_FIRST + pack->lesson_count) {
		json_t *json = parse_json(&bytes, entry->name, troubles);
		if (json) {
			check_lesson(&pack->lessons[place - ENTRY_FIRST], json, troubles);
			mark_assets(pack, entry->name, json, used, troubles);
		}
		json_decref(json);
	} else {
		check_asset_name(entry, troubles);
	}
	satchel_bytes_free(&bytes);
}

static void verify_entries(struct satchel *pack, struct troubles *troubles)
{
	bool *used = calloc(pack->entry_count, sizeof(*used));
	if (!used) {
		trouble_memory(troubles);
		return;
	}
	size_t before = troubles->count;
	for (size_t i = ENTRY_FIRST; i < pack->entry_count; i++)
		check_entry(pack, i, used, troubles);
	/* What a broken lesson shows is not known. */
	for (size_t i = ENTRY_FIRST + pack->lesson_count; i < pack->entry_count && troubles->count == before; i++)
		if (!used[i])
			trouble(troubles, SATCHEL_DAMAGED, "%s: no lesson shows it", pack->entries[i].name);
	free(used);
}

static enum satchel_status verify_input(struct input input, struct troubles *troubles, struct satchel_error *error)
{
	struct satchel pack = { .input = input };
	if (load(&pack, troubles))
		verify_entries(&pack, troubles);
	unload(&pack);
	input_close(&input);
	if (troubles->count == 0)
		error_set(error, SATCHEL_OK, "%s", "");
	else if (error)
		*error = troubles->first;
	return troubles->count == 0 ? SATCHEL_OK : troubles->first.status;
}

enum satchel_status satchel_verify(const char *path, satchel_problem *on_problem, void *context,
				   struct satchel_error *error)
{
	struct troubles troubles = { .report = on_problem, .context = context };
	struct input input;
	if (input_open(&input, path, &troubles))
		return verify_input(input, &troubles, error);
	if (error)
		*error = troubles.first;
	return troubles.first.status;
}

enum satchel_status satchel_verify_memory(const void *bytes, size_t size, satchel_problem *on_problem, void *context,
					  struct satchel_error *error)
{
	struct troubles troubles = { .report = on_problem, .context = context };
	return verify_input((struct input){ bytes, -1, size }, &troubles, error);
}
