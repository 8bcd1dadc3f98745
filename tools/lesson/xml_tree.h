/* A small XML file, such as a pack definition or satchel.xml, as a tree whose elements have locations. For lessons, see
 * reader.h. */
#ifndef LESSON_XML_TREE_H
#define LESSON_XML_TREE_H

#include "base/attributes.h"
#include "report/source.h"

#include <libxml/tree.h>

/* Receives mistakes. message and help, which may be NULL, are valid during the call. */
typedef void xml_tree_report(void *context, struct span span, const char *help, const char *message);

struct xml_tree_listener {
	xml_tree_report *diagnose;
	void *context;
	bool failed; /* memory ran out: no result */
	const char *conflict_help; /* additional help for a merge conflict; or NULL */
};

/* The kind of a file. */
struct xml_tree_kind {
	const char *schema; /* pack.xsd */
	const char *what;   /* "pack definition" */
};

/* Parses source. Reports mistakes in its form as for lessons, with the same recovery.
 * NULL if it is unusable, which has been reported, or memory ran out, which sets listener->failed. The caller frees the
 * tree. */
xmlDocPtr xml_tree_parse(const struct source *source, struct xml_tree_kind kind, struct xml_tree_listener *listener)
	MUST_CHECK;

/* Renames elements and attributes with misspelt names as schema, such as pack.xsd, has them, and reports each. */
void xml_tree_correct(xmlDocPtr tree, const char *schema, const struct source *source,
		      struct xml_tree_listener *listener);

/* The span of an element's <name. */
struct span element_span(const struct source *source, const xmlNode *element);
/* The span of the value of an attribute; name is qualified. The element's span if there is no such attribute. */
struct span attribute_span(const struct source *source, const xmlNode *element, const char *name);
/* Whether the attribute has a value in quotation marks, and not one that the recovery gave it. */
bool attribute_is_written(const struct source *source, const xmlNode *element, const char *name) MUST_CHECK;
/* The text of an element without children; of a CDATA section that is all of it, the inside. */
struct span content_span(const struct source *source, const xmlNode *element);

/* Validates the tree against an embedded schema, pack.xsd. Uses libxml2's messages, in case the other checks, whose
 * messages are clearer, missed something. */
void xml_tree_validate(xmlDocPtr tree, const char *schema, const struct source *source,
		       struct xml_tree_listener *listener);

#endif
