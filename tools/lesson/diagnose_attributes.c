#include "base/nearest.h"
#include "lesson/id.h"
#include "lesson/parse.h"

#include <libxml/xmlerror.h>

static const struct open_element *parent_of(const struct parse *parse)
{
	return &parse->stack[parse->depth];
}

/* Requirements for the values of each type of the schema. The test of this module compares the list with lesson.xsd. */
static const struct {
	const char *type;
	const char *wants;
} wants[] = {
	{ "id", ID_FORM ": q-ect-course" },
	{ "difficulty", "a whole number from 1 to 5" },
	{ "progress", "keep or reset, and the version that was released last: keep since 1.2.0" },
	{ "cell-span", "a whole number from 1 to 100" },
	{ "web-address", "an address that starts with https:// or http:// and a host, or with mailto:" },
	{ "file-path", "the relative path of a file, with forward slashes: images/heart.svg" },
	{ "doi", "a DOI without a prefix: 10.1016/S0140-6736(17)32802-7" },
	{ "some-text", "text that is not empty" },
	{ "date", "a real date as YYYY-MM-DD, without a time zone: 2026-11-20" },
	{ "boolean", "true or false" },
	{ "language", "a language tag: en, en-GB, de" },
	{ "target", "the id of a lesson, a part or an item, or a lesson and its part: lesson#part" },
};

const char *diagnose_wants(const char *type)
{
	for (size_t i = 0; i < sizeof(wants) / sizeof(wants[0]); i++)
		if (strcmp(wants[i].type, type) == 0)
			return wants[i].wants;
	return NULL;
}

void diagnose_language(struct report *report, struct diagnostic *d, const struct language_mistake *mistake)
{
	if (mistake->what[0])
		report_label(report, d, "%s", mistake->what);
	if (mistake->meant[0])
		report_help(report, d, "did you mean \"%s\"?", mistake->meant);
	else
		report_help(report, d, "it must be %s", diagnose_wants("language"));
}

/* Suggests the nearest of the allowed values: 'a', 'b', 'c'. */
static void suggest_choice(struct parse *parse, struct diagnostic *d, const char *choices, struct str value)
{
	char copy[256];
	struct nearest nearest;
	nearest_init(&nearest, value);
	snprintf(copy, sizeof(copy), "%s", choices);
	char *rest = NULL;
	for (char *word = strtok_r(copy, "', ", &rest); word; word = strtok_r(NULL, "', ", &rest))
		nearest_offer(&nearest, word);
	if (nearest.best)
		report_help(parse->report, d, "did you mean '%s'?", nearest.best);
	else
		report_help(parse->report, d, "write one of %s", choices);
}

static void diagnose_bad_value(struct parse *parse, const struct attribute_problem *problem,
			       const struct model_type *type, struct span tag, const struct named_attribute *attributes,
			       size_t count)
{
	struct str value = STR("");
	struct span span = tag;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(attributes[i].name, problem->name) != 0)
			continue;
		value = attributes[i].attribute.value;
		span = attributes[i].attribute.span;
	}
	uint32_t name = (uint32_t)strlen(problem->name);
	/* A missing value has already been reported. */
	if (value.len == 0 && span.start > name && report_is_malformed(parse->report, (struct span){ span.start - name, span.end }))
		return;
	struct str item = parent_of(parse)->item;
	struct diagnostic *d;
	if (value.len == 0)
		d = report_add(parse->report, RULE_SCHEMA_BAD_VALUE, span, item, "the attribute %s is empty",
			       problem->name);
	else
		d = report_add(parse->report, RULE_SCHEMA_BAD_VALUE, span, item, "invalid value '%.*s%s' for %s",
			       (int)(value.len > 80 ? 80 : value.len), value.at, value.len > 80 ? "…" : "",
			       problem->name);
	const struct model_attribute *model = model_attribute(type, problem->name);
	const char *kind = model && model->type ? model->type : "";
	const char *wanted = diagnose_wants(kind);
	struct language_mistake mistake;
	if (strcmp(kind, "language") == 0 && value.len && !language_tag_check(value, &mistake))
		diagnose_language(parse->report, d, &mistake);
	else if (problem->choices[0])
		suggest_choice(parse, d, problem->choices, value);
	else if (wanted && strcmp(kind, "id") == 0 && value.len > 64)
		report_help(parse->report, d, "an id has at most 64 characters; this one has %zu", value.len);
	else if (wanted && strcmp(kind, "doi") == 0 && memmem(value.at, value.len, "10.", 3))
		report_help(parse->report, d, "delete the text before '10.': it must be %s", wanted);
	else if (wanted && value.len == 0 && !model->required)
		report_help(parse->report, d, "it must be %s, or delete the attribute", wanted);
	else if (wanted)
		report_help(parse->report, d, "it must be %s", wanted);
}

