/* Reads the list that export_sources.c writes. */
#include "convert/anki/markup.h"
#include "convert/anki/note.h"
#include "convert/anki/own.h"
#include "convert/html/html_read.h"
#include "convert/html/html_reading.h"
#include "convert/html/html_tree.h"

static struct reference *find_source(struct import_lesson *lesson, struct str id)
{
	struct reference *source = lesson->lesson.sources;
	while (source && !str_equal(source->id.value, id))
		source = source->next;
	return source;
}

static void take_source(struct anki *anki, struct import_lesson *lesson, const xmlNode *node)
{
	struct import *import = anki->import;
	struct str id = own_attribute(node, "data-source");
	if (!id_looks_valid(id) || find_source(lesson, id))
		return;
	struct ledger_item *item = ledger_read(&import->ledger, LEDGER_SOURCE, id, 0);
	struct html_reader reader = { .import = import, .item = item };
	struct flow *text = html_read_nodes(&reader, node->children, NULL, NULL);
	struct reference *source =
		text ? import_source(import, lesson, make_attribute(&import->arena, id), item) : NULL;
	if (!source)
		return;
	struct str href = own_attribute(node, "data-href"), doi = own_attribute(node, "data-doi");
	source->text = html_flow_inline(&reader, text);
	if (href.at)
		source->href = make_attribute(&import->arena, href);
	if (doi.at)
		source->doi = make_attribute(&import->arena, doi);
}

struct str own_attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0)
			return a->children && a->children->content ? str_from((const char *)a->children->content)
								   : STR("");
	return STR_NONE;
}

struct str own_take_sources(struct anki *anki, struct import_lesson *lesson, struct str html)
{
	size_t at = anki->own != OWN_NONE ? markup_find(html, 0, "<ol class=\"sources\">") : html.len;
	if (at == html.len || !lesson)
		return html;
	struct html_tree tree;
	html_tree_read(&tree, (struct str){ html.at + at, html.len - at });
	anki->import->arena.failed = anki->import->arena.failed || !tree.document;
	for (const xmlNode *list = tree.document ? tree.first : NULL; list; list = list->next)
		for (const xmlNode *node = html_is(list, "ol") ? list->children : NULL; node; node = node->next)
			if (html_is(node, "li"))
				take_source(anki, lesson, node);
	xmlFreeDoc(tree.document);
	return (struct str){ html.at, at };
}
