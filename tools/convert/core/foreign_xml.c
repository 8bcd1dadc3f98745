#include "convert/core/foreign_xml.h"

#include "lesson/xml_quiet.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <limits.h>
#include <stdio.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *xml_error;
#else
typedef xmlErrorPtr xml_error;
#endif

struct parsing {
	xmlParserCtxtPtr parser;
	bool declares;	  /* its document type declares entities */
	char damage[200]; /* where and why it is not well-formed, and libxml2's words; or "" */
	bool no_memory;
};

static struct parsing *parsing_of(void *context)
{
	return ((xmlParserCtxtPtr)context)->_private;
}

static void refuse_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
			  const xmlChar *system_id, xmlChar *content)
{
	(void)name, (void)type, (void)public_id, (void)system_id, (void)content;
	parsing_of(context)->declares = true;
	xmlStopParser(context);
}

static void refuse_unparsed(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id,
			    const xmlChar *notation)
{
	(void)notation;
	refuse_entity(context, name, 0, public_id, system_id, NULL);
}

/* Finds &nbsp; and the like, as HTML names them. */
static xmlEntityPtr find_entity(void *context, const xmlChar *name)
{
	xmlParserCtxtPtr parser = context;
	xmlEntityPtr known = xmlGetPredefinedEntity(name);
	if (!known && parser->myDoc)
		known = xmlGetDocEntity(parser->myDoc, name);
	const htmlEntityDesc *html = known ? NULL : htmlEntityLookup(name);
	if (known || !html || !parser->myDoc)
		return known;
	char reference[16];
	snprintf(reference, sizeof(reference), "&#%u;", html->value);
	if (!parser->myDoc->intSubset && !xmlCreateIntSubset(parser->myDoc, BAD_CAST "html", NULL, NULL))
		return NULL;
	return xmlAddDocEntity(parser->myDoc, name, XML_INTERNAL_GENERAL_ENTITY, NULL, NULL, BAD_CAST reference);
}

/* Keeps the first error. */
static void note_error(void *context, xml_error error)
{
	struct parsing *parsing = parsing_of(context);
	parsing->no_memory = parsing->no_memory || error->code == XML_ERR_NO_MEMORY;
	if (error->level < XML_ERR_ERROR || parsing->damage[0])
		return;
	snprintf(parsing->damage, sizeof(parsing->damage), "line %d: %s", error->line,
		 error->message ? error->message : "");
	for (char *end; (end = strpbrk(parsing->damage, "\r\n"));)
		*end = '\0';
}

enum result foreign_xml_parse(struct ledger *ledger, struct str name, struct str bytes, xmlDocPtr *document,
			      struct buf *why)
{
	xml_quiet();
	struct parsing parsing = { .parser = xmlNewParserCtxt() };
	const char *damage = parsing.damage;
	*document = NULL;
	if (!parsing.parser)
		return RESULT_NO_MEMORY;
	parsing.parser->_private = &parsing;
	parsing.parser->sax->entityDecl = refuse_entity;
	parsing.parser->sax->unparsedEntityDecl = refuse_unparsed;
	parsing.parser->sax->externalSubset = NULL;
	parsing.parser->sax->getEntity = find_entity;
	parsing.parser->sax->serror = note_error;
	if (bytes.len <= INT_MAX)
		*document =
			xmlCtxtReadMemory(parsing.parser, bytes.at, (int)bytes.len, NULL, NULL,
					  XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA |
						  XML_PARSE_HUGE | XML_PARSE_BIG_LINES | XML_PARSE_COMPACT);
	xmlFreeParserCtxt(parsing.parser);
	bool rooted = *document && xmlDocGetRootElement(*document);
	if (rooted && !parsing.declares && !parsing.no_memory) {
		if (damage[0])
			ledger_changef(ledger, ledger_read(ledger, LEDGER_FILE, name, 0), "it is not well-formed XML",
				       "read as far as possible", "damage in %s", damage);
		return RESULT_OK;
	}
	if (parsing.declares)
		buf_text(why, "it declares entities (<!ENTITY>), which is refused for safety");
	else
		buf_format(why, "it is not XML: %s", damage[0] ? damage : "there is no element");
	xmlFreeDoc(*document);
	*document = NULL;
	return parsing.no_memory ? RESULT_NO_MEMORY : RESULT_REFUSED;
}

struct str foreign_attribute(const xmlNode *element, const char *name)
{
	for (const xmlAttr *a = element->properties; a; a = a->next)
		if (!a->ns && strcmp((const char *)a->name, name) == 0)
			return a->children && a->children->content ? str_from((const char *)a->children->content)
								   : STR("");
	return STR_NONE;
}

const xmlNode *foreign_child(const xmlNode *element, const char *name)
{
	const xmlNode *node = element->children;
	while (node && !foreign_is(node, name))
		node = node->next;
	return node;
}

const xmlNode *foreign_next(const xmlNode *element, const char *name)
{
	const xmlNode *node = element->next;
	while (node && !foreign_is(node, name))
		node = node->next;
	return node;
}
