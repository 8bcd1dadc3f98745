#include "reader/verify.h"

#include <stdlib.h>
#include <string.h>

/* A lesson's way through its JSON. */
struct lesson_check {
	struct verify *v;
	const struct satchel_lesson *row;
	const char *entry;
	size_t place;		    /* among the lessons */
	size_t sections;	    /* so far */
	bool good_sections;	    /* as the outline has them */
	bool for_members;	    /* a part of it is */
};

static void damaged(const struct lesson_check *check, const char *message)
{
	trouble(check->v->troubles, SATCHEL_DAMAGED, check->entry, "%s", message);
}

/* Appends the plain text of the text that json stands in front of: its strings and those within its elements. */
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
			if (walk_kind(json) == '[')
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

/* Whether the text that json stands in front of, which it steps over, reads so. */
static bool same_plain(struct lesson_check *check, struct json_walk *json, const char *wanted)
{
	struct json_walk text = *json;
	size_t len = 0;
	walk_skip(json);
	char *plain = malloc((size_t)(json->at - text.at) + 1), *other = strdup(wanted);
	bool same = false;
	if (!plain || !other) {
		trouble_memory(check->v->troubles);
	} else if (walk_kind(&text) == '[') {
		add_plain(&text, plain, &len);
		plain[len] = '\0';
		/* A run of white space is one space, and none stands at either end. */
		fold(plain);
		fold(other);
		same = strcmp(plain, other) == 0;
	}
	free(plain);
	free(other);
	return same;
}

static bool same_text(struct json_walk *json, const char *wanted)
{
	struct json_string string;
	return walk_text(json, &string) && string_is(string, wanted);
}

static void check_sections(struct lesson_check *check, struct json_walk *json, unsigned level)
{
	const struct satchel_lesson *row = check->row;
	struct json_string name;
	if (!walk_array(json)) {
		check->good_sections = false;
		return;
	}
	while (walk_element(json)) {
		const struct satchel_section *told =
			check->sections < row->section_count ? &row->sections[check->sections] : NULL;
		bool has_id = false, has_title = false;
		check->sections++;
		if (!told || told->level != level || !walk_object(json)) {
			check->good_sections = false;
			walk_skip(json);
			continue;
		}
		while (walk_member(json, &name)) {
			if (string_is(name, "id"))
				has_id = same_text(json, told->id);
			else if (string_is(name, "title"))
				has_title = same_plain(check, json, told->title);
			else if (string_is(name, "sections"))
				check_sections(check, json, level + 1);
			else
				walk_skip(json);
		}
		check->good_sections = check->good_sections && has_id && has_title;
	}
}

static int item_has_id(const void *id, const void *item)
{
	return strcmp(id, ((const struct known_item *)item)->id);
}

static void check_item(struct lesson_check *check, struct json_string string, enum satchel_item_kind kind)
{
	char id[SATCHEL_ID_MAX + 1];
	struct verify *v = check->v;
	if (!string_copy(string, id, sizeof(id)) || !is_id(id)) {
		damaged(check, "an item has an id that is none");
		return;
	}
	struct known_item *item =
		v->item_count ? bsearch(id, v->items, v->item_count, sizeof(*v->items), item_has_id) : NULL;
	if (!item || item->lesson != check->place || item->kind != kind)
		trouble(v->troubles, SATCHEL_DAMAGED, check->entry, "items of the index does not say that it has %s", id);
	else if (item->found)
		trouble(v->troubles, SATCHEL_DAMAGED, check->entry, "it has %s twice", id);
	else
		item->found = true;
}

static void check_items(struct lesson_check *check, struct json_walk *json, enum satchel_item_kind kind)
{
	static const char *const members[] = { "questions", "cards", "glossary" };
	const struct satchel_counts *counts = &check->row->counts;
	const uint64_t told[] = { counts->questions, counts->cards, counts->glossary };
	struct json_string name, id;
	uint64_t count = 0;
	if (!walk_array(json)) {
		trouble(check->v->troubles, SATCHEL_DAMAGED, check->entry, "%s is not an array", members[kind]);
		return;
	}
	for (; walk_element(json); count++) {
		bool has_id = false;
		if (walk_object(json)) {
			while (walk_member(json, &name)) {
				if (!string_is(name, "id")) {
					walk_skip(json);
				} else if (walk_text(json, &id)) {
					has_id = true;
					check_item(check, id, kind);
				}
			}
		}
		if (!has_id)
			trouble(check->v->troubles, SATCHEL_DAMAGED, check->entry, "one of its %s has no id", members[kind]);
	}
	if (count != told[kind])
		trouble(check->v->troubles, SATCHEL_DAMAGED, check->entry, "it has %llu %s, and the outline counts %llu",
			(unsigned long long)count, members[kind], (unsigned long long)told[kind]);
}

