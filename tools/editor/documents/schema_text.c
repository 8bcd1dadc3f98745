#include "editor/documents/schema_text.h"

#include "lesson/schema_files.h"

#include <libxml/parser.h>
#include <stdlib.h>

struct schema_text {
	xmlDocPtr schema;
};

struct schema_text *schema_text_new(void)
{
	const struct embedded_file *file = schema_file("lesson.xsd");
	struct schema_text *text = calloc(1, sizeof(*text));
	if (!text || !file)
		return text;
	text->schema =
		xmlReadMemory(file->bytes, (int)file->len, "lesson.xsd", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
	return text;
}

void schema_text_free(struct schema_text *text)
{
	if (text && text->schema)
		xmlFreeDoc(text->schema);
	free(text);
}

static bool is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* Whether the attribute of a declaration has the value, without its prefix. */
static bool has(const xmlNode *node, const char *attribute, struct str value)
{
	xmlChar *text = xmlGetNoNsProp(node, (const xmlChar *)attribute);
	const char *colon = text ? strchr((const char *)text, ':') : NULL;
	bool same = text && (str_is(value, (const char *)text) || (colon && str_is(value, colon + 1)));
	xmlFree(text);
	return same;
}

static const xmlNode *find_global(const xmlNode *root, const char *kind, struct str name)
{
	for (const xmlNode *node = root->children; node; node = node->next)
		if (is(node, kind) && has(node, "name", name))
			return node;
	return NULL;
}

/* The global declaration that an attribute of a node refers to. */
static const xmlNode *find_referred(const xmlNode *root, const xmlNode *node, const char *kind, const char *attribute)
{
	xmlChar *text = xmlGetNoNsProp(node, (const xmlChar *)attribute);
	const char *name = text ? strrchr((const char *)text, ':') : NULL;
	const xmlNode *found = text ? find_global(root, kind, str_from(name ? name + 1 : (const char *)text)) : NULL;
	xmlFree(text);
	return found;
}

/* The declaration of that kind and name in a type, in the groups that it refers to, and in the type that it extends. */
static const xmlNode *find_in(const xmlNode *root, const xmlNode *type, const char *kind, struct str name, int depth)
{
	for (const xmlNode *node = type ? type->children : NULL; node && depth; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		if (is(node, kind) && (has(node, "name", name) || has(node, "ref", name)))
			return node;
		const xmlNode *inside = is(node, "group") ? find_referred(root, node, "group", "ref")
					: is(node, "attributeGroup")
						? find_referred(root, node, "attributeGroup", "ref")
					: is(node, "element") ? NULL
							      : node;
		const xmlNode *found = find_in(root, inside, kind, name, depth - 1);
		if (!found && is(node, "extension"))
			found = find_in(root, find_referred(root, node, "complexType", "base"), kind, name, depth - 1);
		if (found)
			return found;
	}
	return NULL;
}

/* The text of a declaration's documentation; the caller frees it. */
static xmlChar *documentation(const xmlNode *node)
{
	for (const xmlNode *child = node ? node->children : NULL; child; child = child->next)
		for (const xmlNode *inner = is(child, "annotation") ? child->children : NULL; inner;
		     inner = inner->next)
			if (is(inner, "documentation"))
				return xmlNodeGetContent(inner);
	return NULL;
}

static bool add(const xmlNode *node, struct buf *out)
{
	xmlChar *text = documentation(node);
	if (text)
		buf_text(out, (const char *)text);
	xmlFree(text);
	return text != NULL;
}

enum { GROUPS_DEEP = 12 };

bool schema_text_element(const struct schema_text *text, const struct model_type *parent, struct str name,
			 struct buf *out)
{
	const xmlNode *root = text->schema ? xmlDocGetRootElement(text->schema) : NULL;
	if (!root)
		return false;
	const xmlNode *type = parent ? find_global(root, "complexType", str_from(parent->name)) : root;
	return add(find_in(root, type, "element", name, parent ? GROUPS_DEEP : 1), out);
}

bool schema_text_attribute(const struct schema_text *text, const struct model_type *type, struct str name,
			   struct buf *out)
{
	const xmlNode *root = text->schema ? xmlDocGetRootElement(text->schema) : NULL;
	if (!root || !type)
		return false;
	const xmlNode *own = find_global(root, "complexType", str_from(type->name));
	return add(find_in(root, own, "attribute", name, GROUPS_DEEP), out);
}

void schema_text_values(const struct schema_text *text, const struct model_attribute *attribute,
			schema_text_visitor *visit, void *context)
{
	const xmlNode *root = text->schema ? xmlDocGetRootElement(text->schema) : NULL;
	const xmlNode *type = root ? find_global(root, "simpleType", str_from(attribute->type)) : NULL;
	if (strcmp(attribute->type, "boolean") == 0) {
		visit(context, "true", NULL);
		visit(context, "false", NULL);
	}
	for (const xmlNode *part = type ? type->children : NULL; part; part = part->next)
		for (const xmlNode *one = is(part, "restriction") ? part->children : NULL; one; one = one->next) {
			if (!is(one, "enumeration"))
				continue;
			xmlChar *value = xmlGetNoNsProp(one, (const xmlChar *)"value"), *said = documentation(one);
			if (value)
				visit(context, (const char *)value, (const char *)said);
			xmlFree(value);
			xmlFree(said);
		}
}
