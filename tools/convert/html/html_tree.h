/* Makes a tree of HTML as a browser does, by the parts of its rules that matter for content: implied end tags, formats
 * that go on after the paragraph in which they began, misplaced end tags ignored.
 *
 * This is not done by libxml2: its HTML parser stops at a depth of 256, takes quadratic time for some input, drops text
 * after a < that begins no tag, and reads the same HTML differently in its versions. Nor by gumbo, which reads as
 * browsers do: version 0.10 takes quadratic time for elements within each other, whose depth it cannot limit (<ul><li>,
 * 400 KB: 6.4 s), and it would still need most of html_scan.c, which keeps the text of "p<q". */
#ifndef CONVERT_HTML_HTML_TREE_H
#define CONVERT_HTML_HTML_TREE_H

#include "base/str.h"

#include <libxml/tree.h>

enum {
	HTML_DEPTH_MAX = 48,	    /* as LESSON_DEPTH_MAX allows; deeper elements lose their tags */
	HTML_ELEMENTS_MAX = 100000, /* in a field; others lose their tags */
};

struct html_tree {
	xmlDocPtr document;
	const xmlNode *first; /* the nodes of the field; NULL if it is empty */
	bool too_deep, too_many;
	bool unclean;	 /* it has bytes or characters that lessons cannot contain */
	char literal[32]; /* the name in a tag that is no element of HTML and was read as text; or "" */
};

/* html may be any bytes. document is NULL if memory ran out. The caller frees it with xmlFreeDoc, which accepts
 * NULL. */
void html_tree_read(struct html_tree *tree, struct str html);

#endif
