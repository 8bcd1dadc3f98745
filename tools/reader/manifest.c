#include "reader/internal.h"
#include "reader/schema.h"

#include <stdlib.h>
#include <string.h>

static bool damaged(const struct scope *scope, const char *message)
{
	return add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%s", message);
}

/* Whether requires is empty, since no features are known. Checked before the schema, because an unknown feature may
 * change the meaning of everything else. */
static bool check_requires(struct json_walk json, const struct scope *scope)
{
	struct json_walk requires;
	struct json_string string;
	struct member members[] = { MEMBER_OPTIONAL("requires", VALUE_PART, &requires) };
	char name[SATCHEL_NAME_MAX + 1];
	bool good = READ_MEMBERS(&json, members, scope);
	if (!members[0].seen || !walk_array(&requires))
		return good;
	while (walk_element(&requires)) {
		if (!walk_text(&requires, &string))
			continue;
		if (string_copy(string, name, sizeof(name)) && is_sayable(name))
			good = add_problem(scope->problems, SATCHEL_UNSUPPORTED, scope->entry,
				       "the pack requires %s, which this reader does not know", name);
		else
			good = add_problem(scope->problems, SATCHEL_UNSUPPORTED, scope->entry,
				       "the pack requires a feature that this reader does not know");
	}
	return good;
}

/* An array of struct for the elements of a JSON array, and their number; NULL on failure. */
static void *make_room(struct json_walk json, size_t size, const char *name, size_t *count, const struct scope *scope)
{
	void *room;
	*count = 0;
	if (!walk_array(&json)) {
		(void)add_problem(scope->problems, SATCHEL_DAMAGED, scope->entry, "%s is not an array", name);
		return NULL;
	}
	for (; walk_element(&json); ++*count)
		walk_skip(&json);
	room = calloc(*count + 1, size);
	if (!room)
		(void)add_no_memory(scope->problems);
	return room;
}

static bool read_extras(struct satchel *pack, struct json_walk json, const struct scope *scope)
{
	struct json_string string;
	size_t count;
	pack->extras = make_room(json, sizeof(*pack->extras), "extras", &count, scope);
	if (!pack->extras)
		return false;
	pack->manifest.extras = pack->extras;
	walk_array(&json);
	for (size_t i = 0; walk_element(&json); i++) {
		if (!walk_text(&json, &string))
			return damaged(scope, "an element of extras is not a string");
		pack->extras[i] = string_in_place(string);
	}
	return true;
}

bool has_extra(const struct satchel *pack, const char *name)
{
	for (const char *const *extra = pack->manifest.extras; *extra; extra++)
		if (strcmp(*extra, name) == 0)
			return true;
	return false;
}

static bool read_index_extent(struct satchel *pack, struct json_walk json, struct problems *problems)
{
	const struct scope scope = { problems, "manifest.json", "of index.json: " };
	struct satchel_entry *index = &pack->head[HEAD_INDEX];
	struct entry_extent extent = { 0, 0, 0 };
	struct member members[] = { EXTENT_MEMBERS(&extent, index) };
	return READ_MEMBERS(&json, members, &scope) &&
	       finish_extent(&extent, index->offset, SATCHEL_INDEX_MAX, index, &scope);
}

static bool read_deflate(struct satchel_manifest *manifest, struct json_walk json, struct problems *problems)
{
	const struct scope scope = { problems, "manifest.json", "deflate: " };
	struct member members[] = { MEMBER("library", VALUE_STRING, &manifest->deflate),
				    MEMBER_NUMBER("level", &manifest->deflate_level, UINT32_MAX) };
	return READ_MEMBERS(&json, members, &scope);
}

/* A text without markup: an array of one string. */
static bool read_plain(struct json_walk json, const char **plain)
{
	struct json_string string;
	if (!walk_array(&json) || !walk_element(&json) || !walk_text(&json, &string))
		return false;
	*plain = string_in_place(string);
	return true;
}

static bool read_cover(struct satchel_cover *cover, struct json_walk json, struct problems *problems)
{
	const struct scope scope = { problems, "manifest.json", "cover: " };
	struct member members[] = {
		MEMBER("asset", VALUE_STRING, &cover->asset),
		{ .name = "width", .kind = VALUE_NUMBER, .to = &cover->width, .high = UINT16_MAX, .optional = true },
		{ .name = "height", .kind = VALUE_NUMBER, .to = &cover->height, .high = UINT16_MAX, .optional = true },
		MEMBER("alt", VALUE_STRING, &cover->alt),
	};
	return READ_MEMBERS(&json, members, &scope);
}

static bool read_person(struct satchel_person *person, struct json_walk json, const struct scope *scope)
{
	struct json_walk disclosure;
	const char *role = "";
	struct member members[] = {
		MEMBER("role", VALUE_STRING, &role),
		MEMBER("name", VALUE_STRING, &person->name),
		MEMBER_OPTIONAL("credentials", VALUE_STRING, &person->credentials),
		MEMBER_OPTIONAL("orcid", VALUE_STRING, &person->orcid),
		MEMBER_OPTIONAL("date", VALUE_STRING, &person->date),
		MEMBER_OPTIONAL("disclosure", VALUE_PART, &disclosure),
	};
	bool good = READ_MEMBERS(&json, members, scope);
	person->is_reviewer = strcmp(role, "reviewer") == 0;
	return good && (!members[5].seen || read_plain(disclosure, &person->disclosure) ||
			damaged(scope, "a disclosure is not a text without markup"));
}

