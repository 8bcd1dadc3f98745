#include "lesson/parse.h"

#include "base/ascii.h"
#include "lesson/id.h"
#include "lesson/markup.h"
#include "lesson/orcid.h"

static const char xsi_namespace[] = "http://www.w3.org/2001/XMLSchema-instance";
static const char xml_namespace[] = "http://www.w3.org/XML/1998/namespace";

/* Whether an attribute of SAX2 has this qualified name. */
static bool is_written(const xmlChar **attribute, struct str name)
{
	size_t prefix = attribute[1] ? strlen((const char *)attribute[1]) : 0;
	if (prefix && (name.len < prefix + 2 || memcmp(name.at, attribute[1], prefix) != 0 || name.at[prefix] != ':'))
		return false;
	size_t local = prefix ? prefix + 1 : 0;
	return str_is((struct str){ name.at + local, name.len - local }, (const char *)attribute[0]);
}

void parse_read_attributes(struct parse *parse, size_t start, size_t end, int count, const xmlChar **given)
{
	const char *text = parse->text.at;
	size_t at = start + 1;
	while (at < end && !ascii_is_space(text[at]))
		at++;
	for (int n = 0; n < count; n++) {
		const xmlChar **a = given + (size_t)n * 5;
		struct markup_attribute found = { at, at, at, at };
		while (markup_attribute(parse->text, &at, end, &found) &&
		       !is_written(a, markup_slice(parse->text, found.name, found.name_end)))
			;
		const char *name = (const char *)a[0];
		if (a[1] || a[2]) {
			bool is_xml = a[2] && strcmp((const char *)a[2], xml_namespace) == 0;
			name = is_xml && strcmp(name, "lang") == 0 ? "xml:lang"
								   : arena_copy(parse->builder.arena, text + found.name,
										found.name_end - found.name);
		}
		name = name ? name : "";
		struct named_attribute attribute = {
			name,
			name,
			{ { (const char *)a[3], (size_t)(a[4] - a[3]) },
			  parse_span(parse, found.value, found.value_end) },
			parse_span(parse, found.name, found.name_end),
		};
		buf_add(&parse->attributes, (const char *)&attribute, sizeof(attribute));
	}
}

static bool is_xsi(const xmlChar **attribute)
{
	return attribute[2] && strcmp((const char *)attribute[2], xsi_namespace) == 0;
}

static bool is_schema_location(const xmlChar **attribute)
{
	const char *name = (const char *)attribute[0];
	return is_xsi(attribute) &&
	       (strcmp(name, "schemaLocation") == 0 || strcmp(name, "noNamespaceSchemaLocation") == 0);
}

/* Returns the attributes for which drop is false; given itself if that is all. */
static const xmlChar **without(struct parse *parse, int *count, const xmlChar **given, bool (*drop)(const xmlChar **))
{
	int first = 0, kept = 0;
	while (first < *count && !drop(given + (size_t)first * 5))
		first++;
	if (first == *count)
		return given;
	const xmlChar **rest = arena_alloc(parse->builder.arena, (size_t)*count * 5 * sizeof(*rest));
	for (int n = 0; rest && n < *count; n++)
		if (!drop(given + (size_t)n * 5))
			memcpy(rest + (size_t)kept++ * 5, given + (size_t)n * 5, 5 * sizeof(*rest));
	*count = kept;
	return rest;
}

const xmlChar **parse_without_locations(struct parse *parse, int *count, const xmlChar **given)
{
	return without(parse, count, given, is_schema_location);
}

const xmlChar **parse_without_xsi(struct parse *parse, int *count, const xmlChar **given)
{
	return without(parse, count, given, is_xsi);
}

static bool is_given(const struct named_attribute *attributes, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(attributes[i].name, name) == 0)
			return true;
	return false;
}

static void note_replaced(struct parse *parse, const struct model_type *type, const struct named_attribute *attributes,
			  size_t count)
{
	parse->replaced = false;
	for (const struct model_attribute *a = type ? type->attributes : NULL; a; a = a->next) {
		if (a->unless == ELEMENT_UNKNOWN)
			continue;
		bool given = is_given(attributes, count, a->name);
		parse->replaced = parse->replaced || given;
		if (!given)
			diagnose_note_attribute(parse, ATTRIBUTE_MISSING, str_from(a->name));
	}
}

void parse_note_more(struct parse *parse, const struct model_type *type, const struct named_attribute *attributes,
		     size_t count, const xmlChar **given)
{
	note_replaced(parse, type, attributes, count);
	for (size_t i = 0; type && i < count; i++) {
		if (is_xsi(given + i * 5))
			diagnose_note_attribute(parse, ATTRIBUTE_UNKNOWN, str_from(attributes[i].name));
		else if (strcmp(attributes[i].name, "xml:lang") == 0 && model_attribute(type, "xml:lang") &&
			 !language_tag_check(attributes[i].attribute.value, NULL))
			diagnose_note_attribute(parse, ATTRIBUTE_BAD_VALUE, str_from("xml:lang"));
		else if (strcmp(attributes[i].name, "orcid") == 0 && model_attribute(type, "orcid") &&
			 !orcid_is_valid(str_trim(attributes[i].attribute.value)))
			diagnose_note_attribute(parse, ATTRIBUTE_BAD_VALUE, str_from("orcid"));
	}
}

void parse_note_attributes(struct parse *parse, const struct model_type *type, const struct named_attribute *attributes,
			   size_t count)
{
	parse->content_stopped = false;
	parse->problem_count = parse->problems_left_out = 0;
	for (const struct model_attribute *a = type ? type->attributes : NULL; a; a = a->next) {
		if (a->required && !is_given(attributes, count, a->name))
			diagnose_note_attribute(parse, ATTRIBUTE_MISSING, str_from(a->name));
	}
	for (size_t i = 0; i < count; i++)
		if (type && !model_attribute(type, attributes[i].name))
			diagnose_note_attribute(parse, ATTRIBUTE_UNKNOWN, str_from(attributes[i].name));
}

void parse_note_lost(struct parse *parse, const struct model_type *type, enum element_name name)
{
	const struct model_attribute *id = model_attribute(type, "id");
	struct lesson *lesson = parse->builder.lesson;
	if (!lesson || (type && (!id || !id->required)))
		return;
	lesson->lost_ids = true;
	lesson->lost_listed = lesson->lost_listed || name == ELEMENT_SOURCE || name == ELEMENT_OBJECTIVE;
}

void parse_note_lost_id(struct parse *parse, const struct start_tag *start)
{
	/* Whatever is in a list may be one of what it lists. */
	enum element_name list = parse_top(parse)->name, name = element_find((const char *)start->name);
	name = list == ELEMENT_SOURCES ? ELEMENT_SOURCE : list == ELEMENT_OBJECTIVES ? ELEMENT_OBJECTIVE : name;
	for (int i = 0; i < start->count; i++)
		if (strcmp((const char *)start->attributes[(size_t)i * 5], "id") == 0)
			parse_note_lost(parse, NULL, name);
}

void parse_note_missing_id(struct parse *parse, const struct model_type *type, enum element_name name,
			   const struct named_attribute *given, size_t count, bool added)
{
	const struct model_attribute *id = added || parse->problem_count ? model_attribute(type, "id") : NULL;
	bool found = !id || (!id->required && !added);
	for (size_t i = 0; id && i < count; i++)
		if (strcmp(given[i].meant, "id") == 0)
			found = id_looks_valid(str_trim(given[i].attribute.value));
	if (!found)
		parse_note_lost(parse, NULL, name);
}