/* The only missing attribute of the element; NULL if none or several are missing. */
static struct attribute_problem *only_missing(struct parse *parse)
{
	struct attribute_problem *missing = NULL;
	for (size_t i = 0; i < parse->problem_count; i++) {
		struct attribute_problem *problem = &parse->problems[i];
		if (problem->fault != ATTRIBUTE_MISSING || !problem->name[0])
			continue;
		if (missing)
			return NULL;
		missing = problem;
	}
	return missing;
}

/* The attribute that an unknown one was probably meant to be, or NULL. */
static const char *meant_by(struct parse *parse, const char *name, const struct model_type *type, struct str value)
{
	struct nearest nearest;
	nearest_init(&nearest, str_from(name));
	for (const struct model_attribute *a = type->attributes; a; a = a->next)
		nearest_offer(&nearest, a->name);
	if (strcmp(name, "lang") == 0 && model_attribute(type, "xml:lang"))
		return "xml:lang";
	if (nearest.best)
		return nearest.best;
	const struct attribute_problem *missing = only_missing(parse);
	if (missing)
		return missing->name;
	bool web = str_starts(value, "https://") || str_starts(value, "http://");
	for (const struct model_attribute *a = type->attributes; web && a; a = a->next)
		if (a->type && strcmp(a->type, "web-address") == 0)
			return a->name;
	return NULL;
}

static void diagnose_unknown_attribute(struct parse *parse, const struct named_attribute *attribute, const char *name,
				       enum element_name element, const struct model_type *type, struct span span)
{
	struct str value = attribute ? attribute->attribute.value : STR_NONE;
	const char *meant = meant_by(parse, name, type, value);
	struct buf names;
	buf_init(&names, 4096);
	for (const struct model_attribute *a = type->attributes; a; a = a->next)
		buf_format(&names, "%s%s", names.len ? ", " : "", a->name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ATTRIBUTE, span, parent_of(parse)->item,
					  "<%s> has no attribute %s", element_text(element), name);
	if (names.len)
		report_label(parse->report, d, "it has: %s", buf_cstr(&names));
	else
		report_label(parse->report, d, "it has no attributes");
	diagnose_release(parse, &names);
	enum element_name child = element_find(name);
	if (child != ELEMENT_UNKNOWN && model_child(type, child)) {
		int len = (int)(value.len > 60 ? 0 : value.len);
		report_help(parse->report, d, "%s is an element: write <%s>%.*s</%s> inside", name, name, len,
			    len ? value.at : "", name);
		parse->stack[parse->depth].as_attribute |= 1ull << child;
		return;
	}
	if (!meant) {
		report_help(parse->report, d, "delete it");
		return;
	}
	report_help(parse->report, d, "did you mean %s?", meant);
	if (attribute)
		report_edit(parse->report, d, FIX_UNSAFE, span, str_from(meant));
	/* It is present under another name, so not missing. */
	for (size_t i = 0; i < parse->problem_count; i++)
		if (parse->problems[i].fault == ATTRIBUTE_MISSING && strcmp(parse->problems[i].name, meant) == 0)
			parse->problems[i].name[0] = '\0';
}

static void diagnose_missing_attribute(struct parse *parse, const char *missing, enum element_name element,
				       const struct model_type *type, struct span tag)
{
	const char *name = element_text(element);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISSING_ATTRIBUTE, tag, parent_of(parse)->item,
					  "<%s> has no %s", name, missing);
	const struct model_attribute *model = model_attribute(type, missing);
	const char *wanted = model && model->type ? diagnose_wants(model->type) : NULL;
	bool given = strcmp(missing, "id") == 0 &&
		     (element == ELEMENT_QUESTION || element == ELEMENT_CARD || element == ELEMENT_CLOZE ||
		      element == ELEMENT_ENTRY || element == ELEMENT_SECTION);
	if (given)
		report_help(parse->report, d, "run satchel-fmt, which adds one, or write <%s %s=\"…\">", name, missing);
	else if (wanted && strcmp(model->type, "id") != 0)
		report_help(parse->report, d, "write <%s %s=\"…\">; it must be %s", name, missing, wanted);
	else
		report_help(parse->report, d, "write <%s %s=\"…\">", name, missing);
}

/* The validator omits prefixes: xml:lang is lang. */
static bool is_called(const char *written, const char *name)
{
	const char *colon = strchr(written, ':');
	return strcmp(written, name) == 0 || (colon && strcmp(colon + 1, name) == 0);
}

