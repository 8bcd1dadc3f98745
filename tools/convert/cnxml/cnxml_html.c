/* Turns the elements of CNXML into HTML. */
#include "convert/cnxml/cnxml.h"

#include <stdio.h>

/* Those that only have another name. */
static const struct {
	const char *cnxml, *html;
} names[] = {
	{ "para", "p" },      { "item", "li" },		 { "image", "img" },	 { "entry", "td" },
	{ "row", "tr" },      { "quote", "blockquote" }, { "equation", "p" },	 { "preformat", "pre" },
	{ "code", "code" },   { "newline", "br" },	 { "space", "span" },	 { "foreign", "em" },
	{ "cite", "span" },   { "cite-title", "cite" },	 { "media", "span" },	 { "sub", "sub" },
	{ "sup", "sup" },     { "tgroup", "tbody" },	 { "term", "dfn" },	 { "subfigure", "figure" },
	{ "example", "div" }, { "rule", "div" },	 { "statement", "div" }, { "proof", "div" },
};

static void rename_node(xmlNode *node, const char *name)
{
	xmlNodeSetName(node, (const xmlChar *)name);
}

static void set(xmlNode *node, const char *name, const char *value)
{
	xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

static void emphasis(const struct cnxml *cnxml, xmlNode *node)
{
	struct str effect = cnxml_attribute(cnxml, node, "effect");
	/* Without an effect it is bold. */
	if (str_is(effect, "italics") || str_is(effect, "smallcaps"))
		rename_node(node, "em");
	else if (str_is(effect, "underline"))
		rename_node(node, "u");
	else if (str_is(effect, "normal"))
		rename_node(node, "span");
	else
		rename_node(node, "strong");
}

/* Links to other modules, and to elements of this one, keep what they lead to as a key. */
static void link(const struct cnxml *cnxml, xmlNode *node)
{
	struct str url = cnxml_attribute(cnxml, node, "url"), document = cnxml_attribute(cnxml, node, "document");
	struct str target = cnxml_attribute(cnxml, node, "target-id");
	rename_node(node, "a");
	if (url.len) {
		set(node, "href", url.at);
		return;
	}
	struct str key = cnxml_key(cnxml, document.len ? document : cnxml->id, target);
	set(node, "data-to", key.at ? key.at : "");
	if (!node->children)
		set(node, "class", "label");
}

static void list(const struct cnxml *cnxml, xmlNode *node)
{
	struct str type = cnxml_attribute(cnxml, node, "list-type"),
		   style = cnxml_attribute(cnxml, node, "number-style");
	struct str start = cnxml_attribute(cnxml, node, "start-value");
	bool numbered = str_is(type, "enumerated");
	rename_node(node, numbered ? "ol" : "ul");
	if (numbered && str_starts(style, "lower-alpha"))
		set(node, "type", "a");
	else if (numbered && str_starts(style, "upper-alpha"))
		set(node, "type", "A");
	else if (numbered && str_starts(style, "lower-roman"))
		set(node, "type", "i");
	if (numbered && start.len)
		set(node, "start", start.at);
}

/* The number of the column that a name stands for, from 1; 0 if there is none. */
static unsigned column_of(const struct cnxml *cnxml, const xmlNode *group, struct str name)
{
	unsigned number = 0;
	for (const xmlNode *child = group->children; child; child = child->next) {
		if (!cnxml_is(child, "col"))
			continue;
		number++;
		if (str_equal(cnxml_attribute(cnxml, child, "colname"), name))
			return number;
	}
	return 0;
}

/* The spans of a cell in a CALS table. */
static void cell(const struct cnxml *cnxml, xmlNode *node)
{
	const xmlNode *group = node->parent;
	struct str first = cnxml_attribute(cnxml, node, "namest"), last = cnxml_attribute(cnxml, node, "nameend");
	struct str more = cnxml_attribute(cnxml, node, "morerows");
	bool header = node->parent && node->parent->parent && cnxml_is(node->parent->parent, "thead");
	char number[16];
	while (group && !cnxml_is(group, "tgroup") && !cnxml_is(group, "tbody"))
		group = group->parent;
	/* The group has been renamed, and the body is within it. */
	while (group && group->parent && (cnxml_is(group->parent, "tgroup") || cnxml_is(group->parent, "tbody")))
		group = group->parent;
	if (group && first.len && last.len) {
		unsigned from = column_of(cnxml, group, first), to = column_of(cnxml, group, last);
		if (from && to > from) {
			snprintf(number, sizeof(number), "%u", to - from + 1);
			set(node, "colspan", number);
		}
	}
	if (more.len && more.len < 3) {
		unsigned rows = 0;
		for (size_t i = 0; i < more.len && ascii_is_digit(more.at[i]); i++)
			rows = rows * 10 + (unsigned)(more.at[i] - '0');
		snprintf(number, sizeof(number), "%u", rows + 1);
		set(node, "rowspan", number);
	}
	rename_node(node, header ? "th" : "td");
}

/* Notes are callouts; their label and title are its title. */
static void note(struct cnxml *cnxml, xmlNode *node)
{
	xmlNode *label = cnxml_child(node, "label"), *title = cnxml_child(node, "title");
	struct str class = cnxml_attribute(cnxml, node, "class"), type = cnxml_attribute(cnxml, node, "type");
	bool warning = str_is(type, "warning") || str_is(type, "important") ||
		       (class.at && memmem(class.at, class.len, "warning", 7));
	rename_node(node, "aside");
	set(node, "class", warning ? "callout warning" : "callout note");
	if (label && title) {
		/* "Dig Deeper: Memory in mice" */
		struct buf both;
		buf_init(&both, BUF_CAP);
		buf_format(&both, "%.*s: ", STR_ARG(cnxml_text(cnxml, label)));
		xmlNode *before = xmlNewText((const xmlChar *)buf_cstr(&both));
		buf_release(&both);
		if (before && title->children)
			xmlAddPrevSibling(title->children, before);
		else
			xmlFreeNode(before);
		xmlUnlinkNode(label);
		xmlFreeNode(label);
		label = NULL;
	}
	title = title ? title : label;
	if (!title)
		return;
	rename_node(title, "p");
	set(title, "class", "title");
}

/* The picture in it that is not for print. */
static xmlNode *picture_in(const struct cnxml *cnxml, const xmlNode *media)
{
	for (xmlNode *child = media->children; child; child = child->next)
		if (cnxml_is(child, "image") && !str_is(cnxml_attribute(cnxml, child, "for"), "pdf"))
			return child;
	return cnxml_child(media, "image");
}

/* A picture, whose alternative text it has, or a recording. */
static void media(const struct cnxml *cnxml, xmlNode *node)
{
	const xmlNode *image = picture_in(cnxml, node);
	rename_node(node, image ? "img" : "span");
	if (!image)
		return;
	struct str src = cnxml_attribute(cnxml, image, "src");
	set(node, "src", src.at ? src.at : "");
	xmlFreeNodeList(node->children);
	node->children = node->last = NULL;
}

static void table(struct cnxml *cnxml, xmlNode *node)
{
	struct str summary = cnxml_attribute(cnxml, node, "summary");
	xmlNode *title = cnxml_child(node, "title"), *caption = cnxml_child(node, "caption");
	if (title && caption)
		rename_node(title, "p");
	else if (title)
		rename_node(title, "caption");
	if (summary.len)
		ledger_change(&cnxml->import->ledger, cnxml->item, STR("summaries of tables"),
			      "tables have captions only", "left out");
}

static void footnote(struct cnxml *cnxml, xmlNode *node)
{
	rename_node(node, "span");
	if (!node->children)
		return;
	ledger_change(&cnxml->import->ledger, cnxml->item, STR("footnotes"), "lessons have none",
		      "written in parentheses");
	xmlNode *open = xmlNewText((const xmlChar *)" (");
	if (open)
		xmlAddPrevSibling(node->children, open);
	xmlNodeAddContent(node, (const xmlChar *)")");
}

/* A definition in the text, not in the glossary. */
static void definition(xmlNode *node)
{
	if (node->parent && cnxml_is(node->parent, "glossary"))
		return;
	xmlNode *term = cnxml_child(node, "term"), *meaning = cnxml_child(node, "meaning");
	rename_node(node, "dl");
	xmlSetNs(node, NULL);
	if (term)
		rename_node(term, "dt");
	for (; meaning; meaning = meaning->next)
		if (cnxml_is(meaning, "meaning"))
			rename_node(meaning, "dd");
}

static void convert(struct cnxml *cnxml, xmlNode *node)
{
	struct str id = cnxml_attribute(cnxml, node, "id");
	cnxml_titles(cnxml, node);
	if (id.len && (cnxml_is(node, "figure") || cnxml_is(node, "table")))
		set(node, "id", cnxml_key(cnxml, cnxml->id, id).at);
	if (cnxml_is(node, "emphasis"))
		emphasis(cnxml, node);
	else if (cnxml_is(node, "link"))
		link(cnxml, node);
	else if (cnxml_is(node, "quote") && str_is(cnxml_attribute(cnxml, node, "display"), "inline"))
		rename_node(node, "q");
	else if (cnxml_is(node, "list"))
		list(cnxml, node);
	else if (cnxml_is(node, "entry"))
		cell(cnxml, node);
	else if (cnxml_is(node, "note"))
		note(cnxml, node);
	else if (cnxml_is(node, "media"))
		media(cnxml, node);
	else if (cnxml_is(node, "table"))
		table(cnxml, node);
	else if (cnxml_is(node, "footnote"))
		footnote(cnxml, node);
	else if (cnxml_is(node, "definition"))
		definition(node);
	else if (cnxml_is(node, "caption") && node->parent && cnxml_is(node->parent, "figure"))
		rename_node(node, "figcaption");
	else if (cnxml_is(node, "colspec") || cnxml_is(node, "spanspec"))
		rename_node(node, "col");
	else
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (cnxml_is(node, names[i].cnxml)) {
				rename_node(node, names[i].html);
				break;
			}
}

void cnxml_to_html(struct cnxml *cnxml, xmlNode *node)
{
	for (xmlNode *next; node; node = next) {
		next = node->next;
		if (node->type != XML_ELEMENT_NODE)
			continue;
		bool math = node->ns && node->ns->href && strstr((const char *)node->ns->href, "Math");
		if (math)
			continue;
		convert(cnxml, node);
		/* What is in it belongs to HTML, too. */
		if (!cnxml_is(node, "section") && !cnxml_is(node, "exercise") && !cnxml_is(node, "glossary") &&
		    !cnxml_is(node, "definition"))
			xmlSetNs(node, NULL);
		cnxml_to_html(cnxml, node->children);
	}
}
