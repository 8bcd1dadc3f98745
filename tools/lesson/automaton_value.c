#include "lesson/patterns.h"

#include "base/buf.h"
#include "lesson/xsd.h"

#include <stdlib.h>

/* Of built-in types, values that are valid in every edition of XSD 1.0 and XML, white space collapsed. */
static const struct {
	const char *name, *pattern; /* NULL: any value */
} built_in[] = {
	{ "token", NULL },
	{ "language", "[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?" },
	{ "boolean", "true|false|1|0" },
	{ "date",
	  "[1-9][0-9]{3}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)" },
	{ "positiveInteger", "[1-9][0-9]{0,8}" },
	{ "anyURI", "[A-Za-z0-9._~\\-]+(/[A-Za-z0-9._~\\-]+)*" },
};

/* A value without white space at its ends, and with single spaces inside. */
#define COLLAPSED "([!-~]+( [!-~]+)*)?"

struct value_reader {
	const xmlNode *schema;
	struct patterns *patterns;
	struct buf text;
	size_t most;
	bool collapsed; /* the value must be as it is after collapsing white space */
	unsigned nesting;
	bool unsure;
};

static bool add(struct value_reader *r, const char *pattern)
{
	r->collapsed = true;
	return patterns_add(r->patterns, pattern);
}

static bool add_built_in(struct value_reader *r, const xmlNode *node, const char *attribute)
{
	xmlChar *name = xsd_name_in(node, attribute, XSD_NAMESPACE);
	size_t i = 0, count = sizeof(built_in) / sizeof(built_in[0]);
	while (name && i < count && strcmp((const char *)name, built_in[i].name) != 0)
		i++;
	bool known = name && i < count;
	xmlFree(name);
	return known && (!built_in[i].pattern || add(r, built_in[i].pattern));
}

/* Collects the values of facets of that name as alternatives, literally or as patterns. Returns their number. */
static size_t collect(struct value_reader *r, const xmlNode *restriction, const char *facet, bool literal)
{
	size_t count = 0;
	buf_clear(&r->text);
	for (const xmlNode *node = restriction->children; node; node = node->next) {
		xmlChar *value = xsd_is(node, facet) ? xmlGetNoNsProp(node, (const xmlChar *)"value") : NULL;
		if (!value)
			continue;
		if (count++)
			buf_char(&r->text, '|');
		for (const char *c = (const char *)value; *c; c++) {
			if (literal && (unsigned char)*c < 0x80 && !ascii_is_alphanumeric(*c))
				buf_char(&r->text, '\\');
			buf_char(&r->text, *c);
		}
		xmlFree(value);
	}
	return count;
}

/* The value of a facet as a number; if it is not there, what it is without. */
static size_t number(struct value_reader *r, const xmlNode *restriction, const char *facet, size_t without)
{
	char *end = NULL;
	if (collect(r, restriction, facet, false) == 0)
		return without;
	size_t value = strtoul(buf_cstr(&r->text), &end, 10);
	r->unsure = r->unsure || *end || !ascii_is_digit(r->text.at[0]) || value > 999;
	return value;
}

/* The whole numbers from one to another. */
static bool add_numbers(struct value_reader *r, size_t first, size_t last)
{
	buf_clear(&r->text);
	for (size_t n = first; n <= last && !r->unsure; n++)
		buf_format(&r->text, "%s%zu", n > first ? "|" : "", n);
	return first <= last && add(r, buf_cstr(&r->text));
}

static bool add_facets(struct value_reader *r, const xmlNode *restriction)
{
	bool known = true;
	if (collect(r, restriction, "pattern", false))
		known = add(r, buf_cstr(&r->text));
	if (known && collect(r, restriction, "enumeration", true))
		known = add(r, buf_cstr(&r->text));
	if (known && (collect(r, restriction, "maxInclusive", false) || collect(r, restriction, "minInclusive", false)))
		known = add_numbers(r, number(r, restriction, "minInclusive", 1),
				    number(r, restriction, "maxInclusive", 0));
	size_t least = number(r, restriction, "minLength", 0), most = number(r, restriction, "maxLength", r->most);
	r->most = most < r->most ? most : r->most;
	if (known && least == 1)
		known = patterns_add(r->patterns, "\2\1*");
	return known && least <= 1 && !r->unsure;
}

static bool add_type(struct value_reader *r, const xmlNode *node, const char *attribute)
{
	const xmlNode *type = xsd_refers(r->schema, node, attribute, "simpleType");
	if (!type)
		return add_built_in(r, node, attribute);
	if (!xsd_has_only(type, "annotation restriction", "name") || ++r->nesting > 8)
		return false;
	const xmlNode *restriction = type->children;
	while (restriction && !xsd_is(restriction, "restriction"))
		restriction = restriction->next;
	return restriction &&
	       xsd_has_only(restriction, "annotation pattern enumeration minLength maxLength minInclusive maxInclusive",
			    "base") &&
	       add_type(r, restriction, "base") && add_facets(r, restriction);
}

const struct value_automaton *automaton_read_value(const xmlNode *schema, const xmlNode *attribute, struct arena *arena)
{
	struct value_reader r = { .schema = schema, .patterns = patterns_new(arena), .most = SIZE_MAX };
	buf_init(&r.text, BUF_CAP);
	bool known = r.patterns && add_type(&r, attribute, "type") &&
		     patterns_add(r.patterns, r.collapsed ? COLLAPSED : "\1*");
	struct value_automaton *automaton = known && !buf_failed(&r.text) ? patterns_compile(r.patterns, arena) : NULL;
	if (automaton)
		automaton->most = r.most;
	if (buf_failed(&r.text))
		arena->failed = true;
	buf_release(&r.text);
	return automaton;
}