static bool read_rest(struct satchel *pack, struct json_walk json, struct problems *problems)
{
	const struct scope scope = { problems, "manifest.json", "rest: " };
	size_t count;
	pack->rest = make_room(json, sizeof(*pack->rest), "rest", &count, &scope);
	if (!pack->rest)
		return false;
	walk_array(&json);
	for (struct satchel_rest *rest = pack->rest; walk_element(&json); rest++) {
		struct json_walk one = json;
		struct member members[] = {
			MEMBER("text", VALUE_STRING, &rest->text),
			MEMBER("lang", VALUE_STRING, &rest->lang),
			MEMBER_OPTIONAL("href", VALUE_STRING, &rest->href),
		};
		walk_skip(&json);
		if (!READ_MEMBERS(&one, members, &scope))
			return false;
	}
	pack->manifest.rest = pack->rest;
	pack->manifest.rest_count = count;
	return true;
}

static bool read_people(struct satchel *pack, struct json_walk json, struct problems *problems)
{
	const struct scope scope = { problems, "manifest.json", "people: " };
	size_t count;
	pack->people = make_room(json, sizeof(*pack->people), "people", &count, &scope);
	if (!pack->people)
		return false;
	walk_array(&json);
	for (size_t i = 0; walk_element(&json); i++) {
		const struct json_walk person = json;
		walk_skip(&json);
		if (!read_person(&pack->people[i], person, &scope))
			return false;
	}
	pack->manifest.people = pack->people;
	pack->manifest.people_count = count;
	return true;
}

/* Whether the format is known; other formats may differ in any way. */
static bool check_format(struct json_walk json, const struct scope *scope)
{
	uint64_t format = 0;
	struct member members[] = { MEMBER_NUMBER("format", &format, INT32_MAX) };
	if (!READ_MEMBERS(&json, members, scope))
		return false;
	if (format != SATCHEL_FORMAT)
		return add_problem(scope->problems, SATCHEL_UNSUPPORTED, scope->entry,
				   "format %llu is unknown to this reader", (unsigned long long)format);
	return true;
}

static bool read_parts(struct satchel *pack, const struct member *parts, const struct scope *scope)
{
	const struct scope counts = { scope->problems, scope->entry, "counts: " };
	const struct scope whole = { scope->problems, scope->entry, "whole: " };
	struct satchel_manifest *manifest = &pack->manifest;
	const struct json_walk *walks[8];
	bool good = true;
	for (size_t i = 0; i < 8; i++)
		walks[i] = parts[i].to;
	good = !parts[0].seen || (read_counts(*walks[0], true, &manifest->counts, &counts) && good);
	manifest->whole = manifest->counts;
	manifest->is_part = parts[1].seen;
	good = (!parts[1].seen || read_counts(*walks[1], true, &manifest->whole, &whole)) && good;
	good = (!parts[2].seen || read_extras(pack, *walks[2], scope)) && good;
	good = (!parts[5].seen || read_people(pack, *walks[5], scope->problems)) && good;
	good = (!parts[6].seen || read_cover(&manifest->cover, *walks[6], scope->problems)) && good;
	good = (!parts[7].seen || read_rest(pack, *walks[7], scope->problems)) && good;
	good = (!parts[4].seen || read_deflate(manifest, *walks[4], scope->problems)) && good;
	return (parts[3].seen && read_index_extent(pack, *walks[3], scope->problems)) && good;
}

bool manifest_read(struct satchel *pack, struct problems *problems)
{
	struct scope scope = { problems, "manifest.json", "" };
	struct problems known = { .all = true };
	struct satchel_manifest *m = &pack->manifest;
	struct json_walk parts[8], json;
	size_t before = problems->count;
	if (!check_json(&pack->manifest_bytes, scope.entry, problems))
		return false;
	pack->manifest_strings = malloc(pack->manifest_bytes.size + 1);
	if (!pack->manifest_strings)
		return add_no_memory(problems);
	memcpy(pack->manifest_strings, pack->manifest_bytes.at, pack->manifest_bytes.size + 1);
	json.at = pack->manifest_strings;
	if (!check_format(json, &scope) || (!check_requires(json, &scope) && !problems->all))
		return false;
	if (!schema_matches(SCHEMA_MANIFEST, &pack->manifest_bytes, scope.entry, NULL, NULL, problems)) {
		if (!problems->all)
			return false;
		/* Problems have been reported; read what is possible to find others. */
		scope.problems = &known;
	}
	struct member members[] = {
		MEMBER("counts", VALUE_PART, &parts[0]),
		MEMBER_OPTIONAL("whole", VALUE_PART, &parts[1]),
		MEMBER("extras", VALUE_PART, &parts[2]),
		MEMBER("index", VALUE_PART, &parts[3]),
		MEMBER_OPTIONAL("deflate", VALUE_PART, &parts[4]),
		MEMBER_OPTIONAL("people", VALUE_PART, &parts[5]),
		MEMBER_OPTIONAL("cover", VALUE_PART, &parts[6]),
		MEMBER_OPTIONAL("rest", VALUE_PART, &parts[7]),
		MEMBER("id", VALUE_ID, pack->manifest_id),
		MEMBER("title", VALUE_STRING, &m->title),
		MEMBER_OPTIONAL("description", VALUE_STRING, &m->description),
		MEMBER("version", VALUE_STRING, &m->version),
		MEMBER_NUMBER("release", &m->release, INT32_MAX),
		MEMBER("edition", VALUE_ID, pack->manifest_edition),
		MEMBER("licence", VALUE_STRING, &m->licence),
		MEMBER("lang", VALUE_STRING, &m->lang),
		MEMBER_OPTIONAL("date", VALUE_STRING, &m->date),
		MEMBER("contentRoot", VALUE_DIGEST, m->content_root),
	};
	m->id = pack->manifest_id;
	m->edition = pack->manifest_edition;
	bool good = READ_MEMBERS(&json, members, &scope);
	bool has_index = read_parts(pack, members, &scope);
	return has_index && good && problems->count == before;
}
