#include "merge/well_formed.h"

#include "lesson/bytes.h"

#include <libxml/parser.h>
#include <limits.h>

static void note_doctype(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	xmlParserCtxt *parser = context;
	(void)name, (void)public_id, (void)system_id;
	parser->_private = parser;
	xmlStopParser(parser);
}

/* Why bytes are not well-formed. The base of branches that were merged into each other may have a conflict. */
static const char *reason_of(struct str bytes)
{
	static const char marker[] = "\n<<<<<<<";
	if (!bytes.len)
		return "is empty";
	bool conflict = str_starts(bytes, marker + 1) || memmem(bytes.at, bytes.len, marker, strlen(marker));
	return conflict ? "has a merge conflict" : "is not well-formed XML";
}

bool xml_is_well_formed(struct str bytes, const char **why)
{
	*why = NULL;
	if (!bytes_are_utf8(bytes) || bytes.len > INT_MAX) {
		*why = bytes.len > INT_MAX ? "is too large" : "is not in UTF-8";
		return false;
	}
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	if (!parser)
		return false;
	/* Without handlers, libxml2 checks and keeps nothing. */
	*parser->sax = (xmlSAXHandler){ .initialized = XML_SAX2_MAGIC, .internalSubset = note_doctype };
	xmlFreeDoc(xmlCtxtReadMemory(parser, bytes.at ? bytes.at : "", (int)bytes.len, NULL, "UTF-8",
				     XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
	bool doctype = parser->_private != NULL, no_memory = !doctype && parser->errNo == XML_ERR_NO_MEMORY;
	bool good = !doctype && parser->wellFormed && parser->nsWellFormed;
	xmlFreeParserCtxt(parser);
	if (!good && !no_memory)
		*why = doctype ? "has a DOCTYPE" : reason_of(bytes);
	return good;
}
