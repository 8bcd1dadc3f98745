#include "lesson/model.h"

#include "lesson/xsd.h"

const struct model_type model_text_only = { .name = "text", .mixed = true };
const struct model_type model_formula = { .name = "math" };

/* A type of values that has been read. */
struct known_value {
	const xmlNode *schema;
	const char *type; /* as it is named there */
	const struct value_automaton *automaton;
	struct known_value *next;
};

struct model_reader {
	struct arena *arena;
	xmlNodePtr schema;
	element_finder *find; /* names of elements */
	const xmlNode *xml; /* the schema of xml:lang; NULL: automata are not wanted */
	const struct model_type *types;
	struct known_value *values;
	bool failed;
};

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

static const struct model_type *type_named(const struct model_reader *r, const char *name)
{
	for (const struct model_type *type = r->types; name && type; type = type->next)
		if (strcmp(type->name, name) == 0)
			return type;
	return NULL;
}

/* The context of a particle. */
struct surroundings {
	bool required;
	bool repeated;
	bool ordered; /* its particles form a sequence */
};

static void add_child(struct model_reader *r, struct model_type *type, const struct model_child ***tail,
		      struct model_child child)
{
	struct model_child *added = child.text ? arena_alloc(r->arena, sizeof(*added)) : NULL;
	if (!added) {
		r->failed = true;
		return;
	}
	*added = child;
	added->name = r->find(child.text);
	if (r->find == element_find && !type->child_of[added->name])
		type->child_of[added->name] = added;
	**tail = added;
	*tail = &added->next;
}

