#include "lesson/xml_tree.h"

#include "base/buf.h"
#include "base/conflict.h"
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

/* What the handlers below get to, through the parser's _private. */
struct parse {
	struct xml_tree_listener *listener;
	bool told; /* one mistake of form is enough: what follows mostly follows from it */
};

static PRINTF_LIKE(4, 5) void tell(struct xml_tree_listener *listener, struct span span, const char *help,
				   const char *format, ...)
{
	struct buf message;
	va_list args;
	buf_init(&message, 64 * 1024);
	va_start(args, format);
	buf_vformat(&message, format, args);
	va_end(args);
	listener->complain(listener->context, span, help, buf_cstr(&message));
	listener->failed = listener->failed || buf_failed(&message);
	buf_release(&message);
}

static uint32_t offset_of(const xmlParserCtxt *context)
{
	return (uint32_t)(context->input->consumed + (unsigned long)(context->input->cur - context->input->base));
}

/* libxml2 counts lines, but not columns, and not far. When this is called the parser stands behind the attributes, so
 * the tag begins at the nearest < before: a tag can't hold another. */
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
	if (context->node)
		context->node->_private =
			(void *)(uintptr_t)(offset_of(context) - (uint32_t)(context->input->cur - at));
}

static void refuse_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	xmlParserCtxt *context = data;
	struct parse *parse = context->_private;
	uint32_t at = offset_of(context);
	(void)name, (void)external, (void)system;
	if (!parse->told)
		tell(parse->listener, (struct span){ at, at }, "remove the DOCTYPE",
		     "a DOCTYPE stands in the file; none is needed, and none is accepted");
	parse->told = true;
	xmlStopParser(context);
}

/* The mistakes of form that are made most, in our words; NULL where it is another one. */
static const char *form_mistake(int code)
{
	switch (code) {
	case XML_ERR_TAG_NAME_MISMATCH: return "this end tag closes another element than the one opened last";
	case XML_ERR_TAG_NOT_FINISHED: return "the file ends while an element is still open";
	case XML_ERR_DOCUMENT_EMPTY: return "the file does not begin with an element";
	case XML_ERR_DOCUMENT_END: return "something stands behind the end of the root element";
	case XML_ERR_ATTRIBUTE_REDEFINED: return "an attribute stands in this tag twice";
	case XML_ERR_ATTRIBUTE_NOT_STARTED: return "an attribute's value stands without quotes";
	case XML_ERR_GT_REQUIRED: return "a tag is not closed by >";
	case XML_ERR_UNDECLARED_ENTITY: return "an entity is named that XML does not know";
	case XML_ERR_INVALID_ENCODING: return "the file is not UTF-8";
	default: return NULL;
	}
}

static void on_error(void *data, xml_error error)
{
	xmlParserCtxt *context = data;
	struct parse *parse = context->_private;
	if (parse->told)
		return;
	parse->told = true;
	if (error->code == XML_ERR_NO_MEMORY) {
		parse->listener->failed = true;
		return;
	}
	uint32_t at = context->input ? offset_of(context) : 0;
	size_t len = error->message ? strcspn(error->message, "\n") : 0;
	const char *ours = form_mistake(error->code);
	if (error->code == XML_ERR_TAG_NAME_MISMATCH && context->input)
		for (const xmlChar *p = context->input->cur; p > context->input->base && *p != '<'; p--)
			at--;
	if (ours)
		tell(parse->listener, (struct span){ at, at }, NULL, "%s", ours);
	else
		tell(parse->listener, (struct span){ at, at }, NULL, "the file is not well-formed XML: %.*s", (int)len,
		     error->message ? error->message : "");
}

/* A conflict is one mistake, at its first line, whatever the parser would make of its lines. */
static bool tell_conflict(const struct source *source, struct xml_tree_listener *listener)
{
	struct str line;
	struct buf help;
	if (!conflict_find(source->bytes, &line))
		return false;
	uint32_t start = (uint32_t)(line.at - source->bytes.at);
	buf_init(&help, 4096);
	buf_text(&help, "keep one of the two versions, or what is right in both, and delete the lines with <, = and >");
	if (listener->conflict_help)
		buf_text(&help, listener->conflict_help);
	tell(listener, (struct span){ start, start + (uint32_t)line.len }, buf_cstr(&help), "a merge conflict in Git");
	listener->failed = listener->failed || buf_failed(&help);
	buf_release(&help);
	return true;
}

