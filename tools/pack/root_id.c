#include "pack/root_id.h"

#include "base/file.h"
#include "lesson/reader.h"
#include "lesson/xml_quiet.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* Context of the handler, in the parser's _private. */
struct root_search {
	struct buf *id;
	bool found;
};

static void start_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
			  int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted_count,
			  const xmlChar **attributes)
{
	xmlParserCtxt *parser = data;
	struct root_search *search = parser->_private;
	(void)name, (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted_count;
	/* Five pointers per attribute: name, prefix, namespace, start and end of the value. */
	for (int i = 0; i < attribute_count; i++, attributes += 5) {
		if (attributes[1] || strcmp((const char *)attributes[0], "id") != 0)
			continue;
		buf_add(search->id, (const char *)attributes[3], (size_t)(attributes[4] - attributes[3]));
		search->found = true;
	}
	xmlStopParser(parser);
}

enum root_id_status root_id_read(const char *path, struct buf *id)
{
	struct buf bytes;
	struct root_search search = { .id = id };
	xmlParserCtxt *parser = NULL;
	buf_init(&bytes, BUF_CAP);
	enum file_status read = file_read(path, LESSON_SIZE_MAX, &bytes);
	enum root_id_status status = read == FILE_NO_MEMORY ? ROOT_ID_NO_MEMORY : ROOT_ID_NONE;
	if (read != FILE_OK || bytes.len == 0)
		goto out;
	xml_quiet();
	parser = xmlCreateMemoryParserCtxt(buf_cstr(&bytes), (int)bytes.len);
	if (!parser) {
		status = ROOT_ID_NO_MEMORY;
		goto out;
	}
	/* Other mistakes in the file don't matter here. */
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	parser->_private = &search;
	parser->sax->startElementNs = start_element;
	xmlParseDocument(parser);
	if (parser->errNo == XML_ERR_NO_MEMORY || buf_failed(id))
		status = ROOT_ID_NO_MEMORY;
	else if (search.found)
		status = ROOT_ID_FOUND;
	xmlFreeDoc(parser->myDoc);
out:
	xmlFreeParserCtxt(parser);
	buf_release(&bytes);
	return status;
}
