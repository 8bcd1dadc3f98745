#include "check/config_reader.h"

#include "base/nearest.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *config_attribute(struct config_reader *reader, const xmlNode *element, const char *name)
{
	for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
		if (attribute->ns || strcmp((const char *)attribute->name, name) != 0)
			continue;
		xmlChar *text = xmlNodeGetContent((const xmlNode *)attribute);
		struct str value = str_from((const char *)text);
		while (value.len && is_space(value.at[0]))
			value = (struct str){ value.at + 1, value.len - 1 };
		while (value.len && is_space(value.at[value.len - 1]))
			value.len--;
		const char *copy = text ? arena_copy(&reader->config->arena, value.at, value.len) : NULL;
		xmlFree(text);
		reader->failed = reader->failed || !copy;
		return copy;
	}
	return NULL;
}

const char *config_need(struct config_reader *reader, const xmlNode *element, const char *name)
{
	const char *value = config_attribute(reader, element, name);
	if (!value && !reader->failed) {
		struct diagnostic *d =
			report_add(reader->report, RULE_CONFIG_STRUCTURE, element_span(reader->source, element),
				   STR_NONE, "<%s> lacks the attribute %s", element->name, name);
		report_help(reader->report, d, "add %s=\"…\"", name);
	}
	return value;
}

static void offer_all(struct nearest *nearest, const char *const *names)
{
	for (; *names; names++)
		nearest_offer(nearest, *names);
}

static bool is_among(const char *name, const char *const *names)
{
	while (*names && strcmp(name, *names) != 0)
		names++;
	return *names != NULL;
}

void config_know(struct config_reader *reader, const xmlNode *element, const char *const *names)
{
	static const char instance[] = "http://www.w3.org/2001/XMLSchema-instance";
	for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
		const char *name = (const char *)attribute->name;
		bool foreign = attribute->ns != NULL;
		if (foreign ? strcmp((const char *)attribute->ns->href, instance) == 0 : is_among(name, names))
			continue;
		struct nearest nearest;
		nearest_init(&nearest, str_from(name));
		offer_all(&nearest, names);
		struct diagnostic *d =
			report_add(reader->report, RULE_CONFIG_STRUCTURE, attribute_span(reader->source, element, name),
				   STR_NONE, "<%s> has no attribute \"%s\"", element->name, name);
		if (nearest.best)
			report_help(reader->report, d, "did you mean \"%s\"?", nearest.best);
		else
			report_help(reader->report, d, "delete it");
	}
}

bool config_is(const xmlNode *node, const char *name)
{
	return node->ns && strcmp((const char *)node->ns->href, CONFIG_NAMESPACE) == 0 &&
	       strcmp((const char *)node->name, name) == 0;
}

xmlNode *config_next(struct config_reader *reader, xmlNode *node)
{
	for (; node && node->type != XML_ELEMENT_NODE; node = node->next) {
		bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
		if (!text || xmlIsBlankNode(node))
			continue;
		struct diagnostic *d =
			report_add(reader->report, RULE_CONFIG_STRUCTURE, element_span(reader->source, node->parent),
				   STR_NONE, "text stands in <%s>, where none can", node->parent->name);
		report_help(reader->report, d, "delete it, or put it into a comment: <!-- … -->");
	}
	return node;
}

void config_misplaced(struct config_reader *reader, const xmlNode *element, const char *const *names)
{
	struct nearest nearest;
	struct buf allowed;
	buf_init(&allowed, 4096);
	nearest_init(&nearest, str_from((const char *)element->name));
	offer_all(&nearest, names);
	for (size_t i = 0; names[i]; i++)
		buf_format(&allowed, "%s<%s>", i == 0 ? "" : names[i + 1] ? ", " : " and ", names[i]);
	struct diagnostic *d =
		report_add(reader->report, RULE_CONFIG_STRUCTURE, element_span(reader->source, element), STR_NONE,
			   "<%s> can't stand in <%s>", element->name, element->parent->name);
	if (nearest.best && strcmp(nearest.best, (const char *)element->name) == 0)
		report_help(reader->report, d, "it must be of the namespace " CONFIG_NAMESPACE);
	else if (nearest.best)
		report_help(reader->report, d, "did you mean <%s>?", nearest.best);
	else if (allowed.len)
		report_help(reader->report, d, "only %s can", buf_cstr(&allowed));
	else
		report_help(reader->report, d, "the element is empty");
	buf_release(&allowed);
}

void config_twice(struct config_reader *reader, struct span span, struct span earlier, const char *what,
		  const char *name)
{
	struct place place = source_place(reader->source, earlier);
	struct diagnostic *d = report_add(reader->report, RULE_CONFIG_CONTRADICTION, span, STR_NONE,
					  "%s \"%s\" stands at line %u already", what, name, place.line);
	report_help(reader->report, d, "keep one of the two");
}

enum severity config_severity(struct config_reader *reader, const xmlNode *element, enum severity otherwise)
{
	const char *value = config_attribute(reader, element, "severity");
	enum severity severity = otherwise;
	if (!value || severity_parse(str_from(value), &severity))
		return severity;
	struct diagnostic *d = report_add(reader->report, RULE_CONFIG_BAD_VALUE,
					  attribute_span(reader->source, element, "severity"), STR_NONE,
					  "\"%s\" is no severity", value);
	report_help(reader->report, d, "write error, warning, info or off");
	return otherwise;
}

bool config_glob(struct config_reader *reader, const xmlNode *element, const char *name, const char *glob)
{
	const char *wrong = *glob == '\0'	      ? "is empty"
			    : *glob == '/'	      ? "begins with a slash"
			    : strchr(glob, '\\')      ? "holds a backslash"
			    : strncmp(glob, "./", 2) == 0 || strncmp(glob, "../", 3) == 0 || strstr(glob, "/../") ||
					    strcmp(glob, "..") == 0 || strcmp(glob, ".") == 0
				    ? "has . or .. for a folder"
				    : NULL;
	if (!wrong)
		return true;
	struct diagnostic *d = report_add(reader->report, RULE_CONFIG_BAD_VALUE,
					  attribute_span(reader->source, element, name), STR_NONE, "this path %s", wrong);
	report_help(reader->report, d, "write it as seen from the folder of this file, such as drafts/**");
	return false;
}