xmlDocPtr xml_tree_parse(const struct source *source, struct xml_tree_listener *listener)
{
	struct parse parse = { listener, false };
	if (source->bytes.len == 0) {
		tell(listener, (struct span){ 0, 0 }, NULL, "the file is empty");
		return NULL;
	}
	if (tell_conflict(source, listener))
		return NULL;
	xmlParserCtxt *context = xmlCreateMemoryParserCtxt(source->bytes.at, (int)source->bytes.len);
	if (!context) {
		listener->failed = true;
		return NULL;
	}
	xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOCDATA);
	context->_private = &parse;
	context->sax->startElementNs = start_element;
	context->sax->internalSubset = refuse_doctype;
	context->sax->serror = on_error;
	xmlParseDocument(context);
	xmlDocPtr tree = context->myDoc;
	if (!context->wellFormed || parse.told || listener->failed) {
		if (!parse.told)
			listener->failed = true;
		xmlFreeDoc(tree);
		tree = NULL;
	}
	xmlFreeParserCtxt(context);
	return tree;
}

struct span element_span(const struct source *source, const xmlNode *element)
{
	uint32_t start = (uint32_t)(uintptr_t)element->_private, end = start;
	while (end < source->bytes.len && !strchr(" \t\r\n/>", source->bytes.at[end]))
		end++;
	return (struct span){ start, end };
}

static uint32_t skip(struct str bytes, uint32_t at, const char *set, bool while_in_set)
{
	while (at < bytes.len && (bytes.at[at] && strchr(set, bytes.at[at]) != NULL) == while_in_set)
		at++;
	return at;
}

struct span attribute_span(const struct source *source, const xmlNode *element, const char *name)
{
	struct str bytes = source->bytes;
	struct span tag = element_span(source, element);
	uint32_t at = tag.end;
	for (;;) {
		at = skip(bytes, at, " \t\r\n", true);
		uint32_t from = at;
		at = skip(bytes, at, " \t\r\n=/>", false);
		struct str found = { bytes.at + from, at - from };
		at = skip(bytes, at, " \t\r\n", true);
		if (found.len == 0 || at >= bytes.len || bytes.at[at] != '=')
			return tag;
		at = skip(bytes, at + 1, " \t\r\n", true);
		if (at >= bytes.len)
			return tag;
		const char quote[] = { bytes.at[at], '\0' };
		uint32_t end = skip(bytes, at + 1, quote, false);
		if (str_is(found, name))
			return (struct span){ at + 1, end };
		at = end + 1;
	}
}

/* Behind the > of a start tag; a > may stand in an attribute's value. */
static uint32_t tag_end(struct str bytes, uint32_t at)
{
	char quote = 0;
	for (; at < bytes.len; at++) {
		char c = bytes.at[at];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return at + 1;
	}
	return at;
}

struct span content_span(const struct source *source, const xmlNode *element)
{
	struct str bytes = source->bytes;
	struct span tag = element_span(source, element);
	uint32_t start = tag_end(bytes, tag.end), end = start;
	struct buf close;
	buf_init(&close, 4096);
	buf_format(&close, "</%.*s", (int)(tag.end - tag.start - 1), bytes.at + tag.start + 1);
	const char *found = start <= bytes.len && close.len && bytes.at[start - 2] != '/'
				    ? memmem(bytes.at + start, bytes.len - start, buf_cstr(&close), close.len)
				    : NULL;
	if (found)
		end = (uint32_t)(found - bytes.at);
	buf_release(&close);
	static const char open_mark[] = "<![CDATA[", close_mark[] = "]]>";
	size_t marks = sizeof(open_mark) - 1 + sizeof(close_mark) - 1;
	if (end - start >= marks && memcmp(bytes.at + start, open_mark, sizeof(open_mark) - 1) == 0 &&
	    memcmp(bytes.at + end - (sizeof(close_mark) - 1), close_mark, sizeof(close_mark) - 1) == 0) {
		start += (uint32_t)(sizeof(open_mark) - 1);
		end -= (uint32_t)(sizeof(close_mark) - 1);
	}
	return (struct span){ start, end };
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
	tell(validation->listener, span, NULL, "schema/%s forbids this: %.*s", validation->schema, (int)len,
	     error->message ? error->message : "");
}

/* Nothing is wrong with a schema of our own but that memory ran out. */
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
