#include "reader/internal.h"

#include <stdlib.h>
#include <string.h>

static enum satchel_status unknown(struct satchel_error *error, const char *what, const char *name)
{
	struct problems problems = { .count = 0 };
	/* A foreign name may contain anything. */
	bool sayable = strlen(name) <= SATCHEL_NAME_MAX && is_sayable(name);
	add_problem(&problems, SATCHEL_NOT_FOUND, "", sayable ? "the pack has no %s '%s'" : "the pack has no such %s",
		    what, name);
	return problems_first(&problems, error);
}

static enum satchel_status find(const struct satchel *pack, enum list list, const char *key, const char *what,
				union index_row *row, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	bool found = false;
	if (!tree_find(pack, list, key, row, &found, &problems))
		return problems_first(&problems, error);
	return found ? problems_first(&problems, error) : unknown(error, what, key);
}

static enum satchel_status find_lesson(const struct satchel *pack, const char *id, struct satchel_entry *entry,
				       struct satchel_error *error)
{
	union index_row row;
	if (!is_id(id))
		return unknown(error, "lesson", id);
	enum satchel_status status = find(pack, LIST_LESSONS, id, "lesson", &row, error);
	if (status == SATCHEL_OK)
		*entry = row.entry;
	return status;
}

enum satchel_status satchel_find_entry(const struct satchel *pack, const char *name, struct satchel_entry *entry,
				       struct satchel_error *error)
{
	union index_row row;
	char id[SATCHEL_NAME_MAX + 1];
	enum satchel_status status;
	for (size_t i = 0; i < HEAD_SIZE; i++) {
		if (*name && strcmp(pack->head[i].name, name) == 0) {
			*entry = pack->head[i];
			return problems_first(&(struct problems){ .count = 0 }, error);
		}
	}
	switch (name_kind(name)) {
	case NAME_LESSON:
		memcpy(id, name + 8, strlen(name) - 13);
		id[strlen(name) - 13] = '\0';
		return find_lesson(pack, id, entry, error);
	case NAME_ASSET:
	case NAME_EXTRA:
		status = find(pack, LIST_FILES, name, "entry", &row, error);
		if (status == SATCHEL_OK)
			*entry = row.entry;
		return status;
	default: return unknown(error, "entry", name);
	}
}

struct finding {
	const char *id;
	satchel_lesson_visitor *visit;
	void *context;
	bool found;
};

static bool give_if_found(void *context, const struct satchel_lesson *lesson)
{
	struct finding *finding = context;
	finding->found = strcmp(lesson->id, finding->id) == 0;
	if (finding->found)
		finding->visit(finding->context, lesson);
	return !finding->found;
}

enum satchel_status satchel_find_lesson(const struct satchel *pack, const char *id, satchel_lesson_visitor *visit,
					void *context, struct satchel_error *error)
{
	struct satchel_entry entry;
	char name[SATCHEL_NAME_MAX + 1];
	struct problems problems = { .count = 0 };
	struct finding finding = { id, visit, context, false };
	enum satchel_status status = find_lesson(pack, id, &entry, error);
	if (status == SATCHEL_OK)
		status = satchel_list_lessons(pack, 0, give_if_found, &finding, error);
	if (status != SATCHEL_OK || finding.found)
		return status;
	lesson_name(name, id);
	add_problem(&problems, SATCHEL_DAMAGED, name, "it is not in the outline");
	return problems_first(&problems, error);
}

enum satchel_status satchel_find_item(const struct satchel *pack, const char *id, struct satchel_item *item,
				      struct satchel_error *error)
{
	union index_row row;
	if (!is_id(id))
		return unknown(error, "question, card or glossary entry", id);
	enum satchel_status status = find(pack, LIST_ITEMS, id, "question, card or glossary entry", &row, error);
	if (status == SATCHEL_OK)
		*item = row.item;
	return status;
}

static enum satchel_status read_bytes(const struct satchel *pack, const struct satchel_entry *entry,
				      enum extract_what what, struct satchel_bytes *bytes, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	if (!extract(&pack->input, entry, what, bytes, &problems))
		*bytes = (struct satchel_bytes){ NULL, 0 };
	return problems_first(&problems, error);
}

enum satchel_status satchel_read_entry(const struct satchel *pack, const struct satchel_entry *entry,
				       struct satchel_bytes *bytes, struct satchel_error *error)
{
	return read_bytes(pack, entry, EXTRACT_RAW, bytes, error);
}

enum satchel_status satchel_read_stored(const struct satchel *pack, const struct satchel_entry *entry,
					struct satchel_bytes *bytes, struct satchel_error *error)
{
	return read_bytes(pack, entry, EXTRACT_STORED, bytes, error);
}