void diagnose_attributes(struct parse *parse, enum element_name name, const struct model_type *type, struct span tag,
			 const struct named_attribute *attributes, size_t count)
{
	for (size_t i = 0; i < parse->problem_count; i++) {
		struct attribute_problem *problem = &parse->problems[i];
		struct span span = tag;
		if (problem->fault != ATTRIBUTE_UNKNOWN || !type)
			continue;
		const struct named_attribute *written = NULL;
		for (size_t j = 0; j < count; j++)
			if (is_called(attributes[j].name, problem->name) && !model_attribute(type, attributes[j].name))
				written = &attributes[j];
		if (written)
			span = written->name_span;
		diagnose_unknown_attribute(parse, written, written ? written->name : problem->name, name, type, span);
	}
	struct str item = parent_of(parse)->item;
	for (size_t i = 0; i < parse->problem_count; i++) {
		struct attribute_problem *problem = &parse->problems[i];
		if (problem->fault == ATTRIBUTE_BAD_VALUE) {
			diagnose_bad_value(parse, problem, type, tag, attributes, count);
		} else if (problem->fault == ATTRIBUTE_MISSING && problem->name[0]) {
			diagnose_missing_attribute(parse, problem->name, name, type, tag);
		}
	}
	if (parse->problems_left_out) {
		struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ATTRIBUTE, tag, item,
						  "<%s> has %zu more mistakes in its attributes", element_text(name),
						  parse->problems_left_out);
		report_help(parse->report, d, "fix those that are named and run again");
	}
}

/* The part of message between two markers, or STR_NONE. */
static struct str between(const char *message, const char *before, const char *after)
{
	const char *start = strstr(message, before);
	if (!start)
		return STR_NONE;
	start += strlen(before);
	const char *end = strstr(start, after);
	return (struct str){ start, end ? (size_t)(end - start) : strlen(start) };
}

static struct str without_namespace(struct str name)
{
	const char *brace = name.at ? memchr(name.at, '}', name.len) : NULL;
	return brace ? (struct str){ brace + 1, (size_t)(name.at + name.len - brace) - 1 } : name;
}

struct attribute_problem *diagnose_note_attribute(struct parse *parse, enum attribute_fault fault, struct str qualified)
{
	struct str name = without_namespace(qualified);
	char text[sizeof(parse->problems[0].name)];
	bool is_xml = qualified.at != name.at && memmem(qualified.at, qualified.len, "XML/1998", 8);
	snprintf(text, sizeof(text), "%s%.*s", is_xml ? "xml:" : "", STR_ARG(name));
	/* The validator reports an invalid value twice: the violated facet, and the type. */
	for (size_t i = 0; i < parse->problem_count; i++)
		if (parse->problems[i].fault == fault && strcmp(parse->problems[i].name, text) == 0)
			return &parse->problems[i];
	if (parse->problem_count == ATTRIBUTE_PROBLEMS_MAX) {
		parse->problems_left_out++;
		return NULL;
	}
	struct attribute_problem *problem = &parse->problems[parse->problem_count++];
	*problem = (struct attribute_problem){ .fault = fault };
	memcpy(problem->name, text, sizeof(text));
	return problem;
}

/* Converts "Expected is one of ( {ns}a, {ns}b )." to "a b ". */
static void note_expected(struct parse *parse, const char *message)
{
	size_t used = 0;
	parse->content_stopped = true;
	parse->expected[0] = '\0';
	const char *p = strstr(message, "Expected is");
	while (p && (p = strchr(p, '}'))) {
		p++;
		size_t len = strcspn(p, " ,)");
		int wrote = snprintf(parse->expected + used, sizeof(parse->expected) - used, "%.*s ", (int)len, p);
		if (wrote < 0 || (size_t)wrote >= sizeof(parse->expected) - used) {
			parse->expected[used] = '\0';
			break;
		}
		used += (size_t)wrote;
	}
}

static void note_bad_value(struct parse *parse, const char *message)
{
	struct attribute_problem *problem =
		diagnose_note_attribute(parse, ATTRIBUTE_BAD_VALUE, between(message, ", attribute '", "'"));
	if (!problem)
		return;
	struct str choices = between(message, "is not an element of the set {", "}");
	if (choices.at)
		snprintf(problem->choices, sizeof(problem->choices), "%.*s", STR_ARG(choices));
}

void diagnose_note_schema_error(struct parse *parse, int code, const char *message)
{
	switch (code) {
	case XML_SCHEMAV_ELEMENT_CONTENT: note_expected(parse, message); break;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
		diagnose_note_attribute(parse, ATTRIBUTE_UNKNOWN, between(message, ", attribute '", "'"));
		break;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
		diagnose_note_attribute(parse, ATTRIBUTE_MISSING, between(message, "The attribute '", "'"));
		break;
	case XML_SCHEMAV_CVC_IDC:
		/* Ids and references are checked by rules, with precise locations and over the whole tree; the
		 * validator only knows the element. */
		break;
	default:
		if (strstr(message, ", attribute '"))
			note_bad_value(parse, message);
		break;
	}
}
