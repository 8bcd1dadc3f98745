#include "lesson/xml_tree.h"

#include "base/buf.h"
#include "base/conflict.h"
#include "base/nearest.h"
#include "lesson/bytes.h"
#include "lesson/markup.h"
#include "lesson/recover.h"
#include "lesson/schema.h"
#include "lesson/schema_files.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *xml_error;
#else
typedef xmlErrorPtr xml_error;
#endif

/* Context of the handlers below, in the parser's _private. */
struct tree_parser {
	struct xml_tree_listener *listener;
	const struct recovery *recovery; /* NULL if the file itself is parsed */
	bool wrong;
};

static PRINTF_LIKE(4, 5) void report_mistake(struct xml_tree_listener *listener, struct span span, const char *help,
				   const char *format, ...)
{
	struct buf message;
	va_list args;
	buf_init(&message, 64 * 1024);
	va_start(args, format);
	buf_vformat(&message, format, args);
	va_end(args);
	listener->diagnose(listener->context, span, help, buf_cstr(&message));
	listener->failed = listener->failed || buf_failed(&message);
	buf_release(&message);
}

static uint32_t offset_of(const xmlParserCtxt *context)
{
	return (uint32_t)(context->input->consumed + (unsigned long)(context->input->cur - context->input->base));
}

/* libxml2 counts lines up to a limit, and no columns. When this is called the parser is after the attributes, so the
 * tag begins at the nearest < before: tags cannot contain another. */
static void start_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
			  int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted_count,
			  const xmlChar **attributes)
{
	xmlParserCtxt *context = data;
	xmlSAX2StartElementNs(data, name, prefix, uri, namespace_count, namespaces, attribute_count, defaulted_count,
			      attributes);
	const xmlChar *at = context->input->cur;
	while (at > context->input->base && *at != '<')
		at--;
	if (!context->node)
		return;
	const struct tree_parser *parse = context->_private;
	uint32_t offset = offset_of(context) - (uint32_t)(context->input->cur - at);
	if (parse->recovery)
		offset = recovery_original(parse->recovery, offset);
	context->node->_private = (void *)(uintptr_t)offset;
}

static void on_error(void *data, xml_error error)
{
	xmlParserCtxt *context = data;
	struct tree_parser *parse = context->_private;
	parse->wrong = true;
	if (error->code == XML_ERR_NO_MEMORY)
		parse->listener->failed = true;
}

/* Reports a merge conflict once, at its first line. */
static bool report_conflict(const struct source *source, struct xml_tree_listener *listener)
{
	struct str line;
	struct buf help;
	if (!conflict_find(source->bytes, &line))
		return false;
	uint32_t start = (uint32_t)(line.at - source->bytes.at);
	buf_init(&help, 4096);
	buf_text(&help, "keep one version, or combine both, and delete the lines with <, = and >");
	if (listener->conflict_help)
		buf_text(&help, listener->conflict_help);
	report_mistake(listener, (struct span){ start, start + (uint32_t)line.len }, buf_cstr(&help),
		       "a merge conflict in Git");
	listener->failed = listener->failed || buf_failed(&help);
	buf_release(&help);
	return true;
}

/* NULL if it is not well-formed, or memory ran out. */
static xmlDocPtr parse_bytes(struct str bytes, const struct recovery *recovery, struct xml_tree_listener *listener)
{
	struct tree_parser parse = { listener, recovery, false };
	xmlParserCtxt *context = xmlCreateMemoryParserCtxt(bytes.at, (int)bytes.len);
	if (!context) {
		listener->failed = true;
		return NULL;
	}
	xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOCDATA);
	context->_private = &parse;
	context->sax->startElementNs = start_element;
	context->sax->serror = on_error;
	xmlParseDocument(context);
	xmlDocPtr tree = context->myDoc;
	if (!context->wellFormed || parse.wrong || listener->failed) {
		xmlFreeDoc(tree);
		tree = NULL;
	}
	xmlFreeParserCtxt(context);
	return tree;
}

/* Passes the findings of a report to the listener. */
static void pass_on(const struct report *report, struct xml_tree_listener *listener)
{
	for (const struct diagnostic *d = report->first; d; d = d->next)
		report_mistake(listener, d->span, d->help, "%s", d->message);
	listener->failed = listener->failed || report->failed;
}

