#include "format/node_kind.h"

#include "lesson/id.h"
#include "lesson/names.h"

static const enum node_kind kinds[ELEMENT_UNKNOWN] = {
	[ELEMENT_LESSON] = NODE_STRUCTURE,
	[ELEMENT_PEOPLE] = NODE_STRUCTURE,
	[ELEMENT_AUTHOR] = NODE_STRUCTURE,
	[ELEMENT_REVIEWER] = NODE_STRUCTURE,
	[ELEMENT_OBJECTIVES] = NODE_STRUCTURE,
	[ELEMENT_SECTION] = NODE_STRUCTURE,
	[ELEMENT_LIST] = NODE_STRUCTURE,
	[ELEMENT_FIGURE] = NODE_STRUCTURE,
	[ELEMENT_PICTURE] = NODE_STRUCTURE,
	[ELEMENT_AUDIO] = NODE_STRUCTURE,
	[ELEMENT_VIDEO] = NODE_STRUCTURE,
	[ELEMENT_TABLE] = NODE_STRUCTURE,
	[ELEMENT_ROW] = NODE_STRUCTURE,
	[ELEMENT_TAKEAWAYS] = NODE_STRUCTURE,
	[ELEMENT_QUESTIONS] = NODE_STRUCTURE,
	[ELEMENT_QUESTION] = NODE_STRUCTURE,
	[ELEMENT_QUESTION_SET] = NODE_STRUCTURE,
	[ELEMENT_OPEN_QUESTION] = NODE_STRUCTURE,
	[ELEMENT_NUMERIC_QUESTION] = NODE_STRUCTURE,
	[ELEMENT_MATCHING_QUESTION] = NODE_STRUCTURE,
	[ELEMENT_ORDERING_QUESTION] = NODE_STRUCTURE,
	[ELEMENT_CARDS] = NODE_STRUCTURE,
	[ELEMENT_CARD] = NODE_STRUCTURE,
	[ELEMENT_OCCLUSION] = NODE_STRUCTURE,
	[ELEMENT_GLOSSARY] = NODE_STRUCTURE,
	[ELEMENT_ENTRY] = NODE_STRUCTURE,
	[ELEMENT_SOURCES] = NODE_STRUCTURE,
	[ELEMENT_TITLE] = NODE_BLOCK,
	[ELEMENT_SUMMARY] = NODE_BLOCK,
	[ELEMENT_DISCLOSURE] = NODE_BLOCK,
	[ELEMENT_OBJECTIVE] = NODE_BLOCK,
	[ELEMENT_P] = NODE_BLOCK,
	[ELEMENT_ITEM] = NODE_BLOCK,
	[ELEMENT_CALLOUT] = NODE_BLOCK,
	[ELEMENT_CAPTION] = NODE_BLOCK,
	[ELEMENT_TRANSCRIPT] = NODE_BLOCK,
	[ELEMENT_CREDIT] = NODE_BLOCK,
	[ELEMENT_CELL] = NODE_BLOCK,
	[ELEMENT_HEADER] = NODE_BLOCK,
	[ELEMENT_VIGNETTE] = NODE_BLOCK,
	[ELEMENT_STEM] = NODE_BLOCK,
	[ELEMENT_OPTION] = NODE_BLOCK,
	[ELEMENT_CHOICE] = NODE_BLOCK,
	[ELEMENT_PROMPT] = NODE_BLOCK,
	[ELEMENT_STEP] = NODE_BLOCK,
	[ELEMENT_ANSWER] = NODE_BLOCK,
	[ELEMENT_MODEL_ANSWER] = NODE_BLOCK,
	[ELEMENT_FEEDBACK] = NODE_BLOCK,
	[ELEMENT_EXPLANATION] = NODE_BLOCK,
	[ELEMENT_FRONT] = NODE_BLOCK,
	[ELEMENT_BACK] = NODE_BLOCK,
	[ELEMENT_CLOZE] = NODE_BLOCK,
	[ELEMENT_EXTRA] = NODE_BLOCK,
	[ELEMENT_RECTANGLE] = NODE_BLOCK,
	[ELEMENT_ELLIPSE] = NODE_BLOCK,
	[ELEMENT_POLYGON] = NODE_BLOCK,
	[ELEMENT_SYNONYM] = NODE_BLOCK,
	[ELEMENT_ABBREVIATION] = NODE_BLOCK,
	[ELEMENT_DEFINITION] = NODE_BLOCK,
	[ELEMENT_SOURCE] = NODE_BLOCK,
	[ELEMENT_EM] = NODE_INLINE,
	[ELEMENT_STRONG] = NODE_INLINE,
	[ELEMENT_TERM] = NODE_INLINE,
	[ELEMENT_SUB] = NODE_INLINE,
	[ELEMENT_SUP] = NODE_INLINE,
	[ELEMENT_CODE] = NODE_INLINE,
	[ELEMENT_ABBR] = NODE_INLINE,
	[ELEMENT_LINK] = NODE_INLINE,
	[ELEMENT_CITE] = NODE_INLINE,
	[ELEMENT_BLANK] = NODE_INLINE,
	[ELEMENT_SPAN] = NODE_INLINE,
};

