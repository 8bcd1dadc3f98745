/* Titles, labels and captions, which HTML has for fewer elements than CNXML has. */
#include "convert/cnxml/cnxml.h"

static void rename_node(xmlNode *node, const char *name)
{
	xmlNodeSetName(node, (const xmlChar *)name);
}

/* Moves the content of an element into a new one within it, and returns that; NULL if memory ran out. */
static xmlNode *wrap_content(xmlNode *node, const char *name)
{
	xmlNode *inner = xmlNewNode(NULL, (const xmlChar *)name);
	if (!inner)
		return NULL;
	xmlNode *content = node->children;
	node->children = node->last = NULL;
	if (content)
		xmlAddChildList(inner, content);
	return xmlAddChild(node, inner);
}

static void put_first(xmlNode *parent, xmlNode *node)
{
	xmlUnlinkNode(node);
	if (parent->children)
		xmlAddPrevSibling(parent->children, node);
	else
		xmlAddChild(parent, node);
}

/* Sets it in bold before the text. */
static void run_in(xmlNode *parent, xmlNode *title)
{
	rename_node(title, "strong");
	put_first(parent, title);
	xmlNode *space = xmlNewText((const xmlChar *)" ");
	if (space)
		xmlAddNextSibling(title, space);
}

/* A line of its own, in bold. */
static void on_a_line(xmlNode *title)
{
	rename_node(title, "p");
	wrap_content(title, "strong");
}

/* The caption of a figure, which gets one if it has none. */
static xmlNode *caption_of(xmlNode *figure)
{
	xmlNode *caption = cnxml_child(figure, "caption");
	return caption ? caption : xmlNewChild(figure, NULL, (const xmlChar *)"caption", NULL);
}

static void figure_title(xmlNode *figure, xmlNode *title)
{
	xmlNode *caption = caption_of(figure);
	xmlNode *text = caption && caption->children ? wrap_content(caption, "p") : NULL;
	if (!caption)
		return;
	if (text)
		xmlSetProp(text, (const xmlChar *)"class", (const xmlChar *)"caption");
	rename_node(title, "p");
	xmlSetProp(title, (const xmlChar *)"class", (const xmlChar *)"title");
	put_first(caption, title);
}

static void title_of(struct cnxml *cnxml, xmlNode *node, xmlNode *title)
{
	static const char *const lines[] = { "example", "rule",	    "statement",  "proof",
					     "problem", "solution", "commentary", "div" };
	if (cnxml_is(node, "figure")) {
		figure_title(node, title);
	} else if (cnxml_is(node, "subfigure")) {
		xmlNode *caption = caption_of(node);
		if (caption)
			run_in(caption, title);
	} else if (cnxml_is(node, "para") || cnxml_is(node, "item") || cnxml_is(node, "quote")) {
		run_in(node, title);
	} else if (cnxml_is(node, "list")) {
		on_a_line(title);
		xmlUnlinkNode(title);
		xmlAddPrevSibling(node, title);
		/* Its turn has passed. */
		cnxml_to_html(cnxml, title->children);
	} else if (cnxml_is(node, "exercise") && cnxml_child(node, "problem")) {
		on_a_line(title);
		put_first(cnxml_child(node, "problem"), title);
	}
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (cnxml_is(node, lines[i]))
			on_a_line(title);
}

void cnxml_titles(struct cnxml *cnxml, xmlNode *node)
{
	xmlNode *title = cnxml_child(node, "title"), *label = cnxml_child(node, "label");
	if (title && title->children)
		title_of(cnxml, node, title);
	if (!label || cnxml_is(node, "note"))
		return;
	if (cnxml_is(node, "item") && label->children) {
		run_in(node, label);
		return;
	}
	/* "Figure", before its number. */
	struct str text = cnxml_text(cnxml, label);
	if (text.len)
		ledger_changef(&cnxml->import->ledger, cnxml->item, "front-ends number the parts of lessons",
			       "left out", "label '%.*s'", STR_ARG(text));
	xmlUnlinkNode(label);
	xmlFreeNode(label);
}
