/* Note types and decks in JSON, as schema 11 and CrowdAnki have them. */
#include "convert/anki/models.h"

#include "pack/json_access.h"

bool models_json_is_good(struct str json, const char *what, struct buf *why)
{
	size_t offset;
	enum json_fault fault = json_check_foreign(json.at, json.len, &offset);
	if (fault != JSON_GOOD)
		buf_format(why, "%s are not valid JSON at byte %zu", what, offset);
	return fault == JSON_GOOD;
}

struct str models_text(struct arena *arena, struct json_walk value)
{
	struct json_string string;
	if (!value.at || walk_kind(&value) != '"' || !walk_text(&value, &string))
		return STR("");
	char *copy = arena_alloc(arena, string.len + 1);
	if (!copy || !string_copy(string, copy, string.len + 1))
		return STR("");
	return str_from(copy);
}

/* A number or a string with one, as text. */
static struct str number_text(struct arena *arena, struct json_walk value)
{
	if (!value.at)
		return STR("");
	return walk_kind(&value) == '"' ? models_text(arena, value) : json_take(&value);
}

static size_t count_elements(struct json_walk array)
{
	size_t count = 0;
	if (!array.at || !walk_array(&array))
		return 0;
	for (; walk_element(&array); walk_skip(&array))
		count++;
	return count;
}

static void read_fields(struct anki *anki, struct anki_type *type, struct json_walk fields)
{
	static const char *const names[] = { "name" };
	struct json_walk value[1];
	size_t count = 0;
	if (!fields.at || !walk_array(&fields))
		return;
	while (walk_element(&fields)) {
		fields = MEMBERS(fields, names, value);
		if (count < type->field_count)
			type->fields[count++] = models_text(&anki->import->arena, value[0]);
	}
}

static void read_templates(struct anki *anki, struct anki_type *type, struct json_walk templates)
{
	static const char *const names[] = { "name", "qfmt", "afmt" };
	struct json_walk value[3];
	struct arena *arena = &anki->import->arena;
	if (!templates.at || !walk_array(&templates))
		return;
	for (size_t count = 0; walk_element(&templates); count++) {
		templates = MEMBERS(templates, names, value);
		anki_set_template(anki, type, count, models_text(arena, value[0]), models_text(arena, value[1]),
				  models_text(arena, value[2]));
	}
}

struct json_walk models_read_type(struct anki *anki, struct json_walk json)
{
	static const char *const names[] = { "id", "crowdanki_uuid", "name", "type", "flds", "tmpls", "css" };
	enum { ID, UUID, NAME, TYPE, FIELDS, TEMPLATES, CSS };
	struct json_walk value[sizeof(names) / sizeof(names[0])];
	struct arena *arena = &anki->import->arena;
	struct json_walk after = MEMBERS(json, names, value);
	struct str id = value[UUID].at ? models_text(arena, value[UUID]) : number_text(arena, value[ID]);
	struct anki_type *type = anki_add_type(anki, id, models_text(arena, value[NAME]), count_elements(value[FIELDS]),
					       count_elements(value[TEMPLATES]));
	if (!type)
		return after;
	type->cloze = str_is(number_text(arena, value[TYPE]), "1");
	read_fields(anki, type, value[FIELDS]);
	read_templates(anki, type, value[TEMPLATES]);
	anki_set_styles(anki, type, models_text(arena, value[CSS]));
	return after;
}

enum result models_read(struct anki *anki, struct str json, struct buf *why)
{
	struct json_string id;
	if (!models_json_is_good(json, "the note types of the collection", why))
		return RESULT_REFUSED;
	struct json_walk walk = { json.at };
	if (walk_object(&walk))
		while (walk_member(&walk, &id))
			walk = models_read_type(anki, walk);
	return RESULT_OK;
}

enum result models_read_decks(struct anki *anki, struct str json, struct buf *why)
{
	static const char *const names[] = { "id", "name", "desc" };
	struct json_walk value[3];
	struct json_string id;
	struct arena *arena = &anki->import->arena;
	if (!models_json_is_good(json, "the decks of the collection", why))
		return RESULT_REFUSED;
	struct json_walk walk = { json.at };
	if (!walk_object(&walk))
		return RESULT_OK;
	while (walk_member(&walk, &id)) {
		walk = MEMBERS(walk, names, value);
		(void)anki_add_deck(anki, number_text(arena, value[0]), models_text(arena, value[1]),
				    models_text(arena, value[2]));
	}
	return RESULT_OK;
}
