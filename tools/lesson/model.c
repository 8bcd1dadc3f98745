#include "lesson/model.h"

/* The type of elements with a simple type, which contain text only. */
static const struct model_type text_only = { .name = "text", .mixed = true };

struct model_reader {
	struct model *model;
	struct arena *arena;
	xmlNodePtr schema;
	bool failed;
};

static bool is(xmlNodePtr node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* An attribute's value, without the prefix of a qualified name, in the arena; NULL if missing. */
static const char *value(struct model_reader *r, xmlNodePtr node, const char *name)
{
	xmlChar *text = xmlGetNoNsProp(node, (const xmlChar *)name);
	if (!text)
		return NULL;
	const char *colon = strchr((const char *)text, ':');
	const char *local = colon ? colon + 1 : (const char *)text;
	const char *copy = arena_copy(r->arena, local, strlen(local));
	xmlFree(text);
	return copy;
}

static bool value_is(xmlNodePtr node, const char *name, const char *wanted)
{
	xmlChar *text = xmlGetNoNsProp(node, (const xmlChar *)name);
	bool same = text && strcmp((const char *)text, wanted) == 0;
	xmlFree(text);
	return same;
}

static bool has(xmlNodePtr node, const char *name)
{
	return xmlHasProp(node, (const xmlChar *)name) != NULL;
}

static xmlNodePtr named(struct model_reader *r, const char *kind, const char *name)
{
	for (xmlNodePtr node = r->schema->children; node; node = node->next)
		if (is(node, kind) && value_is(node, "name", name))
			return node;
	return NULL;
}

/* The context of a particle. */
struct surroundings {
	bool required;
	bool repeated;
	bool ordered; /* its particles form a sequence */
};

/* Adds the elements of a sequence, choice or group to type. */
static void read_particle(struct model_reader *r, struct model_type *type, struct model_child ***tail, unsigned *rank,
			  xmlNodePtr particle, struct surroundings around)
{
	for (xmlNodePtr node = particle->children; node; node = node->next) {
		bool element = is(node, "element"), sequence = is(node, "sequence"), choice = is(node, "choice");
		bool group = is(node, "group");
		if (!element && !sequence && !choice && !group)
			continue;
		*rank += around.ordered || *rank == 0;
		struct surroundings inside = {
			.required = around.required && !value_is(node, "minOccurs", "0"),
			.repeated = around.repeated || has(node, "maxOccurs"),
			.ordered = sequence,
		};
		if (element) {
			const char *name = value(r, node, "name");
			struct model_child *child = arena_alloc(r->arena, sizeof(*child));
			if (!child || !name) {
				r->failed = true;
				return;
			}
			child->name = element_find(name);
			child->text = name;
			child->type_name = value(r, node, "type");
			child->required = inside.required;
			child->single = !inside.repeated;
			child->rank = *rank;
			**tail = child;
			*tail = &child->next;
		} else if (group) {
			const char *ref = value(r, node, "ref");
			xmlNodePtr named_group = ref ? named(r, "group", ref) : NULL;
			if (!named_group) {
				r->failed = true;
				return;
			}
			read_particle(r, type, tail, rank, named_group, inside);
		} else {
			inside.required = inside.required && !choice;
			read_particle(r, type, tail, rank, node, inside);
		}
	}
}

/* What appinfo says of a simple type; NULL if it says nothing. */
static const char *wants(struct model_reader *r, const char *type)
{
	xmlNodePtr node = named(r, "simpleType", type);
	for (node = node ? node->children : NULL; node && !is(node, "appinfo");)
		node = is(node, "annotation") ? node->children : node->next;
	xmlChar *text = node ? xmlNodeGetContent(node) : NULL;
	const char *copy = text ? arena_copy(r->arena, (const char *)text, strlen((const char *)text)) : NULL;
	xmlFree(text);
	return copy;
}

static void read_attributes(struct model_reader *r, struct model_type *type, xmlNodePtr definition)
{
	struct model_attribute **tail = &type->attributes;
	for (xmlNodePtr node = definition->children; node; node = node->next) {
		if (!is(node, "attribute"))
			continue;
		struct model_attribute *attribute = arena_alloc(r->arena, sizeof(*attribute));
		if (!attribute) {
			r->failed = true;
			return;
		}
		attribute->name = value(r, node, "name");
		attribute->type = value(r, node, "type");
		if (!attribute->name) { /* the declaration referred to */
			attribute->name = "xml:lang";
			attribute->type = "language";
		}
		if (!attribute->type)
			attribute->type = "";
		attribute->wants = wants(r, attribute->type);
		attribute->required = value_is(node, "use", "required");
		*tail = attribute;
		tail = &attribute->next;
	}
}

static const struct model_type *type_named(const struct model *model, const char *name)
{
	for (const struct model_type *type = model->types; name && type; type = type->next)
		if (strcmp(type->name, name) == 0)
			return type;
	return NULL;
}

bool model_read(struct model *model, xmlDocPtr schema, struct arena *arena)
{
	*model = (struct model){ NULL, NULL, NULL, NULL };
	struct model_reader r = { model, arena, xmlDocGetRootElement(schema), false };
	if (!r.schema)
		return false;
	struct model_type **types = &model->types;
	for (xmlNodePtr node = r.schema->children; node; node = node->next) {
		if (!is(node, "complexType"))
			continue;
		struct model_type *type = arena_alloc(arena, sizeof(*type));
		if (!type)
			return false;
		type->name = value(&r, node, "name");
		type->mixed = value_is(node, "mixed", "true");
		struct model_child **tail = &type->children;
		unsigned rank = 0;
		read_particle(&r, type, &tail, &rank, node, (struct surroundings){ .required = true });
		read_attributes(&r, type, node);
		if (r.failed || !type->name)
			return false;
		*types = type;
		types = &type->next;
	}
	for (struct model_type *type = model->types; type; type = type->next) {
		for (struct model_child *child = type->children; child; child = child->next) {
			child->type = type_named(model, child->type_name);
			if (!child->type)
				child->type = &text_only;
		}
	}
	for (xmlNodePtr node = r.schema->children; node && !model->root; node = node->next) {
		if (!is(node, "element"))
			continue;
		model->root_name = value(&r, node, "name");
		model->root = type_named(model, value(&r, node, "type"));
	}
	xmlChar *namespace = xmlGetNoNsProp(r.schema, (const xmlChar *)"targetNamespace");
	model->namespace = namespace ? arena_copy(arena, (const char *)namespace, strlen((const char *)namespace)) : NULL;
	xmlFree(namespace);
	return model->root && model->namespace && !arena_failed(arena);
}

const struct model_child *model_child(const struct model_type *type, enum element_name name)
{
	for (const struct model_child *child = type ? type->children : NULL; child; child = child->next)
		if (child->name == name)
			return child;
	return NULL;
}

bool model_holds_text(const struct model_type *type)
{
	return model_child(type, ELEMENT_EM) && model_child(type, ELEMENT_CITE);
}

unsigned model_text_rank(const struct model_type *type)
{
	return model_holds_text(type) ? model_child(type, ELEMENT_EM)->rank : 0;
}

const struct model_attribute *model_attribute(const struct model_type *type, const char *name)
{
	for (const struct model_attribute *a = type ? type->attributes : NULL; a; a = a->next)
		if (strcmp(a->name, name) == 0)
			return a;
	return NULL;
}