static xmlDocPtr parse_recovered(struct str bytes, struct xml_tree_kind kind, struct report *report,
				 struct xml_tree_listener *listener)
{
	struct recovery recovery;
	struct arena arena;
	struct model model;
	xmlDocPtr tree = NULL;
	recovery_init(&recovery);
	arena_init(&arena);
	bool read = schema_model_read(&model, kind.schema, &arena);
	bool recovered = read && recover(&recovery, bytes, &model, kind.what, report, &arena);
	if (!read || buf_failed(&recovery.copy) || buf_failed(&recovery.shifts) || arena_failed(&arena))
		listener->failed = true;
	else if (recovered && !recovery.cut_off)
		tree = parse_bytes(buf_view(&recovery.copy), &recovery, listener);
	if (!listener->failed && !report->first)
		report_add(report, RULE_XML_SYNTAX, (struct span){ 0, 0 }, STR_NONE, "the file is not well-formed XML");
	arena_release(&arena);
	recovery_release(&recovery);
	return tree;
}

xmlDocPtr xml_tree_parse(const struct source *source, struct xml_tree_kind kind, struct xml_tree_listener *listener)
{
	struct rule_settings settings;
	struct report report;
	struct buf copy;
	xmlDocPtr tree = NULL;
	if (report_conflict(source, listener))
		return NULL;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	buf_init(&copy, BUF_CAP);
	enum bytes_verdict verdict = bytes_check(source, kind.what, &report, &copy);
	struct str bytes = verdict == BYTES_RECOVERED ? buf_view(&copy) : source->bytes;
	if (buf_failed(&copy))
		listener->failed = true;
	else if (verdict != BYTES_UNUSABLE)
		tree = parse_bytes(bytes, NULL, listener);
	if (!tree && verdict != BYTES_UNUSABLE && !listener->failed)
		tree = parse_recovered(bytes, kind, &report, listener);
	pass_on(&report, listener);
	buf_release(&copy);
	report_release(&report);
	return tree;
}

/* The start tag of an element. If the file lacks its <, all is empty. */
static struct markup start_tag(const struct source *source, const xmlNode *element)
{
	struct markup_scan scan = { .bytes = source->bytes };
	size_t start = (size_t)(uintptr_t)element->_private;
	struct markup tag;
	if (!markup_at(&scan, start, &tag) || tag.kind > MARKUP_EMPTY)
		tag = (struct markup){ .start = start, .end = start, .inside = start, .inside_end = start };
	return tag;
}

static struct span span(size_t start, size_t end)
{
	return (struct span){ (uint32_t)start, (uint32_t)end };
}

struct span element_span(const struct source *source, const xmlNode *element)
{
	struct markup tag = start_tag(source, element);
	return span(tag.start, tag.inside);
}

struct span attribute_span(const struct source *source, const xmlNode *element, const char *name)
{
	struct markup tag = start_tag(source, element);
	struct markup_attribute a;
	for (size_t at = tag.inside; markup_attribute(source->bytes, &at, tag.inside_end, &a);)
		if (str_is(markup_slice(source->bytes, a.name, a.name_end), name))
			return span(a.value, a.value_end);
	return span(tag.start, tag.inside);
}

bool attribute_is_written(const struct source *source, const xmlNode *element, const char *name)
{
	struct span span = attribute_span(source, element, name);
	char before = span.start > 0 ? source->bytes.at[span.start - 1] : '\0';
	return before == '"' || before == '\'';
}

struct span content_span(const struct source *source, const xmlNode *element)
{
	struct markup_scan scan = { .bytes = source->bytes };
	struct markup tag = start_tag(source, element), next = tag, only = tag;
	size_t count = 0;
	while (tag.kind == MARKUP_START && markup_next(&scan, next.end, &next) && next.kind > MARKUP_END) {
		only = next;
		count++;
	}
	if (next.kind != MARKUP_END)
		return span(tag.end, tag.end);
	if (count == 1 && only.kind == MARKUP_CDATA && only.start == tag.end && only.end == next.start)
		return span(only.inside, only.inside_end);
	return span(tag.end, next.start);
}

struct correction {
	const struct model *model;
	const struct source *source;
	struct xml_tree_listener *listener;
};

static bool is_element_name(const struct model *model, const char *name)
{
	for (const struct model_type *type = model->types; type; type = type->next)
		for (const struct model_child *child = type->children; child; child = child->next)
			if (strcmp(child->text, name) == 0)
				return true;
	return false;
}

static void correct_name(struct correction *correction, xmlNodePtr node, const struct nearest *nearest,
			 struct span span)
{
	char help[96];
	bool element = node->type == XML_ELEMENT_NODE;
	snprintf(help, sizeof(help), element ? "did you mean <%s>?" : "did you mean \"%s\"?", nearest->best);
	if (element)
		report_mistake(correction->listener, span, help, "unknown element <%s>", node->name);
	else
		report_mistake(correction->listener, span, help, "<%s> has no attribute \"%s\"", node->parent->name,
			       node->name);
	xmlNodeSetName(node, (const xmlChar *)nearest->best);
}

