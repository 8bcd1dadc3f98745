#include "check/media/media.h"
#include "check/media/svg_style.h"
#include "check/media/svg_uses.h"
#include "lesson/xml_quiet.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <strings.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define NOT_WELL_FORMED "it is not well-formed, or nested too deeply"

struct look {
	struct svg_look *svg;
	xmlParserCtxtPtr parser;
	unsigned depth;
	unsigned style_depth; /* of the open <style>; 0 outside */
	struct buf style;     /* its text, which may arrive in parts */
	struct svg_uses uses;
};

static void PRINTF_LIKE(2, 3) offend(struct look *look, const char *format, ...)
{
	if (look->svg->offences++)
		return;
	va_list args;
	va_start(args, format);
	vsnprintf(look->svg->offence, sizeof(look->svg->offence), format, args);
	va_end(args);
	/* It may have been cut within a character. */
	for (char *c = look->svg->offence; *c; c++)
		if ((unsigned char)*c < ' ' || (unsigned char)*c >= 0x7f)
			*c = '?';
	look->svg->line = (unsigned)xmlSAX2GetLineNumber(look->parser);
}

/* The offset of the first match, ignoring case; len if there is none. */
static size_t find(struct str s, const char *sought)
{
	size_t len = strlen(sought);
	for (size_t i = 0; i + len <= s.len; i++)
		if (strncasecmp(s.at + i, sought, len) == 0)
			return i;
	return s.len;
}

/* Writes the start of a URL without white space, as browsers read it. */
static struct str plain_address(struct str value, char *plain, size_t room)
{
	size_t len = 0;
	for (size_t i = 0; i < value.len && len < room - 1; i++)
		if ((unsigned char)value.at[i] > ' ')
			plain[len++] = value.at[i];
	plain[len] = '\0';
	return (struct str){ plain, len };
}

/* Whether a URL refers to this file, or starts with one of kinds, which end with NULL. */
static bool stays_inside(struct str plain, const char *const *kinds)
{
	if (plain.len == 0 || plain.at[0] == '#')
		return true;
	while (*kinds && find(plain, *kinds) != 0)
		kinds++;
	return *kinds;
}

/* Styles may refer to this file, and embed pictures and fonts. */
static void look_at_style(struct look *look, struct str style)
{
	static const char *const kinds[] = { "data:image/", "data:font/", "data:application/font-",
					     "data:application/x-font-", NULL };
	if (!memchr(style.at, '(', style.len) && !memchr(style.at, '@', style.len))
		return;
	struct style_scan scan;
	style_scan_init(&scan, style);
	char plain[64];
	for (enum style_load load; (load = style_scan_next(&scan)) != STYLE_END;) {
		if (load == STYLE_IMPORT)
			offend(look, "an external style sheet (@import)");
		else if (load == STYLE_COMPUTED)
			offend(look, "a style that loads the value of %.20s()", buf_cstr(&scan.word));
		else if (!stays_inside(plain_address(buf_view(&scan.word), plain, sizeof(plain)), kinds))
			offend(look, "a style that loads \"%.60s\"", plain);
	}
	look->svg->failed = look->svg->failed || buf_failed(&scan.word);
	style_scan_release(&scan);
}

/* A reference may refer to this file or embed a raster image; an embedded SVG could run scripts. */
static const char *const pictures[] = { "data:image/png", "data:image/jpeg", "data:image/webp", "data:image/gif",
					"data:image/avif", NULL };

static void look_at_reference(struct look *look, const char *name, struct str value)
{
	char plain[64];
	struct str s = plain_address(value, plain, sizeof(plain));
	if (stays_inside(s, pictures))
		return;
	if (find(s, "javascript:") == 0 || find(s, "vbscript:") == 0)
		offend(look, "a script in %s", name);
	else
		offend(look, "%s=\"%.50s\", which is outside the file", name, plain);
}

static struct str attribute_value(const xmlChar **a)
{
	return (struct str){ (const char *)a[3], (size_t)(a[4] - a[3]) };
}

/* Whether all URLs that an animation assigns to an attribute, separated by semicolons, refer to this file. */
static bool animates_inside(const xmlChar **attributes, int count)
{
	for (int i = 0; i < count; i++) {
		const char *name = (const char *)attributes[(size_t)i * 5];
		if (strcmp(name, "to") != 0 && strcmp(name, "from") != 0 && strcmp(name, "by") != 0 &&
		    strcmp(name, "values") != 0)
			continue;
		struct str rest = attribute_value(attributes + (size_t)i * 5);
		while (rest.len) {
			size_t len = find(rest, ";");
			char plain[64];
			if (!stays_inside(plain_address((struct str){ rest.at, len }, plain, sizeof(plain)), pictures))
				return false;
			len += len < rest.len;
			rest.at += len;
			rest.len -= len;
		}
	}
	return true;
}

/* Attributes in other namespaces, such as Inkscape's, mean nothing to browsers. */
static bool means_something(const char *uri)
{
	return !uri || strcmp(uri, "http://www.w3.org/1999/xlink") == 0 ||
	       strcmp(uri, (const char *)XML_XML_NAMESPACE) == 0;
}

