#include "pack/definition.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "lesson/language_tag.h"
#include "lesson/xml_tree.h"
#include "pack/definition_values.h"

#include <stdlib.h>

#define NAMESPACE "urn:satchel:pack:1"

enum { TITLE_MAX = 200, UNITS_MAX = 4096 };

const char *const edition_names[EDITIONS] = { "full", "free" };

struct definition_walk {
	struct definition *definition;
	const struct source *source;
	struct mistakes *mistakes;
};

static bool is_prefixed(const xmlAttr *attribute, const char *name)
{
	const char *prefix = attribute->ns ? (const char *)attribute->ns->prefix : NULL;
	size_t len = prefix ? strlen(prefix) : 0;
	if (prefix && (strncmp(name, prefix, len) != 0 || name[len] != ':'))
		return false;
	return strcmp(prefix ? name + len + 1 : name, (const char *)attribute->name) == 0;
}

static void check_known(struct definition_walk *walk, const xmlNode *element, const struct attribute_row *rows)
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

/* The value of an attribute; STR_NONE if it is missing or invalid, which has been reported. */
static struct str take(struct definition_walk *walk, const xmlNode *element, const struct attribute_row *row,
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
	mistakes_add(walk->mistakes, *span, NULL, "<%s> lacks the attribute %s: %s", element->name, row->name,
		     row->kind);
	return STR_NONE;
}

static bool is_element(const xmlNode *node, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE && node->ns &&
	       strcmp((const char *)node->ns->href, NAMESPACE) == 0 &&
	       (!name || strcmp((const char *)node->name, name) == 0);
}

/* The first element from node on; reports text before it. */
static xmlNode *next_element(struct definition_walk *walk, xmlNode *node)
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

static struct str fold_space(struct arena *arena, const char *text)
{
	char *out = arena_copy(arena, text, strlen(text));
	size_t len = 0;
	for (const char *from = text; out && *from; from++) {
		bool space = ascii_is_space(*from);
		if (space && (len == 0 || out[len - 1] == ' '))
			continue;
		out[len++] = space ? ' ' : *from;
	}
	if (len > 0 && out[len - 1] == ' ')
		len--;
	return (struct str){ out, len };
}