static void use_asset(struct lesson_check *check, struct json_string string)
{
	char name[SATCHEL_NAME_MAX + 1];
	bool sayable = string_copy(string, name, sizeof(name)) && is_sayable(name);
	struct known *known = sayable ? known_find(&check->v->files, name) : NULL;
	if (known && name_kind(name) == NAME_ASSET)
		known->used = true;
	else
		trouble(check->v->troubles, SATCHEL_DAMAGED, check->entry, "a figure shows %s, which is no asset of the pack",
			sayable ? name : "something");
}

/* What can hold a figure, and what can hold that. What is not known is ignored, figures too. */
static bool holds_figures(struct json_string name)
{
	static const char *const names[] = { "sections",    "blocks", "list", "table",	  "takeaways", "questions", "vignette",
					     "stem", "explanation", "cards",  "front", "back", "glossary", "definition" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (string_is(name, names[i]))
			return true;
	return false;
}

static void figures_in(struct lesson_check *check, struct json_walk *json);

static void figures_in_object(struct lesson_check *check, struct json_walk *json)
{
	struct json_string name, string;
	walk_object(json);
	while (walk_member(json, &name)) {
		if (string_is(name, "figure")) {
			if (walk_text(json, &string))
				use_asset(check, string);
			else
				damaged(check, "a figure is not the name of an asset");
		} else if (string_is(name, "access")) {
			check->for_members = !same_text(json, "free") || check->for_members;
		} else if (holds_figures(name)) {
			figures_in(check, json);
		} else {
			walk_skip(json);
		}
	}
}

/* Figures and access below the value that json stands in front of; it is known not to nest too deep. */
static void figures_in(struct lesson_check *check, struct json_walk *json)
{
	switch (walk_kind(json)) {
	case '[':
		walk_array(json);
		while (walk_element(json))
			figures_in(check, json);
		break;
	case '{': figures_in_object(check, json); break;
	default: walk_skip(json); break;
	}
}

static void check_members(struct lesson_check *check, struct json_walk json)
{
	static const char *const members[] = { "id", "lang", "access", "title", "sections", "questions", "cards", "glossary" };
	const struct satchel_lesson *row = check->row;
	struct json_string name;
	unsigned seen = 0;
	walk_object(&json);
	while (walk_member(&json, &name)) {
		size_t i = 0;
		while (i < 8 && !string_is(name, members[i]))
			i++;
		seen |= 1u << i;
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
		default: walk_skip(&json); break;
		}
	}
	for (size_t i = 0; i < 8; i++)
		if (!(seen & 1u << i))
			trouble(check->v->troubles, SATCHEL_DAMAGED, check->entry, "%s is missing", members[i]);
}

void verify_lesson(struct verify *v, const struct satchel_lesson *row, struct known *known)
{
	struct satchel_bytes bytes;
	struct lesson_check check = { .v = v,
				      .row = row,
				      .entry = known->entry.name,
				      .place = (size_t)(known - v->lessons.at),
				      .good_sections = true };
	if (!extract(&v->pack->input, &known->entry, EXTRACT_VERIFIED, &bytes, v->troubles)) {
		v->incomplete = true;
		return;
	}
	struct json_walk json = { bytes.at };
	known->read = check_json(&bytes, check.entry, v->troubles);
	if (known->read) {
		check_members(&check, json);
		if (!check.good_sections || check.sections != row->section_count)
			damaged(&check, "its sections are not those of the outline");
		figures_in(&check, &json);
		if (check.for_members && strcmp(v->pack->manifest.edition, "free") == 0)
			damaged(&check, "a part of it is for members, and the edition is free");
	}
	v->incomplete = v->incomplete || !known->read;
	satchel_bytes_free(&bytes);
}
