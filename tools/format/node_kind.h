/* Classifies the nodes of a lesson for the layout. */
#ifndef FORMAT_NODE_KIND_H
#define FORMAT_NODE_KIND_H

#include "base/ascii.h"
#include "base/str.h"

#include <libxml/tree.h>

enum node_kind {
	NODE_STRUCTURE, /* contains elements: a section, a question, a row */
	NODE_BLOCK,     /* contains text, then perhaps blocks: a paragraph, an option */
	NODE_INLINE,    /* part of text: em, link */
	NODE_FOREIGN,   /* not part of lessons, or misused: kept unchanged */
	NODE_TEXT,
	NODE_COMMENT,
	NODE_INSTRUCTION,
};

enum node_kind node_kind(const xmlNode *node);
/* Whether text is allowed among the node's children; also true of a structure that contains text by mistake. */
bool node_is_mixed(const xmlNode *node);
/* Whether the node is on its own lines among the children of a mixed one. */
bool node_is_block(const xmlNode *node);
/* Whether there is nothing between the element's tags; an empty CDATA section counts as nothing. */
bool node_is_empty(const xmlNode *node);
/* The prefix for ids of such an element, including its hyphen; NULL if it needs no id or has one. */
const char *node_wants_id(const xmlNode *node);
bool node_is(const xmlNode *node, const char *name);
/* The text of a text node, comment or instruction. */
struct str node_content(const xmlNode *node);

/* Space, tab and line ends. For XML, other Unicode white space is text. */
#endif
