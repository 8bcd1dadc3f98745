#include "reader/schema.h"
#include "reader/verify.h"

#include <stdlib.h>
#include <string.h>

/* Ids as written in the lesson. */
struct lesson_ids {
	struct json_string *at;
	size_t count, room;
};

/* A pass through a lesson's JSON, which conforms to its schema. */
struct lesson_verification {
	struct verify *v;
	const struct satchel_lesson *row;
	const char *entry;
	size_t place;	    /* among the lessons */
	size_t sections;    /* so far */
	bool good_sections; /* match the outline */
	bool for_members;   /* some part is */
	struct lesson_ids parts, sources, objectives, sets, cited, aimed_at, set_of;
};

static void damaged(const struct lesson_verification *check, const char *message)
{
	add_problem(check->v->problems, SATCHEL_DAMAGED, check->entry, "%s", message);
}

/* Appends the plain text of the text at the cursor json: its strings and those within its elements. */
static void add_plain(struct json_walk *json, char *to, size_t *len)
{
	struct json_string string, name;
	walk_array(json);
	while (walk_element(json)) {
		if (walk_kind(json) != '{') {
			if (walk_text(json, &string) && string_copy(string, to + *len, string.len + 1))
				*len += strlen(to + *len);
			continue;
		}
		walk_object(json);
		while (walk_member(json, &name)) {
			if (walk_kind(json) == '[' && string_is(name, "text"))
				add_plain(json, to, len);
			else
				walk_skip(json);
		}
	}
}

