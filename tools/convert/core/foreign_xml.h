/* Parses XML of other programs, which is never trusted: nothing else is loaded, such as the document type that it
 * names, declared entities are refused, and only those of HTML are known, so that none can grow. Texts may be long. */
#ifndef CONVERT_CORE_FOREIGN_XML_H
#define CONVERT_CORE_FOREIGN_XML_H

#include "base/buf.h"
#include "base/result.h"
#include "convert/core/ledger.h"

#include <libxml/tree.h>

/* Parses bytes into *document, which the caller frees with xmlFreeDoc. If they are not well-formed, it is what could be
 * read of them, and the ledger gets a row for the file of that name, "" for the one that is imported. RESULT_REFUSED:
 * there is no root element, or entities are declared; why says so. */
enum result foreign_xml_parse(struct ledger *ledger, struct str name, struct str bytes, xmlDocPtr *document,
			      struct buf *why) MUST_CHECK;

/* The value of an attribute without namespace; STR_NONE if it is missing. */
struct str foreign_attribute(const xmlNode *element, const char *name);
/* The first child element with that name, or the next sibling element; NULL if there is none. Namespaces don't
 * matter. */
const xmlNode *foreign_child(const xmlNode *element, const char *name);
const xmlNode *foreign_next(const xmlNode *element, const char *name);
static inline bool foreign_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}
static inline size_t foreign_line(const xmlNode *node)
{
	long line = xmlGetLineNo(node);
	return line > 0 ? (size_t)line : 0;
}

#endif