enum satchel_status satchel_read(const struct satchel *pack, const char *name, struct satchel_bytes *bytes,
				 struct satchel_error *error)
{
	struct satchel_entry entry;
	*bytes = (struct satchel_bytes){ NULL, 0 };
	enum satchel_status status = satchel_find_entry(pack, name, &entry, error);
	return status == SATCHEL_OK ? satchel_read_entry(pack, &entry, bytes, error) : status;
}

enum satchel_status satchel_read_lesson(const struct satchel *pack, const char *id, struct satchel_bytes *bytes,
					struct satchel_error *error)
{
	struct satchel_entry entry;
	*bytes = (struct satchel_bytes){ NULL, 0 };
	enum satchel_status status = find_lesson(pack, id, &entry, error);
	return status == SATCHEL_OK ? satchel_read_entry(pack, &entry, bytes, error) : status;
}

/* Finds the object with that id in the array at the cursor json. */
static bool find_in(struct json_walk json, const char *id, struct json_string *object)
{
	struct json_string has;
	if (!walk_array(&json))
		return false;
	while (walk_element(&json)) {
		struct json_walk inner = json;
		const char *start = json.at;
		walk_skip(&json);
		if (walk_to(&inner, "id") && walk_text(&inner, &has) && string_is(has, id)) {
			*object = (struct json_string){ start, (size_t)(json.at - start) };
			return true;
		}
	}
	return false;
}

static bool keep(struct json_string object, struct satchel_bytes *bytes, struct problems *problems)
{
	bytes->at = malloc(object.len + 1);
	if (!bytes->at)
		return add_no_memory(problems);
	memcpy(bytes->at, object.at, object.len);
	bytes->at[object.len] = '\0';
	bytes->size = object.len;
	return true;
}

/* The set of the question; nothing if it has none. */
static bool keep_set(struct json_walk lesson, struct json_string question, const char *entry,
		     struct satchel_bytes *bytes, struct problems *problems)
{
	struct json_walk member = { question.at };
	struct json_string string, set;
	char id[SATCHEL_ID_MAX + 1];
	if (!walk_to(&member, "set"))
		return true;
	if (!walk_text(&member, &string) || !string_copy(string, id, sizeof(id)) || !walk_to(&lesson, "sets") ||
	    !find_in(lesson, id, &set))
		return add_problem(problems, SATCHEL_DAMAGED, entry, "a question is in a set that does not exist");
	return keep(set, bytes, problems);
}

/* Reads the item, or its set. */
static bool cut_out(const struct satchel_bytes *lesson, const struct satchel_item *item, bool set,
		    struct satchel_bytes *bytes, struct problems *problems)
{
	static const char *const members[] = { "questions", "cards", "glossary" };
	const struct json_walk whole = { lesson->at };
	struct json_walk json = whole;
	struct json_string object;
	char entry[SATCHEL_NAME_MAX + 1];
	lesson_name(entry, item->lesson);
	if (!check_json(lesson, entry, problems))
		return false;
	if (!walk_to(&json, members[item->kind]) || !find_in(json, item->id, &object))
		return add_problem(problems, SATCHEL_DAMAGED, entry, "%s is missing, but listed in the index",
				   item->id);
	return set ? item->kind != SATCHEL_QUESTION || keep_set(whole, object, entry, bytes, problems)
		   : keep(object, bytes, problems);
}

static enum satchel_status read_item(const struct satchel *pack, const char *id, bool set, struct satchel_bytes *bytes,
				     struct satchel_error *error)
{
	struct satchel_item item;
	struct satchel_bytes lesson;
	struct problems problems = { .count = 0 };
	*bytes = (struct satchel_bytes){ NULL, 0 };
	enum satchel_status status = satchel_find_item(pack, id, &item, error);
	if (status != SATCHEL_OK)
		return status;
	status = satchel_read_lesson(pack, item.lesson, &lesson, error);
	if (status == SATCHEL_NOT_FOUND)
		add_problem(&problems, SATCHEL_DAMAGED, "", "items: %s is listed in a lesson that does not exist",
			    item.id);
	else if (status != SATCHEL_OK)
		return status;
	else
		cut_out(&lesson, &item, set, bytes, &problems);
	satchel_bytes_free(&lesson);
	return problems_first(&problems, error);
}

enum satchel_status satchel_read_item(const struct satchel *pack, const char *id, struct satchel_bytes *bytes,
				      struct satchel_error *error)
{
	return read_item(pack, id, false, bytes, error);
}

enum satchel_status satchel_read_set(const struct satchel *pack, const char *id, struct satchel_bytes *bytes,
				     struct satchel_error *error)
{
	return read_item(pack, id, true, bytes, error);
}

void satchel_bytes_free(struct satchel_bytes *bytes)
{
	free(bytes->at);
	*bytes = (struct satchel_bytes){ NULL, 0 };
}