static void correct_attributes(struct correction *correction, xmlNodePtr element, const struct model_type *type)
{
	for (xmlAttrPtr attribute = element->properties; attribute; attribute = attribute->next) {
		const char *name = (const char *)attribute->name;
		if (attribute->ns || model_attribute(type, name))
			continue;
		struct nearest nearest;
		nearest_init(&nearest, str_from(name));
		for (const struct model_attribute *a = type->attributes; a; a = a->next)
			if (!strchr(a->name, ':') && !xmlHasProp(element, (const xmlChar *)a->name))
				nearest_offer(&nearest, a->name);
		if (nearest.best)
			correct_name(correction, (xmlNodePtr)attribute, &nearest,
				     attribute_span(correction->source, element, name));
	}
}

static void correct_element(struct correction *correction, xmlNodePtr element, const struct model_type *type)
{
	correct_attributes(correction, element, type);
	for (xmlNodePtr node = element->children; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE || node->ns != element->ns)
			continue;
		bool known = is_element_name(correction->model, (const char *)node->name);
		struct nearest nearest;
		nearest_init(&nearest, str_from((const char *)node->name));
		for (const struct model_child *child = type->children; child && !known; child = child->next)
			nearest_offer(&nearest, child->text);
		if (nearest.best)
			correct_name(correction, node, &nearest, element_span(correction->source, node));
		const struct model_child *child = type->children;
		while (child && strcmp(child->text, (const char *)node->name) != 0)
			child = child->next;
		if (child)
			correct_element(correction, node, child->type);
	}
}

/* Whether the schema's text has all names in element, which saves reading the schema nearly always. */
static bool names_are_known(const struct embedded_file *schema, const xmlNode *element)
{
	bool known = true;
	for (const xmlNode *node = element->children; node && known; node = node->next)
		known = node->type != XML_ELEMENT_NODE || names_are_known(schema, node);
	const xmlNode *attribute = (const xmlNode *)element->properties, *next = element;
	for (; next && known; next = next == element ? attribute : next->next) {
		char name[64];
		int len = snprintf(name, sizeof(name), " name=\"%s\"", next->name);
		bool foreign = next != element && next->ns;
		known = foreign || (len < (int)sizeof(name) && memmem(schema->bytes, schema->len, name, (size_t)len));
	}
	return known;
}

void xml_tree_correct(xmlDocPtr tree, const char *schema, const struct source *source,
		      struct xml_tree_listener *listener)
{
	struct arena arena;
	struct model model;
	const struct embedded_file *file = schema_file(schema);
	if (file && names_are_known(file, xmlDocGetRootElement(tree)))
		return;
	arena_init(&arena);
	if (schema_model_read(&model, schema, &arena))
		correct_element(&(struct correction){ &model, source, listener }, xmlDocGetRootElement(tree),
				model.root);
	else
		listener->failed = true;
	arena_release(&arena);
}

struct validation {
	const struct source *source;
	const char *schema;
	struct xml_tree_listener *listener;
};

static void on_invalid(void *data, xml_error error)
{
	const struct validation *validation = data;
	const xmlNode *node = error->node;
	struct span span = { 0, 0 };
	if (node && node->type == XML_ATTRIBUTE_NODE)
		node = node->parent;
	if (node && node->type == XML_ELEMENT_NODE)
		span = element_span(validation->source, node);
	size_t len = error->message ? strcspn(error->message, "\n") : 0;
	report_mistake(validation->listener, span, NULL, "schema/%s forbids this: %.*s", validation->schema, (int)len,
	     error->message ? error->message : "");
}

/* Our own schemas are valid, so memory must have run out. */
static void on_schema_error(void *data, xml_error error)
{
	struct validation *validation = data;
	(void)error;
	validation->listener->failed = true;
}

void xml_tree_validate(xmlDocPtr tree, const char *name, const struct source *source,
		       struct xml_tree_listener *listener)
{
	struct validation validation = { source, name, listener };
	schema_files_only();
	xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(name);
	if (parser)
		xmlSchemaSetParserStructuredErrors(parser, on_schema_error, &validation);
	xmlSchemaPtr schema = parser ? xmlSchemaParse(parser) : NULL;
	xmlSchemaValidCtxtPtr context = schema ? xmlSchemaNewValidCtxt(schema) : NULL;
	if (context) {
		xmlSchemaSetValidStructuredErrors(context, on_invalid, &validation);
		if (xmlSchemaValidateDoc(context, tree) < 0)
			listener->failed = true;
	} else {
		listener->failed = true;
	}
	xmlSchemaFreeValidCtxt(context);
	xmlSchemaFree(schema);
	xmlSchemaFreeParserCtxt(parser);
}
