/* index.json: units, and the roots of the lists. */
#include "reader/internal.h"
#include "reader/schema.h"

#include <stdlib.h>
#include <string.h>

bool index_read(struct satchel *pack, struct problems *problems)
{
	const struct scope scope = { problems, "index.json", "" };
	if (!check_json(&pack->index, scope.entry, problems) ||
	    (problems->all && !schema_matches(SCHEMA_INDEX, &pack->index, scope.entry, NULL, NULL, problems)))
		return false;
	struct json_walk json = { pack->index.at };
	struct member members[] = {
		MEMBER("units", VALUE_PART, &pack->units),
		MEMBER_NUMBER("body", &pack->body, UINT32_MAX),
		MEMBER_NUMBER("lessonBytes", &pack->lesson_bytes, UINT32_MAX),
		MEMBER("lessons", VALUE_PART, &pack->lists[LIST_LESSONS]),
		MEMBER("outline", VALUE_PART, &pack->lists[LIST_OUTLINE]),
		MEMBER("items", VALUE_PART, &pack->lists[LIST_ITEMS]),
		MEMBER("files", VALUE_PART, &pack->lists[LIST_FILES]),
	};
	return READ_MEMBERS(&json, members, &scope);
}

static bool read_unit(const struct satchel *pack, struct json_walk *json, struct satchel_unit *unit, char *id,
		      struct problems *problems)
{
	const struct scope scope = { problems, "index.json", "units: " };
	struct member members[] = {
		MEMBER("id", VALUE_ID, id),
		MEMBER("title", VALUE_STRING, &unit->title),
		MEMBER_NUMBER("lessons", &unit->lesson_count, SATCHEL_ENTRIES_MAX),
		{ .name = "whole", .kind = VALUE_NUMBER, .to = &unit->whole, .high = UINT32_MAX, .optional = true },
	};
	unit->id = id;
	if (!READ_MEMBERS(json, members, &scope))
		return false;
	if (!members[3].seen)
		unit->whole = unit->lesson_count;
	if (members[3].seen != pack->manifest.is_part)
		return add_problem(problems, SATCHEL_DAMAGED, "index.json",
			       "unit %s: 'whole' is in only one of the unit and the manifest",
			       id);
	if (unit->whole < unit->lesson_count)
		return add_problem(problems, SATCHEL_DAMAGED, "index.json",
				   "unit %s: the whole is less than its lessons", id);
	return true;
}

bool units_walk(const struct satchel *pack, unit_visitor *visit, void *context, struct problems *problems)
{
	/* Strings are decoded in place, and threads share the pack. */
	char *copy = malloc(pack->index.size + 1);
	struct satchel_unit unit = { .title = "" };
	size_t count = 0, before = problems->count;
	if (!copy)
		return add_no_memory(problems);
	memcpy(copy, pack->index.at, pack->index.size + 1);
	struct json_walk json = { copy + (pack->units.at - pack->index.at) };
	if (!walk_array(&json)) {
		add_problem(problems, SATCHEL_DAMAGED, "index.json", "units is not an array");
		goto out;
	}
	for (bool more = true; more && walk_element(&json); count++) {
		char id[SATCHEL_ID_MAX + 1];
		if (count == SATCHEL_UNITS_MAX) {
			add_problem(problems, SATCHEL_DAMAGED, "index.json", "there are more than %d units",
				SATCHEL_UNITS_MAX);
			break;
		}
		if (read_unit(pack, &json, &unit, id, problems))
			more = visit(context, &unit);
		else
			more = problems->all;
		unit.first_lesson += unit.lesson_count;
	}
out:
	free(copy);
	return problems->count == before;
}
