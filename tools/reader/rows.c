#include "reader/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The name of the entry with the key; false if there can be none. */
static bool name_of(enum list list, struct json_string key, char name[SATCHEL_NAME_MAX + 1])
{
	char id[SATCHEL_ID_MAX + 1];
	name[0] = '\0';
	if (list == LIST_FILES)
		return string_copy(key, name, SATCHEL_NAME_MAX + 1) &&
		       (name_kind(name) == NAME_ASSET || name_kind(name) == NAME_EXTRA);
	if (!string_copy(key, id, sizeof(id)) || !is_id(id))
		return false;
	lesson_name(name, id);
	return true;
}

bool row_entry(enum list list, struct json_walk *json, const char *entry, uint64_t *offset, struct satchel_entry *row,
	       struct problems *problems)
{
	struct scope scope = { problems, entry, list == LIST_LESSONS ? "lessons: " : "files: " };
	char where[SATCHEL_NAME_MAX + 8];
	struct json_walk key = { NULL };
	struct json_string text = { "", 0 };
	struct entry_extent extent = { .offset = *offset };
	struct member elements[] = {
		MEMBER(list == LIST_LESSONS ? "id" : "name", VALUE_PART, &key),
		EXTENT_MEMBERS(&extent, row),
	};
	if (!READ_ELEMENTS(json, elements, &scope))
		return false;
	if (!walk_text(&key, &text) || !name_of(list, text, row->name)) {
		row->name[0] = '\0';
		return add_problem(problems, SATCHEL_DAMAGED, entry, "%snot a valid %s", scope.where,
				   list == LIST_LESSONS ? "id" : "name of an asset or extra");
	}
	*offset += ZIP_LOCAL_SIZE + strlen(row->name) + extent.stored;
	snprintf(where, sizeof(where), "%s: ", row->name);
	scope.where = where;
	return finish_extent(&extent, 0, name_limit(row->name), row, &scope);
}

static bool bad_item(const char *entry, struct problems *problems)
{
	return add_problem(problems, SATCHEL_DAMAGED, entry, "items: a row is not an id, a kind and a lesson's id");
}

bool row_item(struct json_walk *json, const char *entry, struct satchel_item *row, struct problems *problems)
{
	struct json_string strings[3];
	size_t count = 0;
	if (!walk_array(json))
		return bad_item(entry, problems);
	for (; walk_element(json); count++) {
		struct json_string string = { "", 0 };
		if (walk_text(json, &string) && count < 3)
			strings[count] = string;
		else
			count = 3; /* report one too many below */
	}
	if (count != 3 || !string_copy(strings[0], row->id, sizeof(row->id)) || !is_id(row->id) ||
	    !string_copy(strings[2], row->lesson, sizeof(row->lesson)) || !is_id(row->lesson))
		return bad_item(entry, problems);
	if (string_is(strings[1], "question"))
		row->kind = SATCHEL_QUESTION;
	else if (string_is(strings[1], "card"))
		row->kind = SATCHEL_CARD;
	else if (string_is(strings[1], "glossary"))
		row->kind = SATCHEL_GLOSSARY;
	else
		return bad_item(entry, problems);
	return true;
}

static bool add_section(struct outline_row *row, const struct satchel_section *section, struct problems *problems)
{
	size_t count = row->lesson.section_count;
	if (count == row->section_room) {
		size_t room = row->section_room ? row->section_room * 2 : 16;
		struct satchel_section *more = realloc(row->sections, room * sizeof(*more));
		if (!more)
			return add_no_memory(problems);
		row->sections = more;
		row->section_room = room;
	}
	row->sections[count] = *section;
	row->lesson.section_count++;
	return true;
}

static bool read_sections(struct json_walk json, struct outline_row *row, const struct scope *scope)
{
	unsigned deepest = 1;
	row->lesson.section_count = 0;
	if (!walk_array(&json))
		return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%ssections is not an array",
				   scope->where);
	while (walk_element(&json)) {
		struct satchel_section section = { NULL, NULL, 0 };
		uint64_t level = 0;
		struct member elements[] = {
			MEMBER("id", VALUE_STRING, &section.id),
			MEMBER("title", VALUE_STRING, &section.title),
			MEMBER_NUMBER("level", &level, 3),
		};
		if (!READ_ELEMENTS(&json, elements, scope))
			return false;
		if (!is_id(section.id))
			return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry,
					   "%sa section has an invalid id", scope->where);
		if (level == 0 || level > deepest)
			return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry,
				       "%sthe levels of its sections do not nest", scope->where);
		section.level = (unsigned)level;
		deepest = section.level + 1;
		if (!add_section(row, &section, scope->problems))
			return false;
	}
	row->lesson.sections = row->sections;
	return true;
}

static bool no_more_than(const struct satchel_counts *part, const struct satchel_counts *whole)
{
	return part->sections <= whole->sections && part->questions <= whole->questions &&
	       part->cards <= whole->cards && part->glossary <= whole->glossary;
}

bool row_outline(struct json_walk *json, const char *entry, struct outline_row *row, struct problems *problems)
{
	struct satchel_lesson *lesson = &row->lesson;
	struct json_walk sections, counts, whole;
	const char *access = "";
	char where[SATCHEL_ID_MAX + 16];
	struct scope scope = { problems, entry, "outline: " };
	struct member members[] = {
		MEMBER("id", VALUE_STRING, &lesson->id),
		MEMBER("title", VALUE_STRING, &lesson->title),
		MEMBER("lang", VALUE_STRING, &lesson->lang),
		MEMBER("access", VALUE_STRING, &access),
		MEMBER("sections", VALUE_PART, &sections),
		MEMBER("counts", VALUE_PART, &counts),
		MEMBER_OPTIONAL("whole", VALUE_PART, &whole),
	};
	if (!READ_MEMBERS(json, members, &scope))
		return false;
	if (!is_id(lesson->id))
		return add_problem(problems, SATCHEL_DAMAGED, entry, "outline: a lesson has an invalid id");
	snprintf(where, sizeof(where), "lesson %s: ", lesson->id);
	scope.where = where;
	lesson->for_members = strcmp(access, "member") == 0;
	if (!lesson->for_members && strcmp(access, "free") != 0)
		return add_problem(problems, SATCHEL_DAMAGED, entry, "%saccess is neither free nor member", where);
	if (!read_sections(sections, row, &scope) || !read_counts(counts, false, &lesson->counts, &scope))
		return false;
	lesson->whole = lesson->counts;
	lesson->is_part = members[6].seen;
	if (lesson->is_part && !read_counts(whole, false, &lesson->whole, &scope))
		return false;
	if (lesson->counts.sections != lesson->section_count)
		return add_problem(problems, SATCHEL_DAMAGED, entry, "%sit counts %llu sections but lists %zu", where,
			       (unsigned long long)lesson->counts.sections, lesson->section_count);
	if (!no_more_than(&lesson->counts, &lesson->whole))
		return add_problem(problems, SATCHEL_DAMAGED, entry, "%sthe whole is less than its counts", where);
	return true;
}
