#include "lesson/xsd.h"

#include <string.h>

bool xsd_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 && node->ns &&
	       strcmp((const char *)node->ns->href, XSD_NAMESPACE) == 0;
}

bool xsd_has(const xmlNode *node, const char *attribute)
{
	return xmlHasProp(node, (const xmlChar *)attribute) != NULL;
}

bool xsd_value_is(const xmlNode *node, const char *attribute, const char *wanted)
{
	xmlChar *text = xmlGetNoNsProp(node, (const xmlChar *)attribute);
	bool same = text && strcmp((const char *)text, wanted) == 0;
	xmlFree(text);
	return same;
}

xmlNodePtr xsd_named(const xmlNode *schema, const char *kind, const char *name)
{
	for (xmlNodePtr node = schema->children; node; node = node->next)
		if (xsd_is(node, kind) && xsd_value_is(node, "name", name))
			return node;
	return NULL;
}

xmlChar *xsd_name_in(const xmlNode *node, const char *attribute, const char *namespace)
{
	xmlChar *prefix = NULL, *name = xmlGetNoNsProp(node, (const xmlChar *)attribute);
	xmlChar *local = name ? xmlSplitQName2(name, &prefix) : NULL;
	const xmlNs *ns = local ? xmlSearchNs(node->doc, (xmlNodePtr)(uintptr_t)node, prefix) : NULL;
	xmlFree(name);
	xmlFree(prefix);
	if (ns && namespace && strcmp((const char *)ns->href, namespace) == 0)
		return local;
	xmlFree(local);
	return NULL;
}

xmlNodePtr xsd_refers(const xmlNode *schema, const xmlNode *node, const char *attribute, const char *kind)
{
	xmlChar *target = xmlGetNoNsProp(schema, (const xmlChar *)"targetNamespace");
	xmlChar *name = xsd_name_in(node, attribute, (const char *)target);
	xmlNodePtr found = name ? xsd_named(schema, kind, (const char *)name) : NULL;
	xmlFree(target);
	xmlFree(name);
	return found;
}

static bool is_among(const char *words, const xmlChar *word)
{
	size_t len = strlen((const char *)word);
	for (const char *at = words; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strncmp(at, (const char *)word, len) == 0 && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

bool xsd_has_only(const xmlNode *node, const char *elements, const char *attributes)
{
	if (node->nsDef && node->parent->type == XML_ELEMENT_NODE)
		return false; /* prefixes mean the same everywhere */
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (a->ns || !is_among(attributes, a->name))
			return false;
	for (const xmlNode *child = node->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE &&
		    (!is_among(elements, child->name) || !xsd_is(child, (const char *)child->name)))
			return false;
	return true;
}
