#include "pack/definition.h"

#include "pack/definition_walk.h"

#include <stdlib.h>

enum {
	TITLE_MAX = 200, /* characters */
	DESCRIPTION_MAX = 1000,
	ABOUT_MAX = 6000, /* bytes of descriptions, people and where the rest is */
	PERSON_BYTES = 100, /* of the JSON of a person without its texts */
	REST_BYTES = 40,
	UNITS_MAX = 4096,
};

const char *const edition_names[EDITIONS] = { "full", "free" };

/* The parts of an element, in the order in which they come. */
static const char *const pack_parts[] = { "title", "description", "cover", "people", "edition",
					  "rest",  "search",	  "unit",  NULL };
static const char *const unit_parts[] = { "title", "lesson", NULL };

static void need_title(struct definition_walk *walk, const xmlNode *parent)
{
	const xmlNode *child = parent->children;
	while (child && strcmp((const char *)child->name, "title") != 0)
		child = child->next;
	if (!child)
		mistakes_add(walk->mistakes, element_span(walk->source, parent), NULL,
			     "<%s> does not begin with a <title>", parent->name);
}

static struct definition_lesson *read_lesson(struct definition_walk *walk, const xmlNode *element)
{
	struct definition_lesson *lesson = arena_alloc(&walk->definition->arena, sizeof(*lesson));
	if (!lesson) {
		walk->mistakes->failed = true;
		return NULL;
	}
	definition_check_attributes(walk, element, id_attribute);
	lesson->id = definition_take(walk, element, id_attribute, &lesson->span);
	definition_check_empty(walk, element);
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
	definition_check_attributes(walk, element, id_attribute);
	unit->id = definition_take(walk, element, id_attribute, &unit->span);
	struct definition_lesson **last = &unit->lessons;
	for (xmlNode *child = element->children; (child = definition_next(walk, child)); child = child->next) {
		const char *name = definition_part(walk, child, unit_parts, &part);
		bool title = strcmp(name, "title") == 0;
		if (title)
			unit->title = definition_text(walk, child, TITLE_MAX);
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
	definition_check_attributes(walk, element, edition_attribute);
	definition_check_empty(walk, element);
	struct str name = definition_take(walk, element, edition_attribute, &span);
	for (int i = 0; name.at && i < EDITIONS; i++) {
		if (!str_is(name, edition_names[i]))
			continue;
		if (walk->definition->editions[i])
			mistakes_add(walk->mistakes, span, NULL, "second edition \"%s\" in this pack", name.at);
		walk->definition->editions[i] = true;
	}
}

static void read_cover(struct definition_walk *walk, const xmlNode *element)
{
	struct definition *d = walk->definition;
	struct attribute *const to[] = { &d->cover, &d->cover_alt };
	definition_check_attributes(walk, element, cover_attributes);
	definition_check_empty(walk, element);
	for (size_t i = 0; cover_attributes[i].name; i++) {
		struct str value = definition_take(walk, element, &cover_attributes[i], &to[i]->span);
		to[i]->value = value.at && i ? definition_fold(walk, value.at) : value;
	}
}

/* The manifest must remain below its limit, even if each character needs a backslash in JSON. */
static void check_about(struct definition_walk *walk, const xmlNode *root)
{
	const struct definition *d = walk->definition;
	size_t bytes = d->description.len + d->cover_alt.value.len;
	for (const struct person *person = d->people; person; person = person->next) {
		bytes += PERSON_BYTES + person->name.value.len + person->credentials.value.len;
		bytes += person->disclosure ? person->disclosure->text->text.len : 0;
	}
	for (const struct definition_rest *rest = d->rest; rest; rest = rest->next)
		bytes += REST_BYTES + rest->text.len + rest->href.len + rest->lang.len;
	if (bytes > ABOUT_MAX)
		mistakes_add(walk->mistakes, element_span(walk->source, root),
			     "shorten them; lessons can name people too",
			     "the descriptions, the people and the texts of <rest> take more than %d bytes", ABOUT_MAX);
}

static void check_rest(struct definition_walk *walk, const xmlNode *element)
{
	if (!walk->definition->editions[EDITION_FREE] && !walk->definition->rest)
		mistakes_warn(walk->mistakes, element_span(walk->source, element),
			      "add <edition id=\"free\"/>, or remove <rest>",
			      "nobody sees this text, because the pack has no free edition");
}

static void read_pack(struct definition_walk *walk, const xmlNode *root)
{
	struct definition *d = walk->definition;
	struct str *const values[] = { &d->id, &d->version, NULL, &d->licence, &d->content, &d->lang };
	definition_check_attributes(walk, root, pack_attributes);
	for (size_t i = 0; pack_attributes[i].name; i++) {
		struct span span;
		struct str value = definition_take(walk, root, &pack_attributes[i], &span);
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
	struct definition_rest **rest = &d->rest;
	for (xmlNode *child = root->children; (child = definition_next(walk, child)); child = child->next) {
		const char *name = definition_part(walk, child, pack_parts, &part);
		if (strcmp(name, "title") == 0) {
			d->title = definition_text(walk, child, TITLE_MAX);
		} else if (strcmp(name, "description") == 0) {
			d->description = definition_text(walk, child, DESCRIPTION_MAX);
		} else if (strcmp(name, "cover") == 0) {
			read_cover(walk, child);
		} else if (strcmp(name, "people") == 0) {
			d->people = definition_people(walk, child);
		} else if (strcmp(name, "edition") == 0) {
			read_edition(walk, child);
		} else if (strcmp(name, "rest") == 0) {
			check_rest(walk, child);
			*rest = definition_rest(walk, child, d->rest);
			if (*rest)
				rest = &(*rest)->next;
		} else if (strcmp(name, "search") == 0) {
			definition_check_attributes(walk, child, no_attributes);
			definition_check_empty(walk, child);
			d->search = true;
		} else if (*name) {
			*last = read_unit(walk, child);
			if (*last)
				last = &(*last)->next;
		}
	}
	need_title(walk, root);
	check_about(walk, root);
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
	if (root && !definition_is_element(root, "pack")) {
		mistakes_add(mistakes, element_span(&definition->source, root),
			     "a definition begins with <pack xmlns=\"" DEFINITION_NAMESPACE "\">",
			     "the root is <%s>, not a <pack> in the namespace " DEFINITION_NAMESPACE, root->name);
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
