#include "check/media.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <strings.h>

enum { DEPTH_MAX = 200 };

struct look {
	struct svg_look *svg;
	xmlParserCtxtPtr parser;
	unsigned depth;
	bool in_style;
	struct buf style; /* the text of a style sheet, which may come in parts */
};

static void PRINTF_LIKE(2, 3) offend(struct look *look, const char *format, ...)
{
	if (look->svg->offences++)
		return;
	va_list args;
	va_start(args, format);
	vsnprintf(look->svg->offence, sizeof(look->svg->offence), format, args);
	va_end(args);
	/* It may be cut within a character. */
	for (char *c = look->svg->offence; *c; c++)
		if ((unsigned char)*c < ' ' || (unsigned char)*c >= 0x7f)
			*c = '?';
	look->svg->line = (unsigned)xmlSAX2GetLineNumber(look->parser);
}

/* Where the first of what is sought stands, whatever its case; len where it does not. */
static size_t find(struct str s, const char *sought)
{
	size_t len = strlen(sought);
	for (size_t i = 0; i + len <= s.len; i++)
		if (strncasecmp(s.at + i, sought, len) == 0)
			return i;
	return s.len;
}

/* What a style may not do: load anything but a part of this file or a picture within it. */
static void look_at_style(struct look *look, struct str style)
{
	if (find(style, "@import") < style.len)
		offend(look, "a style sheet that is loaded from elsewhere (@import)");
	/* What is escaped could hide any of these words. */
	if (memchr(style.at, '\\', style.len))
		offend(look, "an escape in a style, which can hide an address");
	while (style.len) {
		size_t at = find(style, "url(");
		if (at == style.len)
			return;
		style.at += at + 4;
		style.len -= at + 4;
		while (style.len && strchr(" \t\n'\"", *style.at))
			style.at++, style.len--;
		if (style.len == 0 || (*style.at != '#' && find(style, "data:image/") != 0))
			offend(look, "a style that loads \"%.60s\"", style.len ? style.at : "");
	}
}

/* A reference may lead to a part of this file or be a raster picture; another SVG inside could run scripts. */
static void look_at_reference(struct look *look, const char *name, struct str value)
{
	char plain[64];
	size_t len = 0;
	for (size_t i = 0; i < value.len && len < sizeof(plain) - 1; i++)
		if ((unsigned char)value.at[i] > ' ')
			plain[len++] = value.at[i];
	plain[len] = '\0';
	struct str s = { plain, len };
	if (len == 0 || plain[0] == '#')
		return;
	static const char *const pictures[] = { "data:image/png", "data:image/jpeg", "data:image/webp",
						"data:image/gif" };
	for (size_t i = 0; i < sizeof(pictures) / sizeof(pictures[0]); i++)
		if (find(s, pictures[i]) == 0)
			return;
	if (find(s, "javascript:") == 0 || find(s, "vbscript:") == 0)
		offend(look, "a script in %s", name);
	else
		offend(look, "%s=\"%.50s\", which leads out of the file", name, plain);
}

static void look_at_attribute(struct look *look, const char *element, const char *name, struct str value)
{
	if (strncasecmp(name, "on", 2) == 0)
		offend(look, "an event handler (%.30s)", name);
	else if (strcmp(name, "href") == 0 || strcmp(name, "src") == 0)
		look_at_reference(look, name, value);
	else if (strcmp(name, "attributeName") == 0 && (find(value, "href") < value.len || find(value, "on") == 0))
		offend(look, "<%.20s> that changes %.*s", element, STR_ARG(value));
	else
		look_at_style(look, value);
}

static void start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
		  const xmlChar **namespaces, int attribute_count, int defaulted, const xmlChar **attributes)
{
	(void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
	struct look *look = ((xmlParserCtxtPtr)context)->_private;
	static const char *const active[] = { "script", "foreignObject", "iframe", "embed",
					      "object", "handler",	 "audio",  "video" };
	const char *name = (const char *)local;
	for (size_t i = 0; i < sizeof(active) / sizeof(active[0]); i++)
		if (strcasecmp(name, active[i]) == 0)
			offend(look, "<%s>", name);
	for (int i = 0; i < attribute_count; i++) {
		const xmlChar **a = attributes + (size_t)i * 5;
		look_at_attribute(look, name, (const char *)a[0],
				  (struct str){ (const char *)a[3], (size_t)(a[4] - a[3]) });
	}
	look->in_style = strcasecmp(name, "style") == 0;
	if (++look->depth > DEPTH_MAX) {
		look->svg->broken = true;
		xmlStopParser(look->parser);
	}
}

static void end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	(void)local, (void)prefix, (void)uri;
	struct look *look = ((xmlParserCtxtPtr)context)->_private;
	look->depth--;
	if (look->in_style)
		look_at_style(look, buf_view(&look->style));
	buf_clear(&look->style);
	look->in_style = false;
}

static void characters(void *context, const xmlChar *text, int len)
{
	struct look *look = ((xmlParserCtxtPtr)context)->_private;
	if (look->in_style)
		buf_add(&look->style, (const char *)text, (size_t)len);
}

static void declare_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
			   const xmlChar *system_id, xmlChar *content)
{
	(void)type, (void)public_id, (void)system_id, (void)content;
	struct look *look = ((xmlParserCtxtPtr)context)->_private;
	offend(look, "<!ENTITY %.30s", (const char *)name);
}

static void instruction(void *context, const xmlChar *target, const xmlChar *data)
{
	(void)data;
	struct look *look = ((xmlParserCtxtPtr)context)->_private;
	if (xmlStrcasecmp(target, (const xmlChar *)"xml-stylesheet") == 0)
		offend(look, "<?xml-stylesheet?>");
}

void svg_look(struct str bytes, struct svg_look *svg)
{
	*svg = (struct svg_look){ .broken = false };
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
				  .startElementNs = start,
				  .endElementNs = end,
				  .characters = characters,
				  .cdataBlock = characters,
				  .entityDecl = declare_entity,
				  .processingInstruction = instruction };
	xmlParserCtxtPtr parser = bytes.len < 1 << 30 ? xmlCreateMemoryParserCtxt(bytes.at, (int)bytes.len) : NULL;
	if (!parser) {
		svg->failed = bytes.len != 0;
		svg->broken = true;
		return;
	}
	struct look look = { .svg = svg, .parser = parser };
	buf_init(&look.style, BUF_CAP);
	xmlSAXHandlerPtr own = parser->sax;
	parser->sax = &handler;
	parser->_private = &look;
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	xmlParseDocument(parser);
	svg->failed = parser->errNo == XML_ERR_NO_MEMORY || buf_failed(&look.style);
	buf_release(&look.style);
	if (!parser->wellFormed || svg->broken) {
		svg->broken = true;
		if (!svg->offences)
			svg->line = parser->input ? (unsigned)parser->input->line : 0;
	}
	parser->sax = own;
	xmlFreeDoc(parser->myDoc);
	parser->myDoc = NULL;
	xmlFreeParserCtxt(parser);
}
