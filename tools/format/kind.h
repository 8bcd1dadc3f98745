/* What an element of a lesson is to the layout. */
#ifndef FORMAT_KIND_H
#define FORMAT_KIND_H

#include "base/str.h"

#include <libxml/tree.h>

enum node_kind {
	NODE_STRUCTURE, /* holds elements: a section, a question, a row */
	NODE_BLOCK,     /* holds text, then perhaps blocks: a paragraph, an option */
	NODE_INLINE,    /* part of a text: em, link */
	NODE_FOREIGN,   /* none of a lesson's, or used as none can be: kept letter by letter */
	NODE_TEXT,
	NODE_COMMENT,
	NODE_INSTRUCTION,
};

enum node_kind node_kind(const xmlNode *node);
/* Whether text may stand among the node's children. So it is taken to be in a structure where some does, though
 * that is a mistake. */
bool node_is_mixed(const xmlNode *node);
/* Whether the node stands on lines of its own among the children of a mixed one. */
bool node_is_block(const xmlNode *node);
/* Whether nothing at all stands between the element's tags; a CDATA section that holds nothing is nothing. */
bool node_is_empty(const xmlNode *node);
/* The element's own id prefix, with its hyphen, or NULL where it needs no id or has one. */
const char *node_wants_id(const xmlNode *node);
bool node_is(const xmlNode *node, const char *name);
/* The text of a node, a comment or an instruction. */
struct str node_content(const xmlNode *node);

/* Space, tab and line ends. Other white space of Unicode is text to XML, and to us. */
static inline bool is_xml_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool is_xml_blank(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_xml_space(s.at[i]))
			return false;
	return true;
}

#endif