static struct str read_title(struct definition_walk *walk, const xmlNode *element)
{
	check_known(walk, element, no_attributes);
	for (const xmlNode *child = element->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			mistakes_add(walk->mistakes, element_span(walk->source, child), NULL,
				     "<%s> in a title, which is plain text", child->name);
	xmlChar *text = xmlNodeGetContent(element);
	struct str title = text ? fold_space(&walk->definition->arena, (const char *)text) : STR_NONE;
	xmlFree(text);
	if (!title.at)
		walk->mistakes->failed = true;
	else if (title.len == 0 || utf8_count(title) > TITLE_MAX)
		mistakes_add(walk->mistakes, element_span(walk->source, element), NULL, "the title is %s",
			     title.len ? "longer than 200 characters" : "empty");
	return title;
}

/* The parts of an element, in the order in which they come. */
static const char *const pack_parts[] = { "title", "edition", "search", "unit", NULL };
static const char *const unit_parts[] = { "title", "lesson", NULL };

/* Which of the parts node is; reports it if it is none, or comes too late or again. *last is that of the node
 * before. */
static const char *part_of(struct definition_walk *walk, const xmlNode *node, const char *const *parts, size_t *last)
{
	struct span span = element_span(walk->source, node);
	size_t i = 0;
	while (parts[i] && strcmp(parts[i], (const char *)node->name) != 0)
		i++;
	bool single = parts[i] && (strcmp(parts[i], "title") == 0 || strcmp(parts[i], "search") == 0);
	if (!is_element(node, NULL)) {
		mistakes_add(walk->mistakes, span, "remove it", "<%s> is not in the namespace " NAMESPACE, node->name);
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

static void need_title(struct definition_walk *walk, const xmlNode *parent)
{
	const xmlNode *child = parent->children;
	while (child && strcmp((const char *)child->name, "title") != 0)
		child = child->next;
	if (!child)
		mistakes_add(walk->mistakes, element_span(walk->source, parent), NULL,
			     "<%s> does not begin with a <title>", parent->name);
}

/* Reports content of an element that must be empty. */
static void check_empty(struct definition_walk *walk, const xmlNode *element)
{
	xmlNode *child = next_element(walk, element->children);
	if (child)
		mistakes_add(walk->mistakes, element_span(walk->source, child), NULL,
			     "<%s> in <%s>, which must be empty", child->name, element->name);
}

static struct definition_lesson *read_lesson(struct definition_walk *walk, const xmlNode *element)
{
	struct definition_lesson *lesson = arena_alloc(&walk->definition->arena, sizeof(*lesson));
	if (!lesson) {
		walk->mistakes->failed = true;
		return NULL;
	}
	check_known(walk, element, id_attribute);
	lesson->id = take(walk, element, id_attribute, &lesson->span);
	check_empty(walk, element);
	if (!lesson->id.at)
		return NULL;
	lesson->index = walk->definition->lesson_count++;
	return lesson;
}

static struct definition_unit *read_unit(struct definition_walk *walk, const xmlNode *element)
{
	struct definition_unit *unit = arena_alloc(&walk->definition->arena, sizeof(*unit));
	if (!unit) {
		walk->mistakes->failed = true;
		return NULL;
	}
	size_t part = 0;
	bool has_lesson = false;
	check_known(walk, element, id_attribute);
	unit->id = take(walk, element, id_attribute, &unit->span);
	struct definition_lesson **last = &unit->lessons;
	for (xmlNode *child = element->children; (child = next_element(walk, child)); child = child->next) {
		const char *name = part_of(walk, child, unit_parts, &part);
		bool title = strcmp(name, "title") == 0;
		if (title)
			unit->title = read_title(walk, child);
		else if (*name)
			*last = read_lesson(walk, child);
		has_lesson = has_lesson || !title;
		if (*last)
			last = &(*last)->next;
	}
	need_title(walk, element);
	if (!has_lesson)
		mistakes_add(walk->mistakes, element_span(walk->source, element), NULL, "the unit has no <lesson>");
	if (++walk->definition->unit_count == UNITS_MAX + 1)
		mistakes_add(walk->mistakes, element_span(walk->source, element), "put more lessons into each unit",
			     "a pack has at most 4,096 units");
	return unit;
}

static void read_edition(struct definition_walk *walk, const xmlNode *element)
{
	struct span span;
	check_known(walk, element, edition_attribute);
	check_empty(walk, element);
	struct str name = take(walk, element, edition_attribute, &span);
	for (int i = 0; name.at && i < EDITIONS; i++) {
		if (!str_is(name, edition_names[i]))
			continue;
		if (walk->definition->editions[i])
			mistakes_add(walk->mistakes, span, NULL, "second edition \"%s\" in this pack", name.at);
		walk->definition->editions[i] = true;
	}
}

static void read_pack(struct definition_walk *walk, const xmlNode *root)
{
	struct definition *d = walk->definition;
	struct str *const values[] = { &d->id, &d->version, NULL, &d->licence, &d->content, &d->lang };
	check_known(walk, root, pack_attributes);
	for (size_t i = 0; pack_attributes[i].name; i++) {
		struct span span;
		struct str value = take(walk, root, &pack_attributes[i], &span);
		if (values[i] == &d->content)
			d->content_span = span;
		else if (values[i] == &d->version)
			d->version_span = span;
		else if (!values[i])
			d->release_span = span;
		if (values[i])
			*values[i] = value;
		else if (value.at)
			d->release = strtoul(value.at, NULL, 10);
	}
	size_t part = 0;
	struct definition_unit **last = &d->units;
	for (xmlNode *child = root->children; (child = next_element(walk, child)); child = child->next) {
		const char *name = part_of(walk, child, pack_parts, &part);
		if (strcmp(name, "title") == 0) {
			d->title = read_title(walk, child);
		} else if (strcmp(name, "edition") == 0) {
			read_edition(walk, child);
		} else if (strcmp(name, "search") == 0) {
			check_known(walk, child, no_attributes);
			check_empty(walk, child);
			d->search = true;
		} else if (*name) {
			*last = read_unit(walk, child);
			if (*last)
				last = &(*last)->next;
		}
	}
	need_title(walk, root);
	if (!d->editions[EDITION_FREE])
		d->editions[EDITION_FULL] = true;
	if (!d->units)
		mistakes_add(walk->mistakes, element_span(walk->source, root), NULL, "the pack has no <unit>");
}

static int by_lesson_id(const void *a, const void *b)
{
	const struct definition_lesson *one = *(const struct definition_lesson *const *)a;
	const struct definition_lesson *other = *(const struct definition_lesson *const *)b;
	int order = str_compare(one->id, other->id);
	return order ? order : (one->index > other->index) - (one->index < other->index);
}

static void sort_lessons(struct definition_walk *walk)
{
	struct definition *d = walk->definition;
	size_t count = 0;
	d->by_id = arena_alloc(&d->arena, (d->lesson_count + 1) * sizeof(const struct definition_lesson *));
	if (!d->by_id) {
		walk->mistakes->failed = true;
		return;
	}
	for (const struct definition_unit *unit = d->units; unit; unit = unit->next)
		for (const struct definition_lesson *lesson = unit->lessons; lesson; lesson = lesson->next)
			d->by_id[count++] = lesson;
	qsort(d->by_id, count, sizeof(const struct definition_lesson *), by_lesson_id);
	for (size_t i = 1; i < count; i++)
		if (str_equal(d->by_id[i - 1]->id, d->by_id[i]->id))
			mistakes_add(walk->mistakes, d->by_id[i]->span, "list each lesson once",
				     "second lesson \"%s\" in this pack", d->by_id[i]->id.at);
	for (const struct definition_unit *unit = d->units; unit; unit = unit->next)
		for (const struct definition_unit *other = d->units; other != unit; other = other->next)
			if (unit->id.at && str_equal(unit->id, other->id)) {
				mistakes_add(walk->mistakes, unit->span, NULL, "duplicate unit id \"%s\"",
					     unit->id.at);
				break;
			}
}

static void report_mistake(void *context, struct span span, const char *help, const char *message)
{
	mistakes_add(context, span, help, "%s", message);
}

enum result definition_read(struct definition *definition, const char *path, struct mistakes *mistakes, struct buf *why)
{
	*definition = (struct definition){ .unit_count = 0 };
	arena_init(&definition->arena);
	buf_init(&definition->bytes, DEFINITION_SIZE_MAX + 64);
	enum result result = file_result(file_read(path, DEFINITION_SIZE_MAX, &definition->bytes), "read", path, why);
	source_init(&definition->source, path, buf_view(&definition->bytes));
	if (result != RESULT_OK)
		return result;
	struct definition_walk walk = { definition, &definition->source, mistakes };
	struct xml_tree_listener listener = { report_mistake, mistakes, false, NULL };
	/* It is usually the version, which any two branches change. */
	listener.conflict_help = "; then write the version that covers both: satchel-diff --bump";
	struct xml_tree_kind kind = { "pack.xsd", "pack definition" };
	xmlDocPtr tree = xml_tree_parse(&definition->source, kind, &listener);
	xmlNode *root = tree ? xmlDocGetRootElement(tree) : NULL;
	if (root && !is_element(root, "pack")) {
		mistakes_add(mistakes, element_span(&definition->source, root),
			     "a definition begins with <pack xmlns=\"" NAMESPACE "\">",
			     "the root is <%s>, not a <pack> in the namespace " NAMESPACE, root->name);
	} else if (root) {
		xml_tree_correct(tree, "pack.xsd", &definition->source, &listener);
		read_pack(&walk, root);
	}
	if (root && definition->units)
		sort_lessons(&walk);
	if (root && mistakes->errors == 0)
		xml_tree_validate(tree, "pack.xsd", &definition->source, &listener);
	xmlFreeDoc(tree);
	return mistakes->failed || listener.failed ? RESULT_NO_MEMORY : RESULT_OK;
}

void definition_release(struct definition *definition)
{
	source_release(&definition->source);
	buf_release(&definition->bytes);
	arena_release(&definition->arena);
}

static int lesson_has_id(const void *id, const void *lesson)
{
	return str_compare(*(const struct str *)id, (*(const struct definition_lesson *const *)lesson)->id);
}

const struct definition_lesson *definition_find(const struct definition *definition, struct str id)
{
	if (!definition->by_id)
		return NULL;
	const struct definition_lesson **found = bsearch(&id, definition->by_id, definition->lesson_count,
							 sizeof(const struct definition_lesson *), lesson_has_id);
	return found ? *found : NULL;
}
