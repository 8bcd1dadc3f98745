#include "reader/internal.h"

#include <string.h>

static bool wrong(const struct scope *scope, const struct member *member)
{
	static const char *const kinds[] = {
		[VALUE_ID] = "an id",
		[VALUE_STRING] = "a non-empty string",
		[VALUE_DIGEST] = "a SHA-256 of 64 lower-case hexadecimal digits",
		[VALUE_SHORT_DIGEST] = "a digest of 32 lower-case hexadecimal digits",
		[VALUE_PART] = NULL,
	};
	if (member->kind == VALUE_NUMBER)
		return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry,
			       "%s%s is missing or not a whole number up to %llu", scope->where, member->name,
			       (unsigned long long)member->high);
	return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%s%s is missing%s%s", scope->where,
			   member->name, kinds[member->kind] ? " or not " : "",
			   kinds[member->kind] ? kinds[member->kind] : "");
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_digest(struct json_string string, uint8_t *digest, size_t size)
{
	char text[2 * SATCHEL_DIGEST_SIZE + 1];
	if (!string_copy(string, text, sizeof(text)) || strlen(text) != 2 * size)
		return false;
	for (size_t i = 0; i < size; i++) {
		int high = hex(text[2 * i]), low = hex(text[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		digest[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static bool read_value(struct json_walk *json, const struct member *member)
{
	struct json_string string;
	uint64_t number;
	switch (member->kind) {
	case VALUE_ID:
		return walk_text(json, &string) && string_copy(string, member->to, SATCHEL_ID_MAX + 1) &&
		       is_id(member->to);
	case VALUE_STRING:
		if (!walk_text(json, &string) || string.len == 0)
			return false;
		*(const char **)member->to = string_in_place(string);
		return true;
	case VALUE_NUMBER:
		if (!walk_number(json, &number) || number > member->high)
			return false;
		*(uint64_t *)member->to = number;
		return true;
	case VALUE_DIGEST:
		return walk_text(json, &string) && read_digest(string, member->to, SATCHEL_DIGEST_SIZE);
	case VALUE_SHORT_DIGEST:
		return walk_text(json, &string) && read_digest(string, member->to, SATCHEL_SHORT_DIGEST_SIZE);
	case VALUE_PART:
		*(struct json_walk *)member->to = *json;
		walk_skip(json);
		return true;
	}
	return false;
}

bool read_members(struct json_walk *json, struct member *members, size_t count, const struct scope *scope)
{
	struct json_string name;
	bool good = true;
	size_t guess = 0; /* members are usually in the order of the table */
	if (!walk_object(json))
		return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%sit is not an object",
				   scope->where);
	while (walk_member(json, &name)) {
		size_t i = 0;
		for (; i < count && !string_is(name, members[(guess + i) % count].name); i++)
			;
		if (i == count) {
			walk_skip(json);
			continue;
		}
		struct member *member = &members[(guess + i) % count];
		guess = (guess + i + 1) % count;
		member->seen = true;
		if (!read_value(json, member))
			good = wrong(scope, member);
	}
	for (size_t i = 0; i < count; i++)
		if (!members[i].seen && !members[i].optional)
			good = wrong(scope, &members[i]);
	return good;
}

bool read_elements(struct json_walk *json, struct member *elements, size_t count, const struct scope *scope)
{
	bool good = true;
	size_t i = 0;
	if (!walk_array(json))
		return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%sit is not an array",
				   scope->where);
	for (; walk_element(json); i++) {
		if (i >= count)
			walk_skip(json);
		else if (!read_value(json, &elements[i]))
			good = wrong(scope, &elements[i]);
	}
	if (i != count)
		return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%sit has %zu values, not %zu",
				   scope->where, i, count);
	return good;
}

bool read_counts(struct json_walk json, bool of_pack, struct satchel_counts *counts, const struct scope *scope)
{
	*counts = (struct satchel_counts){ 0 };
	struct member members[] = {
		MEMBER_NUMBER("sections", &counts->sections, UINT32_MAX),
		MEMBER_NUMBER("questions", &counts->questions, UINT32_MAX),
		MEMBER_NUMBER("cards", &counts->cards, UINT32_MAX),
		MEMBER_NUMBER("glossary", &counts->glossary, UINT32_MAX),
		MEMBER_NUMBER("units", &counts->units, UINT32_MAX),
		MEMBER_NUMBER("lessons", &counts->lessons, UINT32_MAX),
		MEMBER_NUMBER("assets", &counts->assets, UINT32_MAX),
	};
	return read_members(&json, members, of_pack ? 7 : 4, scope);
}

bool finish_extent(const struct entry_extent *extent, uint64_t base, uint32_t limit, struct satchel_entry *entry,
		  const struct scope *scope)
{
	if (extent->raw > limit)
		return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%sraw is above its limit of %lu",
			       scope->where, (unsigned long)limit);
	if (extent->stored > extent->raw)
		return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%sstored is above raw",
				   scope->where);
	if (base + extent->offset > UINT32_MAX)
		return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%soffset leads beyond 4 GiB",
			       scope->where);
	entry->offset = base + extent->offset;
	entry->stored_size = (uint32_t)extent->stored;
	entry->raw_size = (uint32_t)extent->raw;
	return true;
}
