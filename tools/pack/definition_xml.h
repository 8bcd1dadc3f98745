/* A pack definition as a tree of XML whose elements know where they stand. */
#ifndef PACK_DEFINITION_XML_H
#define PACK_DEFINITION_XML_H

#include "base/attributes.h"
#include "pack/mistakes.h"

#include <libxml/tree.h>

/* Parses source. NULL where it is not well-formed, which has been added to the mistakes, or memory ran out, which
 * mistakes->failed tells. The caller frees the tree. */
xmlDocPtr definition_parse(const struct source *source, struct mistakes *mistakes) MUST_CHECK;

/* Where an element's <name stands. */
struct span element_span(const struct source *source, const xmlNode *element);
/* Where the value of an element's attribute stands; name is as in the file, with its prefix. The element's own
 * place where there is no such attribute. */
struct span attribute_span(const struct source *source, const xmlNode *element, const char *name);

/* Holds the tree against schema/pack.xsd. What is wrong is added to the mistakes in libxml2's words: it is the
 * backstop of the checks that speak ours. */
void definition_validate(xmlDocPtr tree, const struct source *source, struct mistakes *mistakes);

#endif
