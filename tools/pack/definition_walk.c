#include "pack/definition_walk.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "lesson/language_tag.h"

static bool is_prefixed(const xmlAttr *attribute, const char *name)
{
	const char *prefix = attribute->ns ? (const char *)attribute->ns->prefix : NULL;
	size_t len = prefix ? strlen(prefix) : 0;
	if (prefix && (strncmp(name, prefix, len) != 0 || name[len] != ':'))
		return false;
	return strcmp(prefix ? name + len + 1 : name, (const char *)attribute->name) == 0;
}

void definition_check_attributes(struct definition_walk *walk, const xmlNode *element, const struct attribute_row *rows)
{
	for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
		const struct attribute_row *row = rows;
		while (row->name && !is_prefixed(attribute, row->name))
			row++;
		if (!row->name)
			mistakes_add(walk->mistakes,
				     attribute_span(walk->source, element, (const char *)attribute->name), NULL,
				     "<%s> has no attribute \"%s\"", element->name, attribute->name);
	}
}

static void report_value(struct definition_walk *walk, const struct attribute_row *row, struct str value,
			 struct span span)
{
	struct language_mistake language = { .meant = "" };
	struct buf help;
	buf_init(&help, 4096);
	if (strcmp(row->name, "xml:lang") == 0 && !language_tag_check(value, &language) && language.meant[0])
		buf_format(&help, "did you mean \"%s\"?", language.meant);
	mistakes_add(walk->mistakes, span, help.len ? buf_cstr(&help) : NULL, "%s=\"%s\" must be %s", row->name,
		     value.at, row->kind);
	buf_release(&help);
}

struct str definition_fold(struct definition_walk *walk, const char *text)
{
	char *out = arena_copy(&walk->definition->arena, text, strlen(text));
	size_t len = 0;
	for (const char *from = text; out && *from; from++) {
		bool space = ascii_is_space(*from);
		if (space && (len == 0 || out[len - 1] == ' '))
			continue;
		out[len++] = space ? ' ' : *from;
	}
	if (len > 0 && out[len - 1] == ' ')
		len--;
	if (out)
		out[len] = '\0';
	walk->mistakes->failed = walk->mistakes->failed || !out;
	return (struct str){ out, len };
}

struct str definition_take(struct definition_walk *walk, const xmlNode *element, const struct attribute_row *row,
			   struct span *span)
{
	struct arena *arena = &walk->definition->arena;
	for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
		if (!is_prefixed(attribute, row->name))
			continue;
		*span = attribute_span(walk->source, element, row->name);
		xmlChar *text = xmlNodeGetContent((const xmlNode *)attribute);
		struct str value = text ? arena_str(arena, str_from((const char *)text)) : STR_NONE;
		xmlFree(text);
		if (!value.at)
			walk->mistakes->failed = true;
		else if (value.len == 0 && !attribute_is_written(walk->source, element, row->name))
			; /* which was reported */
		else if (!row->good(value.at))
			report_value(walk, row, value, *span);
		else
			return value;
		return STR_NONE;
	}
	*span = element_span(walk->source, element);
	if (row->optional)
		return STR_NONE;
	mistakes_add(walk->mistakes, *span, NULL, "<%s> lacks the attribute %s: %s", element->name, row->name,
		     row->kind);
	return STR_NONE;
}

bool definition_is_element(const xmlNode *node, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE && node->ns &&
	       strcmp((const char *)node->ns->href, DEFINITION_NAMESPACE) == 0 &&
	       (!name || strcmp((const char *)node->name, name) == 0);
}

xmlNode *definition_next(struct definition_walk *walk, xmlNode *node)
{
	for (; node && node->type != XML_ELEMENT_NODE; node = node->next) {
		if (node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE &&
		    node->type != XML_ENTITY_REF_NODE)
			continue;
		if (!xmlIsBlankNode(node))
			mistakes_add(walk->mistakes, element_span(walk->source, node->parent), NULL,
				     "text in <%s>, which cannot contain text", node->parent->name);
	}
	return node;
}

const char *definition_part(struct definition_walk *walk, const xmlNode *node, const char *const *parts, size_t *last)
{
	struct span span = element_span(walk->source, node);
	size_t i = 0;
	while (parts[i] && strcmp(parts[i], (const char *)node->name) != 0)
		i++;
	static const char *const repeated[] = { "edition", "rest", "unit", "lesson" };
	bool single = parts[i];
	for (size_t k = 0; single && k < sizeof(repeated) / sizeof(repeated[0]); k++)
		single = strcmp(parts[i], repeated[k]) != 0;
	if (!definition_is_element(node, NULL)) {
		mistakes_add(walk->mistakes, span, "remove it", "<%s> is not in the namespace " DEFINITION_NAMESPACE,
			     node->name);
		return "";
	}
	if (!parts[i])
		mistakes_add(walk->mistakes, span, "remove it", "<%s> is not allowed in <%s>", node->name,
			     node->parent->name);
	else if (i + 1 == *last && single)
		mistakes_add(walk->mistakes, span, "keep one of the two", "<%s> has a second <%s>", node->parent->name,
			     node->name);
	else if (i + 1 < *last)
		mistakes_add(walk->mistakes, span, NULL, "<%s> must come before <%s>", node->name, parts[*last - 1]);
	if (parts[i] && i + 1 > *last)
		*last = i + 1;
	return parts[i] ? parts[i] : "";
}

void definition_check_empty(struct definition_walk *walk, const xmlNode *element)
{
	xmlNode *child = definition_next(walk, element->children);
	if (child)
		mistakes_add(walk->mistakes, element_span(walk->source, child), NULL,
			     "<%s> in <%s>, which must be empty", child->name, element->name);
}

struct str definition_text(struct definition_walk *walk, const xmlNode *element, size_t most)
{
	definition_check_attributes(walk, element, no_attributes);
	return definition_words(walk, element, most);
}

struct str definition_words(struct definition_walk *walk, const xmlNode *element, size_t most)
{
	for (const xmlNode *child = element->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			mistakes_add(walk->mistakes, element_span(walk->source, child), NULL,
				     "<%s> in <%s>, which is plain text", child->name, element->name);
	xmlChar *content = xmlNodeGetContent(element);
	struct str text = content ? definition_fold(walk, (const char *)content) : STR_NONE;
	xmlFree(content);
	if (!text.at)
		walk->mistakes->failed = true;
	else if (text.len == 0)
		mistakes_add(walk->mistakes, element_span(walk->source, element), NULL, "<%s> is empty",
			     element->name);
	else if (utf8_count(text) > most)
		mistakes_add(walk->mistakes, element_span(walk->source, element), NULL,
			     "<%s> is longer than %zu characters", element->name, most);
	return text;
}