static void look_at_attributes(struct look *look, const char *element, const xmlChar **attributes, int count)
{
	for (int i = 0; i < count; i++) {
		const xmlChar **a = attributes + (size_t)i * 5;
		const char *name = (const char *)a[0], *uri = (const char *)a[2];
		struct str value = attribute_value(a);
		if (!means_something(uri))
			continue;
		if (!uri && strncasecmp(name, "on", 2) == 0)
			offend(look, "an event handler (%.30s)", name);
		else if (strcmp(name, "href") == 0 || strcmp(name, "src") == 0 || (uri && strcmp(name, "base") == 0))
			look_at_reference(look, name, value);
		else if (strcmp(name, "attributeName") != 0)
			look_at_style(look, value);
		else if (find(value, "on") == 0 ||
			 (find(value, "href") < value.len && !animates_inside(attributes, count)))
			offend(look, "<%.20s> that changes %.*s", element, STR_ARG(value));
	}
}

/* The value of the attribute, or of that in another namespace if there is none; no value if there is neither. */
static struct str value_of(const char *name, const xmlChar **attributes, int count)
{
	struct str found = STR_NONE;
	for (int i = 0; i < count; i++) {
		const xmlChar **a = attributes + (size_t)i * 5;
		if (strcmp((const char *)a[0], name) == 0 && (!found.at || !a[2]))
			found = attribute_value(a);
	}
	return found;
}

static void give_up(struct look *look, const char *why)
{
	look->svg->broken = why;
	xmlStopParser(look->parser);
}

/* Counts what is shown again. */
static void look_at_use(struct look *look, const char *name, const xmlChar **attributes, int count)
{
	struct str target = strcmp(name, "use") == 0 ? value_of("href", attributes, count) : STR_NONE;
	bool inside = target.len > 1 && target.at[0] == '#';
	svg_uses_open(&look->uses, value_of("id", attributes, count),
		      inside ? (struct str){ target.at + 1, target.len - 1 } : STR_NONE);
}

static void start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
		  const xmlChar **namespaces, int attribute_count, int defaulted, const xmlChar **attributes)
{
	(void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
	struct look *look = ((xmlParserCtxtPtr)context)->_private;
	static const char *const active[] = { "script", "foreignObject", "iframe", "embed",
					      "object", "handler",	 "audio",  "video" };
	const char *name = (const char *)local;
	for (size_t i = 0; i < sizeof(active) / sizeof(active[0]); i++)
		if (strcasecmp(name, active[i]) == 0)
			offend(look, "<%s>", name);
	if (uri && strcmp((const char *)uri, "http://www.w3.org/1999/xhtml") == 0)
		offend(look, "<%.30s> of HTML", name);
	/* Browsers ignore the element within a style sheet, so the text around it is joined. */
	if (look->style_depth)
		offend(look, "<%.30s> in a style sheet", name);
	look_at_attributes(look, name, attributes, attribute_count);
	if (look->depth == 0 && (!uri || strcmp((const char *)uri, SVG_NAMESPACE) != 0)) {
		give_up(look, "browsers show nothing, because <svg> lacks xmlns=\"" SVG_NAMESPACE "\"");
		return;
	}
	if (look->depth == SVG_DEPTH_MAX) {
		give_up(look, NOT_WELL_FORMED);
		return;
	}
	look_at_use(look, name, attributes, attribute_count);
	look->depth++;
	if (!look->style_depth && strcasecmp(name, "style") == 0)
		look->style_depth = look->depth;
}

static void end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	(void)local, (void)prefix, (void)uri;
	struct look *look = ((xmlParserCtxtPtr)context)->_private;
	if (look->style_depth == look->depth) {
		look_at_style(look, buf_view(&look->style));
		buf_clear(&look->style);
		look->style_depth = 0;
	}
	if (look->depth == 0)
		return;
	svg_uses_close(&look->uses);
	look->depth--;
}

static void characters(void *context, const xmlChar *text, int len)
{
	struct look *look = ((xmlParserCtxtPtr)context)->_private;
	if (look->style_depth && look->style_depth == look->depth)
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
	*svg = (struct svg_look){ .broken = NULL };
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
				  .startElementNs = start,
				  .endElementNs = end,
				  .characters = characters,
				  .cdataBlock = characters,
				  .entityDecl = declare_entity,
				  .processingInstruction = instruction };
	xml_quiet();
	xmlParserCtxtPtr parser = bytes.len < 1 << 30 ? xmlCreateMemoryParserCtxt(bytes.at, (int)bytes.len) : NULL;
	if (!parser) {
		svg->failed = bytes.len != 0;
		svg->broken = NOT_WELL_FORMED;
		return;
	}
	struct look look = { .svg = svg, .parser = parser };
	buf_init(&look.style, BUF_CAP);
	svg_uses_init(&look.uses);
	xmlSAXHandlerPtr own = parser->sax;
	parser->sax = &handler;
	parser->_private = &look;
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	xmlParseDocument(parser);
	if (!svg->broken && parser->wellFormed && svg_uses_too_many(&look.uses))
		svg->broken = "it shows so many elements again with <use> that browsers hang";
	svg->failed = svg->failed || parser->errNo == XML_ERR_NO_MEMORY || buf_failed(&look.style) || look.uses.failed;
	buf_release(&look.style);
	svg_uses_release(&look.uses);
	if (!parser->wellFormed || svg->broken) {
		svg->broken = svg->broken ? svg->broken : NOT_WELL_FORMED;
		if (!svg->offences)
			svg->line = parser->input ? (unsigned)parser->input->line : 0;
	}
	parser->sax = own;
	xmlFreeDoc(parser->myDoc);
	parser->myDoc = NULL;
	xmlFreeParserCtxt(parser);
}
