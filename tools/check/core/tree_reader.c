#include "check/core/tree_reader.h"

#include "base/ascii.h"
#include "base/buf.h"

const char *tree_attribute(struct tree_reader *reader, const xmlNode *element, const char *name)
{
	for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
		if (attribute->ns || strcmp((const char *)attribute->name, name) != 0)
			continue;
		xmlChar *text = xmlNodeGetContent((const xmlNode *)attribute);
		struct str value = str_trim(str_from((const char *)text));
		if (text && !value.len && !attribute_is_written(reader->source, element, name)) {
			xmlFree(text);
			return NULL; /* which was reported */
		}
		const char *copy = text ? arena_copy(reader->arena, value.at, value.len) : NULL;
		xmlFree(text);
		reader->failed = reader->failed || !copy;
		return copy;
	}
	return NULL;
}

const char *tree_need(struct tree_reader *reader, const xmlNode *element, const char *name)
{
	const char *value = tree_attribute(reader, element, name);
	if (!value && !reader->failed && !xmlHasNsProp(element, (const xmlChar *)name, NULL)) {
		struct diagnostic *d =
			report_add(reader->report, reader->rules.structure, element_span(reader->source, element),
				   STR_NONE, "<%s> lacks the attribute %s", element->name, name);
		report_help(reader->report, d, "add %s=\"…\"", name);
	}
	return value;
}

static bool is_among(const char *name, const char *const *names)
{
	while (*names && strcmp(name, *names) != 0)
		names++;
	return *names != NULL;
}

void tree_know(struct tree_reader *reader, const xmlNode *element, const char *const *names)
{
	static const char instance[] = "http://www.w3.org/2001/XMLSchema-instance";
	for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
		const char *name = (const char *)attribute->name;
		bool foreign = attribute->ns != NULL;
		if (foreign ? strcmp((const char *)attribute->ns->href, instance) == 0 : is_among(name, names))
			continue;
		struct diagnostic *d = report_add(reader->report, reader->rules.structure,
						  attribute_span(reader->source, element, name), STR_NONE,
						  "<%s> has no attribute \"%s\"", element->name, name);
		report_help(reader->report, d, "delete it");
	}
}

bool tree_is(const struct tree_reader *reader, const xmlNode *node, const char *name)
{
	return node->ns && strcmp((const char *)node->ns->href, reader->namespace) == 0 &&
	       strcmp((const char *)node->name, name) == 0;
}

xmlNode *tree_next(struct tree_reader *reader, xmlNode *node)
{
	for (; node && node->type != XML_ELEMENT_NODE; node = node->next) {
		bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
		if (!text || xmlIsBlankNode(node))
			continue;
		struct diagnostic *d =
			report_add(reader->report, reader->rules.structure, element_span(reader->source, node->parent),
				   STR_NONE, "text is not allowed in <%s>", node->parent->name);
		report_help(reader->report, d, "delete it, or put it into a comment: <!-- … -->");
	}
	return node;
}

void tree_misplaced(struct tree_reader *reader, const xmlNode *element, const char *const *names)
{
	struct buf allowed;
	buf_init(&allowed, 4096);
	for (size_t i = 0; names[i]; i++)
		buf_format(&allowed, "%s<%s>", i == 0 ? "" : names[i + 1] ? ", " : " and ", names[i]);
	struct diagnostic *d =
		report_add(reader->report, reader->rules.structure, element_span(reader->source, element), STR_NONE,
			   "<%s> can't be in <%s>", element->name, element->parent->name);
	if (is_among((const char *)element->name, names))
		report_help(reader->report, d, "it must have the namespace %s", reader->namespace);
	else if (allowed.len)
		report_help(reader->report, d, "only %s can", buf_cstr(&allowed));
	else
		report_help(reader->report, d, "the element is empty");
	buf_release(&allowed);
}

void tree_twice(struct tree_reader *reader, struct span span, struct span earlier, const char *what, const char *name)
{
	struct location location = source_location(reader->source, earlier);
	struct diagnostic *d = report_add(reader->report, reader->rules.contradiction, span, STR_NONE,
					  "%s \"%s\" is already on line %u", what, name, location.line);
	report_help(reader->report, d, "keep one of the two");
}

/* An xml_tree_report. */
static void report_mistake(void *context, struct span span, const char *help, const char *message)
{
	struct tree_reader *reader = context;
	struct diagnostic *d = report_add(reader->report, reader->current_rule, span, STR_NONE, "%s", message);
	if (help)
		report_help(reader->report, d, "%s", help);
}

xmlDocPtr tree_parse(struct tree_reader *reader, const char *root)
{
	struct xml_tree_listener listener = { report_mistake, reader, false, NULL };
	reader->current_rule = reader->rules.syntax;
	xmlDocPtr tree = xml_tree_parse(reader->source, reader->kind, &listener);
	reader->failed = reader->failed || listener.failed;
	const xmlNode *element = tree ? xmlDocGetRootElement(tree) : NULL;
	if (element && tree_is(reader, element, root)) {
		reader->current_rule = reader->rules.structure;
		xml_tree_correct(tree, reader->kind.schema, reader->source, &listener);
		reader->failed = reader->failed || listener.failed;
	}
	if (!element || tree_is(reader, element, root))
		return tree;
	bool named = strcmp((const char *)element->name, root) == 0;
	struct diagnostic *d =
		report_add(reader->report, reader->rules.structure, element_span(reader->source, element), STR_NONE,
			   named ? "<%s> does not have the namespace %s" : "the root is <%s>, not <%s>", element->name,
			   named ? reader->namespace : root);
	report_help(reader->report, d, "begin with <%s xmlns=\"%s\">", root, reader->namespace);
	xmlFreeDoc(tree);
	return NULL;
}

void tree_validate(struct tree_reader *reader, xmlDocPtr tree)
{
	struct xml_tree_listener listener = { report_mistake, reader, false, NULL };
	reader->current_rule = reader->rules.structure;
	xml_tree_validate(tree, reader->kind.schema, reader->source, &listener);
	reader->failed = reader->failed || listener.failed;
}