/* Adds the elements of a sequence, choice or group to type. */
static void read_particle(struct model_reader *r, struct model_type *type, const struct model_child ***tail,
			  unsigned *rank, xmlNodePtr particle, struct surroundings around)
{
	for (xmlNodePtr node = particle->children; node; node = node->next) {
		bool element = xsd_is(node, "element"), sequence = xsd_is(node, "sequence"),
		     choice = xsd_is(node, "choice");
		bool group = xsd_is(node, "group");
		if (!element && !sequence && !choice && !group)
			continue;
		*rank += around.ordered || *rank == 0;
		struct surroundings inside = {
			.required = around.required && !xsd_value_is(node, "minOccurs", "0"),
			.repeated = around.repeated || xsd_has(node, "maxOccurs"),
			.ordered = sequence,
		};
		struct model_child child = { .required = inside.required, .single = !inside.repeated, .rank = *rank };
		if (element) {
			bool formula = xsd_has(node, "ref");
			child.text = value(r, node, formula ? "ref" : "name");
			child.type_name = formula ? child.text : value(r, node, "type");
			child.type = formula ? &model_formula : type_named(r, child.type_name);
			if (!child.type)
				child.type = &model_text_only;
			add_child(r, type, tail, child);
		} else if (group && r->find != element_find) {
			child.text = child.type_name = value(r, node, "ref");
			child.type = type_named(r, child.text);
			add_child(r, type, tail, child);
		} else if (group) {
			const char *ref = value(r, node, "ref");
			xmlNodePtr named_group = ref ? xsd_named(r->schema, "group", ref) : NULL;
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

/* What appinfo says of a declaration; NULL if it says nothing. */
static const char *appinfo(struct model_reader *r, xmlNodePtr node)
{
	for (node = node ? node->children : NULL; node && !xsd_is(node, "appinfo");)
		node = xsd_is(node, "annotation") ? node->children : node->next;
	xmlChar *text = node ? xmlNodeGetContent(node) : NULL;
	const char *copy = text ? arena_copy(r->arena, (const char *)text, strlen((const char *)text)) : NULL;
	xmlFree(text);
	return copy;
}

/* The automaton of an attribute's type, shared by all attributes that name the type in the same way. */
static const struct value_automaton *read_value(struct model_reader *r, const xmlNode *node)
{
	const xmlNode *schema = r->schema;
	if (!xsd_has(node, "name")) {
		schema = r->xml;
		node = xsd_named(schema, "attribute", "lang");
		if (!node || !xsd_has_only(node, "annotation", "name type"))
			return NULL;
	}
	struct known_value *known = r->values;
	while (known && (known->schema != schema || !xsd_value_is(node, "type", known->type)))
		known = known->next;
	if (known)
		return known->automaton;
	xmlChar *type = xmlGetNoNsProp(node, (const xmlChar *)"type");
	known = type ? arena_alloc(r->arena, sizeof(*known)) : NULL;
	if (known)
		*known = (struct known_value){ schema,
					       arena_copy(r->arena, (const char *)type, strlen((const char *)type)),
					       automaton_read_value(schema, node, r->arena), r->values };
	xmlFree(type);
	if (!known || !known->type)
		return NULL;
	r->values = known;
	return known->automaton;
}

static const struct model_attribute **read_attribute(struct model_reader *r, struct model_type *type,
						     const struct model_attribute **tail, xmlNodePtr node)
{
	struct model_attribute *attribute = arena_alloc(r->arena, sizeof(*attribute));
	if (!attribute) {
		r->failed = true;
		return tail;
	}
	attribute->name = value(r, node, "name");
	attribute->type = value(r, node, "type");
	if (!attribute->name) { /* the declaration referred to */
		attribute->name = "xml:lang";
		attribute->type = "language";
	}
	if (!attribute->type)
		attribute->type = "";
	attribute->wants = appinfo(r, xsd_named(r->schema, "simpleType", attribute->type));
	const char *unless = appinfo(r, node);
	attribute->unless = unless ? element_find(unless) : ELEMENT_UNKNOWN;
	attribute->required = xsd_value_is(node, "use", "required");
	type->required += attribute->required;
	attribute->sure = r->xml ? read_value(r, node) : NULL;
	*tail = attribute;
	return &attribute->next;
}

static void read_attributes(struct model_reader *r, struct model_type *type, xmlNodePtr definition)
{
	const struct model_attribute **tail = &type->attributes;
	for (xmlNodePtr node = definition->children; node; node = node->next) {
		bool alone = xsd_is(node, "attribute");
		xmlNodePtr group = !alone && xsd_is(node, "attributeGroup")
					   ? xsd_refers(r->schema, node, "ref", "attributeGroup")
					   : NULL;
		if (alone)
			tail = read_attribute(r, type, tail, node);
		for (xmlNodePtr inner = group ? group->children : NULL; inner; inner = inner->next)
			if (xsd_is(inner, "attribute"))
				tail = read_attribute(r, type, tail, inner);
	}
}

/* Reads the types with their names only, so that they can refer to each other. */
static void read_names(struct model_reader *r)
{
	const struct model_type **tail = &r->types;
	for (xmlNodePtr node = r->schema->children; node && !r->failed; node = node->next) {
		if (!xsd_is(node, "complexType") && !(r->find != element_find && xsd_is(node, "group")))
			continue;
		struct model_type *type = arena_alloc(r->arena, sizeof(*type));
		const char *name = value(r, node, "name");
		r->failed = !type || !name;
		if (r->failed)
			return;
		type->name = name;
		*tail = type;
		tail = &type->next;
	}
}

static void read_type(struct model_reader *r, struct model_type *type)
{
	xmlNodePtr node = xsd_named(r->schema, "complexType", type->name);
	const struct model_child **tail = &type->children;
	unsigned rank = 0;
	bool group = !node;
	node = group ? xsd_named(r->schema, "group", type->name) : node;
	type->contains = group ? NULL : appinfo(r, node);
	type->alone = type->contains && r->find == element_find;
	type->mixed = xsd_value_is(node, "mixed", "true");
	read_particle(r, type, &tail, &rank, node, (struct surroundings){ .required = true });
	read_attributes(r, type, node);
	if (type->child_of[ELEMENT_EM] && type->child_of[ELEMENT_CITE])
		type->text_rank = type->child_of[ELEMENT_EM]->rank;
	type->content = r->xml && !group ? automaton_read_content(r->schema, node, r->find, r->arena) : NULL;
}

bool model_read(struct model *model, xmlDocPtr schema, xmlDocPtr xml, struct arena *arena)
{
	*model = (struct model){ NULL, NULL, NULL, NULL };
	struct model_reader r = { .arena = arena, .schema = xmlDocGetRootElement(schema) };
	if (!r.schema)
		return false;
	r.xml = xml ? xmlDocGetRootElement(xml) : NULL;
	r.find = xsd_value_is(r.schema, "targetNamespace", MATH_NAMESPACE) ? math_part_find : element_find;
	read_names(&r);
	for (const struct model_type *type = r.types; type && !r.failed; type = type->next)
		read_type(&r, (struct model_type *)(uintptr_t)type);
	if (r.failed)
		return false;
	model->types = r.types;
	for (xmlNodePtr node = r.schema->children; node && !model->root; node = node->next) {
		if (!xsd_is(node, "element"))
			continue;
		model->root_name = value(&r, node, "name");
		model->root = type_named(&r, value(&r, node, "type"));
	}
	xmlChar *namespace = xmlGetNoNsProp(r.schema, (const xmlChar *)"targetNamespace");
	model->namespace =
		namespace ? arena_copy(arena, (const char *)namespace, strlen((const char *)namespace)) : NULL;
	xmlFree(namespace);
	return model->root && model->namespace && !arena_failed(arena);
}

const struct model_attribute *model_attribute(const struct model_type *type, const char *name)
{
	for (const struct model_attribute *a = type ? type->attributes : NULL; a; a = a->next)
		if (strcmp(a->name, name) == 0)
			return a;
	return NULL;
}

bool model_takes_attributes(const struct model_type *type, int count, const xmlChar **attributes)
{
	unsigned required = 0;
	for (int i = 0; i < count; i++) {
		const xmlChar **given = attributes + (size_t)i * 5;
		bool lang = given[2] && strcmp((const char *)given[2], (const char *)XML_XML_NAMESPACE) == 0 &&
			    strcmp((const char *)given[0], "lang") == 0;
		const struct model_attribute *a =
			given[2] && !lang ? NULL : model_attribute(type, lang ? "xml:lang" : (const char *)given[0]);
		struct str value = { (const char *)given[3], (size_t)(given[4] - given[3]) };
		if (!a || !automaton_value(a->sure, value))
			return false;
		required += a->required;
	}
	return required == type->required;
}