static void fold(char *text)
{
	char *to = text;
	for (const char *from = text; *from; from++) {
		bool space = *from == ' ' || *from == '\t' || *from == '\n' || *from == '\r';
		if (!space)
			*to++ = *from;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
}

/* Whether the plain text at the cursor json, which advances, equals the wanted text. */
static bool same_plain(struct lesson_verification *check, struct json_walk *json, const char *wanted)
{
	struct json_walk text = *json;
	size_t len = 0;
	walk_skip(json);
	char *plain = malloc((size_t)(json->at - text.at) + 1);
	if (!plain) {
		add_no_memory(check->v->problems);
		return false;
	}
	add_plain(&text, plain, &len);
	plain[len] = '\0';
	/* White space is normalised. */
	fold(plain);
	bool same = strcmp(plain, wanted) == 0;
	free(plain);
	return same;
}

static bool same_text(struct json_walk *json, const char *wanted)
{
	struct json_string string;
	return walk_text(json, &string) && string_is(string, wanted);
}

static void check_sections(struct lesson_verification *check, struct json_walk *json, unsigned level)
{
	const struct satchel_lesson *row = check->row;
	struct json_string name;
	walk_array(json);
	while (walk_element(json)) {
		const struct satchel_section *stated =
			check->sections < row->section_count ? &row->sections[check->sections] : NULL;
		check->sections++;
		if (!stated || stated->level != level) {
			check->good_sections = false;
			walk_skip(json);
			continue;
		}
		walk_object(json);
		while (walk_member(json, &name)) {
			if (string_is(name, "id"))
				check->good_sections = same_text(json, stated->id) && check->good_sections;
			else if (string_is(name, "title"))
				check->good_sections = same_plain(check, json, stated->title) && check->good_sections;
			else if (string_is(name, "sections"))
				check_sections(check, json, level + 1);
			else
				walk_skip(json);
		}
	}
}

static int item_has_id(const void *id, const void *item)
{
	return strcmp(id, ((const struct known_item *)item)->id);
}

static void check_item(struct lesson_verification *check, struct json_string string, enum satchel_item_kind kind)
{
	char id[SATCHEL_ID_MAX + 1];
	struct verify *v = check->v;
	if (!string_copy(string, id, sizeof(id)))
		return;
	struct known_item *item =
		v->item_count ? bsearch(id, v->items, v->item_count, sizeof(*v->items), item_has_id) : NULL;
	if (!item || item->lesson != check->place || item->kind != kind)
		add_problem(v->problems, SATCHEL_DAMAGED, check->entry, "%s is not listed in items of the index", id);
	else
		item->found = true;
}

/* The id of the object at the cursor json, which has one. */
static struct json_string id_of(struct json_walk *json)
{
	struct json_string name, id = { "", 0 };
	walk_object(json);
	while (walk_member(json, &name)) {
		if (!string_is(name, "id") || !walk_text(json, &id))
			walk_skip(json);
	}
	return id;
}

static void add_id(struct lesson_verification *check, struct lesson_ids *ids, struct json_string id)
{
	if (ids->count == ids->room) {
		size_t room = ids->room ? ids->room * 2 : 64;
		struct json_string *more = realloc(ids->at, room * sizeof(*more));
		if (!more) {
			add_no_memory(check->v->problems);
			return;
		}
		ids->at = more;
		ids->room = room;
	}
	ids->at[ids->count++] = id;
}

static void add_ids(struct lesson_verification *check, struct lesson_ids *ids, struct json_walk *json)
{
	walk_array(json);
	while (walk_element(json))
		add_id(check, ids, id_of(json));
}

static int by_characters(const void *a, const void *b)
{
	return string_compare(*(const struct json_string *)a, *(const struct json_string *)b);
}

static void sort_ids(struct lesson_ids *ids)
{
	if (ids->count > 1)
		qsort(ids->at, ids->count, sizeof(*ids->at), by_characters);
}

static void damaged_at(const struct lesson_verification *check, const char *before, struct json_string string,
		       const char *after)
{
	char id[SATCHEL_ID_MAX + 1];
	if (string_copy(string, id, sizeof(id)))
		add_problem(check->v->problems, SATCHEL_DAMAGED, check->entry, "%s%s%s", before, id, after);
}

static void check_ids(struct lesson_verification *check)
{
	sort_ids(&check->parts);
	for (size_t i = 1; i < check->parts.count; i++)
		if (string_compare(check->parts.at[i - 1], check->parts.at[i]) == 0)
			damaged_at(check, "the id ", check->parts.at[i], " appears twice");
	const struct {
		const struct lesson_ids *named;
		struct lesson_ids *known;
		const char *before, *after;
	} rows[] = {
		{ &check->cited, &check->sources, "it cites ", ", which is not one of its sources" },
		{ &check->aimed_at, &check->objectives, "a question is for ", ", which is not one of its objectives" },
		{ &check->set_of, &check->sets, "a question is in the set ", ", which it does not have" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		sort_ids(rows[i].known);
		const struct lesson_ids *known = rows[i].known, *named = rows[i].named;
		for (size_t j = 0; j < named->count; j++)
			if (!known->count ||
			    !bsearch(&named->at[j], known->at, known->count, sizeof(*known->at), by_characters))
				damaged_at(check, rows[i].before, named->at[j], rows[i].after);
	}
}

/* Reads the ids and choices of the entries at the cursor json into lists, one of which may be NULL. */
static void read_entries(struct lesson_verification *check, struct json_walk *json, const char *member,
			 struct lesson_ids *ids)
{
	struct json_string name, id;
	walk_array(json);
	while (walk_element(json)) {
		walk_object(json);
		while (walk_member(json, &name)) {
			if (!string_is(name, member) || walk_kind(json) != '"' || !walk_text(json, &id))
				walk_skip(json);
			else
				add_id(check, ids, id);
		}
	}
}

/* Whether the ids of options and choices are unique in the question at the cursor json, and prompts refer to them. */
static void check_choices(struct lesson_verification *check, struct json_walk json)
{
	struct lesson_ids known = { 0 }, named = { 0 };
	struct json_string name, id = { "", 0 };
	walk_object(&json);
	while (walk_member(&json, &name)) {
		if (string_is(name, "options") || string_is(name, "choices"))
			read_entries(check, &json, "id", &known);
		else if (string_is(name, "prompts"))
			read_entries(check, &json, "choice", &named);
		else if (!string_is(name, "id") || !walk_text(&json, &id))
			walk_skip(&json);
	}
	sort_ids(&known);
	bool good = true;
	for (size_t i = 1; i < known.count; i++)
		good = good && string_compare(known.at[i - 1], known.at[i]) != 0;
	for (size_t i = 0; i < named.count; i++)
		good = good && known.count &&
		       bsearch(&named.at[i], known.at, known.count, sizeof(*known.at), by_characters);
	if (!good)
		damaged_at(check, "in ", id, ", two options have the same id, or a prompt has no choice");
	free(known.at);
	free(named.at);
}

static void use_asset(struct lesson_verification *check, struct json_string string)
{
	char name[SATCHEL_NAME_MAX + 1];
	struct known_entry *known = string_copy(string, name, sizeof(name)) ? known_find(&check->v->files, name) : NULL;
	if (known)
		known->used = true;
	else
		add_problem(check->v->problems, SATCHEL_DAMAGED, check->entry,
			    "a figure shows %s, which is not in the pack", name);
}

static void check_items(struct lesson_verification *check, struct json_walk *json, enum satchel_item_kind kind)
{
	static const char *const members[] = { "questions", "cards", "glossary" };
	const struct satchel_counts *counts = &check->row->counts;
	const uint64_t stated[] = { counts->questions, counts->cards, counts->glossary };
	uint64_t count = 0;
	walk_array(json);
	for (; walk_element(json); count++) {
		if (kind == SATCHEL_QUESTION)
			check_choices(check, *json);
		check_item(check, id_of(json), kind);
	}
	if (count != stated[kind])
		add_problem(check->v->problems, SATCHEL_DAMAGED, check->entry,
			    "it has %llu %s, but the outline counts %llu", (unsigned long long)count, members[kind],
			    (unsigned long long)stated[kind]);
}

static void on_mark(void *context, enum schema_mark mark, struct json_string text)
{
	struct lesson_verification *check = context;
	switch (mark) {
	case MARK_ASSET: use_asset(check, text); break;
	case MARK_ACCESS: check->for_members = check->for_members || !string_is(text, "free"); break;
	case MARK_PART: add_id(check, &check->parts, text); break;
	case MARK_CITED: add_id(check, &check->cited, text); break;
	case MARK_OBJECTIVE: add_id(check, &check->aimed_at, text); break;
	case MARK_SET: add_id(check, &check->set_of, text); break;
	case MARK_NONE:
	case MARK_KINDS: break;
	}
}

static void check_members(struct lesson_verification *check, struct json_walk json)
{
	static const char *const members[] = { "id",	    "lang",  "access",	 "title",   "sections",
					       "questions", "cards", "glossary", "sources", "objectives", "sets" };
	enum { COUNT = sizeof(members) / sizeof(members[0]) };
	const struct satchel_lesson *row = check->row;
	struct json_string name;
	walk_object(&json);
	while (walk_member(&json, &name)) {
		size_t i = 0;
		while (i < COUNT && !string_is(name, members[i]))
			i++;
		switch (i) {
		case 0:
			if (!same_text(&json, row->id))
				damaged(check, "its id is not that of its name");
			break;
		case 1:
			if (!same_text(&json, row->lang))
				damaged(check, "its lang is not that of the outline");
			break;
		case 2:
			if (!same_text(&json, row->for_members ? "member" : "free"))
				damaged(check, "its access is not that of the outline");
			break;
		case 3:
			if (!same_plain(check, &json, row->title))
				damaged(check, "its title is not that of the outline");
			break;
		case 4: check_sections(check, &json, 1); break;
		case 5:
		case 6:
		case 7: check_items(check, &json, (enum satchel_item_kind)(i - 5)); break;
		case 8: add_ids(check, &check->sources, &json); break;
		case 9: add_ids(check, &check->objectives, &json); break;
		case 10: add_ids(check, &check->sets, &json); break;
		default: walk_skip(&json); break;
		}
	}
}

void verify_lesson(struct verify *v, const struct satchel_lesson *row, struct known_entry *known)
{
	struct satchel_bytes bytes;
	struct lesson_verification check = { .v = v,
				      .row = row,
				      .entry = known->entry.name,
				      .place = (size_t)(known - v->lessons.at),
				      .good_sections = true };
	if (!verify_bytes(v, known, &bytes)) {
		v->incomplete = true;
		return;
	}
	known->read = check_json(&bytes, check.entry, v->problems) &&
		      schema_matches(SCHEMA_LESSON, &bytes, check.entry, on_mark, &check, v->problems);
	if (known->read) {
		check_members(&check, (struct json_walk){ bytes.at });
		check_ids(&check);
		if (!check.good_sections || check.sections != row->section_count)
			damaged(&check, "its sections are not those of the outline");
		if (check.for_members && strcmp(v->pack->manifest.edition, "free") == 0)
			damaged(&check, "a part of it is for members, and the edition is free");
	}
	v->incomplete = v->incomplete || !known->read;
	free(check.parts.at);
	free(check.sources.at);
	free(check.objectives.at);
	free(check.cited.at);
	free(check.aimed_at.at);
	free(check.sets.at);
	free(check.set_of.at);
	satchel_bytes_free(&bytes);
}
