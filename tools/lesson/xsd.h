/* Helpers to read XML Schema documents (XSD 1.0). */
#ifndef LESSON_XSD_H
#define LESSON_XSD_H

#include "base/attributes.h"

#include <libxml/tree.h>
#include <stdbool.h>

#define XSD_NAMESPACE "http://www.w3.org/2001/XMLSchema"

/* Whether it is an element of that name in the namespace of XML Schema. */
bool xsd_is(const xmlNode *node, const char *name) MUST_CHECK;
bool xsd_has(const xmlNode *node, const char *attribute) MUST_CHECK;
bool xsd_value_is(const xmlNode *node, const char *attribute, const char *wanted) MUST_CHECK;
/* The definition of that kind and name at the top of a schema; NULL if there is none. */
xmlNodePtr xsd_named(const xmlNode *schema, const char *kind, const char *name) MUST_CHECK;
/* The local part of the qualified name in an attribute, if it has a prefix of that namespace; the caller frees it. NULL
 * if not, or if memory ran out. */
xmlChar *xsd_name_in(const xmlNode *node, const char *attribute, const char *namespace) MUST_CHECK;
/* The definition in the schema that the qualified name in an attribute refers to; NULL if there is none. */
xmlNodePtr xsd_refers(const xmlNode *schema, const xmlNode *node, const char *attribute, const char *kind) MUST_CHECK;
/* Whether a node has no elements and attributes but those, which are separated by spaces, and below the root of the
 * schema no namespace declarations. */
bool xsd_has_only(const xmlNode *node, const char *elements, const char *attributes) MUST_CHECK;

#endif
