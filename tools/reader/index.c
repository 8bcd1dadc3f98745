#include "reader/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const item_members[SATCHEL_ITEM_KINDS] = { "questions", "cards", "glossary" };

static bool parse_items(struct satchel *pack, const struct scope *scope, struct satchel_lesson *lesson,
			const json_t *json)
{
	lesson->items = pack->items + pack->item_count;
	for (int kind = 0; kind < SATCHEL_ITEM_KINDS; kind++) {
		json_t *ids = get_array(scope, json, item_members[kind]), *value;
		size_t i;
		if (!ids)
			return false;
		json_array_foreach (ids, i, value) {
			const char *id = json_string_value(value);
			if (!id || !is_id(id))
				return trouble(scope->troubles, SATCHEL_DAMAGED, "%s: %s holds what is not an id",
					       scope->where, item_members[kind]);
			struct satchel_item *item = &pack->items[pack->item_count++];
			item->id = id;
			item->kind = (enum satchel_item_kind)kind;
			item->lesson = (size_t)(lesson - pack->lessons);
		}
		lesson->counts[kind] = json_array_size(ids);
		lesson->item_count += lesson->counts[kind];
	}
	return true;
}

static bool parse_sections(struct satchel *pack, const struct scope *scope, struct satchel_lesson *lesson,
			   const json_t *json)
{
	json_t *sections = get_array(scope, json, "sections"), *value;
	size_t i;
	lesson->sections = pack->sections + pack->section_count;
	json_array_foreach (sections, i, value) {
		struct satchel_section *section = &pack->sections[pack->section_count++];
		uint64_t level;
		if (!get_id(scope, value, "id", &section->id) || !get_text(scope, value, "title", &section->title) ||
		    !get_number(scope, value, "level", 3, &level))
			return false;
		unsigned deepest = i == 0 ? 1 : section[-1].level + 1;
		section->level = (unsigned)level;
		if (level == 0 || level > deepest)
			return trouble(scope->troubles, SATCHEL_DAMAGED, "%s: the levels of its sections do not nest",
				       scope->where);
	}
	lesson->section_count = json_array_size(sections);
	return sections != NULL;
}

static bool check_counts(const struct scope *scope, const struct satchel_lesson *lesson, const json_t *json)
{
	json_t *counts = get_object(scope, json, "counts");
	for (int i = 0; i <= SATCHEL_ITEM_KINDS; i++) {
		const char *name = i < SATCHEL_ITEM_KINDS ? item_members[i] : "sections";
		size_t have = i < SATCHEL_ITEM_KINDS ? lesson->counts[i] : lesson->section_count;
		uint64_t count;
		if (!counts || !get_number(scope, counts, name, UINT32_MAX, &count))
			return false;
		if (count != have)
			return trouble(scope->troubles, SATCHEL_DAMAGED, "%s: it counts %llu %s and lists %zu",
				       scope->where, (unsigned long long)count, name, have);
	}
	return true;
}

static bool parse_lesson(struct satchel *pack, size_t unit, const json_t *json, struct troubles *troubles)
{
	char where[64 + SATCHEL_ID_MAX];
	struct satchel_lesson *lesson = &pack->lessons[pack->lesson_count++];
	struct scope scope = { troubles, "index.json: a lesson" };
	lesson->unit = unit;
	if (!get_id(&scope, json, "id", &lesson->id))
		return false;
	snprintf(where, sizeof(where), "index.json: lesson %s", lesson->id);
	scope.where = where;
	if (!get_text(&scope, json, "title", &lesson->title) || !get_text(&scope, json, "lang", &lesson->lang) ||
	    !get_text(&scope, json, "access", &lesson->access) || !parse_sections(pack, &scope, lesson, json) ||
	    !parse_items(pack, &scope, lesson, json) || !check_counts(&scope, lesson, json))
		return false;
	if (strcmp(lesson->access, "free") != 0 && strcmp(lesson->access, "member") != 0)
		return trouble(troubles, SATCHEL_DAMAGED, "%s: access is neither free nor member", where);
	return true;
}

static bool parse_units(struct satchel *pack, const json_t *units, struct troubles *troubles)
{
	const struct scope scope = { troubles, "index.json: a unit" };
	size_t i, j;
	json_t *value, *lesson;
	json_array_foreach (units, i, value) {
		struct satchel_unit *unit = &pack->units[pack->unit_count++];
		unit->first_lesson = pack->lesson_count;
		json_t *lessons = get_array(&scope, value, "lessons");
		if (!lessons || !get_id(&scope, value, "id", &unit->id) ||
		    !get_text(&scope, value, "title", &unit->title))
			return false;
		json_array_foreach (lessons, j, lesson)
			if (!parse_lesson(pack, i, lesson, troubles))
				return false;
		unit->lesson_count = json_array_size(lessons);
	}
	return true;
}

