#include "format/format.h"

#include "base/arena.h"
#include "format/node_kind.h"
#include "format/layout.h"
#include "format/meaning.h"

#include <libxml/parser.h>
#include <limits.h>

enum {
	PARSE_OPTIONS = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING,
};

static enum format_status parse(struct str bytes, xmlDocPtr *document)
{
	*document = NULL;
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	if (!parser || bytes.len > INT_MAX) {
		xmlFreeParserCtxt(parser);
		return FORMAT_NO_MEMORY;
	}
	*document = xmlCtxtReadMemory(parser, bytes.at, (int)bytes.len, NULL, "UTF-8", PARSE_OPTIONS);
	bool no_memory = parser->errNo == XML_ERR_NO_MEMORY;
	xmlFreeParserCtxt(parser);
	if (!*document)
		return no_memory ? FORMAT_NO_MEMORY : FORMAT_NOT_XML;
	const xmlNode *root = xmlDocGetRootElement(*document);
	if (root && node_is(root, "lesson") && !xmlGetIntSubset(*document))
		return FORMAT_OK;
	xmlFreeDoc(*document);
	*document = NULL;
	return FORMAT_NOT_XML;
}

/* Gives ids to all elements that need one, in document order. */
static enum format_status add_ids(xmlNode *root, new_id_maker *new_id, void *context, size_t *ids)
{
	for (xmlNode *node = root; node;) {
		const char *prefix = node->type == XML_ELEMENT_NODE ? node_wants_id(node) : NULL;
		char id[NEW_ID_SIZE];
		if (prefix && !new_id(context, prefix, id))
			return FORMAT_NO_ID;
		if (prefix && !xmlNewProp(node, BAD_CAST "id", BAD_CAST id))
			return FORMAT_NO_MEMORY;
		*ids += prefix != NULL;
		if (node->type == XML_ELEMENT_NODE && node->children) {
			node = node->children;
			continue;
		}
		while (node && node != root && !node->next)
			node = node->parent;
		node = node && node != root ? node->next : NULL;
	}
	return FORMAT_OK;
}

/* Parses the output and compares it with the input. */
static enum format_status verify(const struct buf *out, const struct buf *wanted, struct arena *arena)
{
	struct buf signature;
	xmlDocPtr document;
	buf_init(&signature, BUF_CAP);
	enum format_status status = parse(buf_view(out), &document);
	if (status == FORMAT_NOT_XML)
		status = FORMAT_UNFAITHFUL;
	if (status == FORMAT_OK && !format_meaning(document, arena, &signature))
		status = FORMAT_NO_MEMORY;
	if (status == FORMAT_OK && !str_equal(buf_view(&signature), buf_view(wanted)))
		status = FORMAT_UNFAITHFUL;
	xmlFreeDoc(document);
	buf_release(&signature);
	return status;
}

/* Copies from into to with CR LF line ends. */
static void widen_lines(const struct buf *from, struct buf *to)
{
	struct str rest = buf_view(from);
	for (const char *end; (end = memchr(rest.at, '\n', rest.len)) != NULL;) {
		size_t len = (size_t)(end - rest.at);
		buf_add(to, rest.at, len);
		buf_text(to, "\r\n");
		rest = (struct str){ end + 1, rest.len - len - 1 };
	}
	buf_str(to, rest);
}

enum format_status format_lesson(struct str bytes, new_id_maker *new_id, void *context, struct buf *out, size_t *ids)
{
	struct arena arena;
	struct buf laid_out, wanted;
	xmlDocPtr document;
	arena_init(&arena);
	buf_init(&laid_out, BUF_CAP);
	buf_init(&wanted, BUF_CAP);
	buf_clear(out);
	*ids = 0;
	enum format_status status = parse(bytes, &document);
	if (status == FORMAT_OK && new_id)
		status = add_ids(xmlDocGetRootElement(document), new_id, context, ids);
	if (status == FORMAT_OK && (!format_meaning(document, &arena, &wanted) ||
				    !layout_document(document, &arena, &laid_out)))
		status = FORMAT_NO_MEMORY;
	if (status == FORMAT_OK) {
		const char *line = memchr(bytes.at, '\n', bytes.len);
		if (line && line > bytes.at && line[-1] == '\r')
			widen_lines(&laid_out, out);
		else
			buf_str(out, buf_view(&laid_out));
		status = buf_failed(out) ? FORMAT_NO_MEMORY : verify(out, &wanted, &arena);
	}
	xmlFreeDoc(document);
	arena_release(&arena);
	buf_release(&laid_out);
	buf_release(&wanted);
	return status;
}