static enum element_name name_of(const xmlNode *node)
{
	if (node->type != XML_ELEMENT_NODE || !node->ns || strcmp((const char *)node->ns->href, LESSON_NAMESPACE) != 0)
		return ELEMENT_UNKNOWN;
	return element_find((const char *)node->name);
}

bool node_is(const xmlNode *node, const char *name)
{
	enum element_name known = name_of(node);
	return known != ELEMENT_UNKNOWN && strcmp(element_text(known), name) == 0;
}

/* Classifies the element by its name and its parent's. */
static enum node_kind kind_by_name(const xmlNode *node)
{
	enum element_name name = name_of(node);
	if (name == ELEMENT_UNKNOWN)
		return NODE_FOREIGN;
	if (name == ELEMENT_TERM && node->parent && name_of(node->parent) == ELEMENT_ENTRY)
		return NODE_BLOCK;
	return kinds[name];
}

/* An inline element must not contain blocks; one that does is treated as foreign. */
static bool holds_block(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE) {
			enum node_kind kind = kind_by_name(child);
			if (kind == NODE_STRUCTURE || kind == NODE_BLOCK || (kind == NODE_INLINE && holds_block(child)))
				return true;
		}
	return false;
}

/* Whether text continues after a list or feedback, which the schema cannot forbid, and readers attach to the text
 * before. White space must not be added between them, so such an element is treated as foreign. */
static bool continues_after_block(const xmlNode *node)
{
	bool block = false;
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (child->type == XML_ELEMENT_NODE) {
			enum node_kind kind = kind_by_name(child);
			if (block && (kind == NODE_INLINE || kind == NODE_FOREIGN))
				return true;
			block = block || kind == NODE_STRUCTURE || kind == NODE_BLOCK;
		} else if (block && child->type == XML_TEXT_NODE && str_trim(node_content(child)).len) {
			return true;
		}
	}
	return false;
}

enum node_kind node_kind(const xmlNode *node)
{
	switch (node->type) {
	case XML_ELEMENT_NODE: break;
	case XML_COMMENT_NODE: return NODE_COMMENT;
	case XML_PI_NODE: return NODE_INSTRUCTION;
	default: return NODE_TEXT;
	}
	enum node_kind kind = kind_by_name(node);
	if ((kind == NODE_INLINE && holds_block(node)) || (kind == NODE_BLOCK && continues_after_block(node)))
		return NODE_FOREIGN;
	return kind;
}

bool node_is_block(const xmlNode *node)
{
	enum node_kind kind = node_kind(node);
	return kind == NODE_STRUCTURE || kind == NODE_BLOCK;
}

bool node_is_mixed(const xmlNode *node)
{
	if (node_kind(node) != NODE_STRUCTURE)
		return true;
	for (const xmlNode *child = node->children; child; child = child->next) {
		enum node_kind kind = node_kind(child);
		if (kind == NODE_INLINE || kind == NODE_FOREIGN ||
		    (kind == NODE_TEXT && str_trim(node_content(child)).len))
			return true;
	}
	return false;
}

bool node_is_empty(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next)
		if (node_kind(child) != NODE_TEXT || node_content(child).len)
			return false;
	return true;
}

const char *node_wants_id(const xmlNode *node)
{
	bool of_lesson = name_of(node) != ELEMENT_UNKNOWN;
	return of_lesson && !xmlHasProp(node, BAD_CAST "id") ? id_prefix_of((const char *)node->name) : NULL;
}

struct str node_content(const xmlNode *node)
{
	return node->content ? str_from((const char *)node->content) : STR("");
}
