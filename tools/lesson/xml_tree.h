/* A small XML file, such as a pack definition or satchel.xml, as a tree whose elements know their locations.
 * Lessons are read another way: see reader.h. */
#ifndef LESSON_XML_TREE_H
#define LESSON_XML_TREE_H

#include "base/attributes.h"
#include "report/source.h"

#include <libxml/tree.h>

/* Where mistakes go. message and help, which may be NULL, live as long as the call. */
typedef void xml_tree_report(void *context, struct span span, const char *help, const char *message);

struct xml_tree_listener {
	xml_tree_report *diagnose;
	void *context;
	bool failed; /* memory ran out: nothing can be said of the file */
	const char *conflict_help; /* what to do about a merge conflict besides keeping one side; or NULL */
};

/* What a file is. */
struct xml_tree_kind {
	const char *schema; /* pack.xsd */
	const char *what;   /* "pack definition" */
};

/* Parses source. What is wrong with its form is complained of as for lessons, with the same recovery. NULL if nothing
 * can be made of it, which has been complained of, or memory ran out, which sets listener->failed. The caller frees the
 * tree. */
xmlDocPtr xml_tree_parse(const struct source *source, struct xml_tree_kind kind, struct xml_tree_listener *listener)
	MUST_CHECK;

/* Where an element's <name stands. */
struct span element_span(const struct source *source, const xmlNode *element);
/* Where the value of an element's attribute stands; name is as in the file, with its prefix. The element's own
 * place where there is no such attribute. */
struct span attribute_span(const struct source *source, const xmlNode *element, const char *name);
/* What stands between an element's start tag and its end tag; inside the marks of a CDATA section that is all of it. */
struct span content_span(const struct source *source, const xmlNode *element);

/* Holds the tree against a schema inside the program, pack.xsd. What is wrong is told in libxml2's words: it is
 * the backstop of the checks that speak ours. */
void xml_tree_validate(xmlDocPtr tree, const char *schema, const struct source *source,
		       struct xml_tree_listener *listener);

#endif