static bool parse_entry(struct satchel *pack, const json_t *json, uint64_t base, struct troubles *troubles)
{
	struct scope scope = { troubles, "index.json: an entry" };
	struct satchel_entry *entry = &pack->entries[pack->entry_count];
	size_t place = pack->entry_count - ENTRY_FIRST;
	const char *name;
	uint64_t offset;
	if (!get_text(&scope, json, "name", &name))
		return false;
	uint32_t limit = name_limit(name);
	if (limit == 0)
		return trouble(troubles, SATCHEL_DAMAGED, "index.json: an entry has a name that is not allowed");
	strcpy(entry->name, name);
	char where[32 + SATCHEL_NAME_MAX];
	snprintf(where, sizeof(where), "index.json: entry %s", name);
	scope.where = where;
	if (!get_number(&scope, json, "offset", UINT32_MAX, &offset) || !get_stored(&scope, json, limit, entry))
		return false;
	entry->offset = base + offset;
	if (entry->offset != entry_end(entry - 1))
		return trouble(troubles, SATCHEL_DAMAGED, "%s: it does not start where the one before it ends", where);
	if (entry_end(entry) > UINT32_MAX)
		return trouble(troubles, SATCHEL_DAMAGED, "%s: it lies beyond 4 GiB", where);
	if (place < pack->lesson_count) {
		struct satchel_lesson *lesson = &pack->lessons[place];
		size_t len = strlen(lesson->id);
		if (strncmp(name, "lessons/", 8) != 0 || strncmp(name + 8, lesson->id, len) != 0 ||
		    strcmp(name + 8 + len, ".json") != 0)
			return trouble(troubles, SATCHEL_DAMAGED, "%s: lesson %s should stand here", where, lesson->id);
		lesson->entry = entry;
	} else if (name[0] != 'a' || (place > pack->lesson_count && strcmp(entry[-1].name, name) >= 0)) {
		return trouble(troubles, SATCHEL_DAMAGED, "%s: it is out of order", where);
	}
	pack->entry_count++;
	return true;
}

/* Asks for all memory at once, as much as the arrays of the index need. */
static bool allocate(struct satchel *pack, const json_t *units, size_t entries, struct troubles *troubles)
{
	size_t lessons = 0, sections = 0, items = 0, i, j;
	json_t *unit, *lesson;
	json_array_foreach (units, i, unit) {
		json_array_foreach (json_object_get(unit, "lessons"), j, lesson) {
			lessons++;
			sections += json_array_size(json_object_get(lesson, "sections"));
			for (int kind = 0; kind < SATCHEL_ITEM_KINDS; kind++)
				items += json_array_size(json_object_get(lesson, item_members[kind]));
		}
	}
	if (lessons == 0 || lessons > entries)
		return trouble(troubles, SATCHEL_DAMAGED, "index.json: it has %zu lessons and %zu entries", lessons,
			       entries);
	struct satchel_entry *more = realloc(pack->entries, (ENTRY_FIRST + entries) * sizeof(*more));
	if (!more)
		return trouble_memory(troubles);
	memset(more + ENTRY_FIRST, 0, entries * sizeof(*more));
	pack->entries = more;
	pack->units = calloc(json_array_size(units) + 1, sizeof(*pack->units));
	pack->lessons = calloc(lessons + 1, sizeof(*pack->lessons));
	pack->sections = calloc(sections + 1, sizeof(*pack->sections));
	pack->items = calloc(items + 1, sizeof(*pack->items));
	return (pack->units && pack->lessons && pack->sections && pack->items) || trouble_memory(troubles);
}

bool index_parse(struct satchel *pack, const struct satchel_bytes *bytes, struct troubles *troubles)
{
	const struct scope scope = { troubles, "index.json" };
	json_t *json = pack->index_json = parse_json(bytes, "index.json", troubles);
	if (!json)
		return false;
	json_t *units = get_array(&scope, json, "units"), *entries = get_array(&scope, json, "entries"), *value;
	if (!units || !entries)
		return false;
	if (json_array_size(entries) > SATCHEL_ENTRIES_MAX - ENTRY_FIRST)
		return trouble(troubles, SATCHEL_DAMAGED, "index.json: it has more entries than a pack may have");
	if (!allocate(pack, units, json_array_size(entries), troubles) || !parse_units(pack, units, troubles))
		return false;
	uint64_t base = entry_end(&pack->entries[ENTRY_INDEX]);
	size_t i;
	json_array_foreach (entries, i, value)
		if (!parse_entry(pack, value, base, troubles))
			return false;
	return true;
}

void index_counts(const struct satchel *pack, size_t counts[SATCHEL_ITEM_KINDS + 4])
{
	memset(counts, 0, (SATCHEL_ITEM_KINDS + 4) * sizeof(*counts));
	counts[0] = pack->unit_count;
	counts[1] = pack->lesson_count;
	counts[2] = pack->section_count;
	for (size_t i = 0; i < pack->item_count; i++)
		counts[3 + pack->items[i].kind]++;
	counts[6] = pack->entry_count - ENTRY_FIRST - pack->lesson_count;
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, SATCHEL_DIGEST_SIZE);
}

void index_content_root(const struct satchel *pack, uint8_t root[SATCHEL_DIGEST_SIZE], struct troubles *troubles)
{
	size_t count = pack->entry_count - ENTRY_FIRST;
	uint8_t(*digests)[SATCHEL_DIGEST_SIZE] = malloc((count + 1) * sizeof(*digests));
	if (!digests) {
		trouble_memory(troubles);
		return;
	}
	for (size_t i = 0; i < count; i++)
		memcpy(digests[i], pack->entries[ENTRY_FIRST + i].raw_sha256, SATCHEL_DIGEST_SIZE);
	qsort(digests, count, sizeof(*digests), by_bytes);
	sha256(root, digests, count * sizeof(*digests));
	free(digests);
}
