#include "base/nearest.h"
#include "lesson/id.h"
#include "lesson/number_meant.h"
#include "lesson/orcid.h"
#include "lesson/parse.h"

#include <libxml/xmlerror.h>

static const struct open_element *parent_of(const struct parse *parse)
{
	return &parse->stack[parse->depth];
}

#define LANGUAGE_FORM "a language tag: en, en-GB, de"

/* What the value of an attribute must be; NULL if its type lists the values. attribute may be NULL. */
static const char *wants(const struct model_attribute *attribute)
{
	const char *type = attribute ? attribute->type : "";
	return strcmp(type, "id") == 0         ? ID_FORM ": q-ect-course"
	       : strcmp(type, "boolean") == 0  ? "true or false"
	       : strcmp(type, "language") == 0 ? LANGUAGE_FORM
	       : attribute                     ? attribute->wants
					       : NULL;
}

void diagnose_language(struct report *report, struct diagnostic *d, const struct language_mistake *mistake)
{
	if (mistake->what[0])
		report_label(report, d, "%s", mistake->what);
	if (mistake->meant[0])
		report_help(report, d, "did you mean \"%s\"?", mistake->meant);
	else
		report_help(report, d, "it must be " LANGUAGE_FORM);
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

/* Suggests the number that was meant; false if that is not clear. */
static bool suggest_number(struct parse *parse, struct diagnostic *d, const struct model_type *type,
			   const struct model_attribute *model, struct str value)
{
	const struct number_meant meant = number_meant(parse->builder.arena, model, value);
	if (!meant.text.len)
		return false;
	if (number_is_ambiguous(value))
		report_help(parse->report, d,
			    "the decimal sign is a point, and nothing is between thousands: write "
			    "\"%.*s%.3s\" or \"%.*s\"",
			    (int)(value.len - 4), value.at, value.at + value.len - 3, STR_ARG(meant.text));
	else if (meant.unit.len && model_attribute(type, "unit"))
		report_help(parse->report, d, "did you mean \"%.*s\"? the unit is an attribute: unit=\"%.*s\"",
			    STR_ARG(meant.text), STR_ARG(meant.unit));
	else if (!meant.unit.len || str_is(meant.unit, "%"))
		report_help(parse->report, d, "did you mean \"%.*s\"? %s", STR_ARG(meant.text), meant.rule);
	else
		return false;
	return true;
}

static void diagnose_bad_value(struct parse *parse, const struct attribute_problem *problem,
			       const struct model_type *type, struct span tag, const struct named_attribute *attributes,
			       size_t count)
{
	struct str value = STR("");
	struct span span = tag, written = { 0, 0 };
	for (size_t i = 0; i < count; i++) {
		if (strcmp(attributes[i].name, problem->name) != 0)
			continue;
		value = attributes[i].attribute.value;
		span = attributes[i].attribute.span;
		written = (struct span){ attributes[i].name_span.start, span.end + 1 };
	}
	/* What is not written as an attribute should be was reported already. */
	if (parse_is_broken(parse, written))
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
	const char *kind = model ? model->type : "", *wanted = wants(model);
	if (problem->choices[0] || strcmp(kind, "boolean") == 0)
		parse_top(parse)->unsure = true; /* the lesson has no such value */
	struct str meant;
	struct language_mistake mistake;
	if (strcmp(kind, "language") == 0 && value.len && !language_tag_check(value, &mistake))
		diagnose_language(parse->report, d, &mistake);
	else if (suggest_number(parse, d, type, model, str_trim(value)))
		;
	else if (problem->choices[0])
		suggest_choice(parse, d, problem->choices, value);
	else if (wanted && strcmp(kind, "id") == 0 && value.len > 64)
		report_help(parse->report, d, "an id has at most 64 characters; this one has %zu", value.len);
	else if (strcmp(kind, "id") == 0 && (meant = id_meant(parse->builder.arena, value)).len)
		report_help(parse->report, d, "did you mean \"%.*s\"? it must be %s", STR_ARG(meant), wanted);
	else if (wanted && strcmp(kind, "doi") == 0 && memmem(value.at, value.len, "10.", 3))
		report_help(parse->report, d, "delete the text before '10.': it must be %s", wanted);
	else if (strcmp(kind, "orcid") == 0 && orcid_has_form(str_trim(value)))
		report_help(parse->report, d, "check all digits: the last one must be %c after these, as a check digit",
			    orcid_check_digit(str_trim(value)));
	else if (wanted && value.len == 0 && !model->required && model->unless == ELEMENT_UNKNOWN)
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

static bool is_given(const struct model_attribute *a, const struct named_attribute *attributes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(attributes[i].meant, a->name) == 0)
			return true;
	return false;
}

/* Whether text can be the value, or was meant to be. */
static bool can_be_value(const struct model_attribute *a, struct str text)
{
	if (strcmp(a->type, "id") == 0)
		return text.len && text.at[0] >= 'a' && text.at[0] <= 'z';
	return !a->sure || automaton_value(a->sure, str_trim(text));
}

/* The attribute that an unknown one was meant to be; itself if that is unclear. */
static const char *meant_by(struct parse *parse, const struct named_attribute *attribute, const struct model_type *type,
			    const struct named_attribute *attributes, size_t count)
{
	const char *name = attribute->name;
	struct str value = attribute->attribute.value;
	bool web = str_starts(value, "https://") || str_starts(value, "http://");
	if (parse->renamed && strcmp(name, "kind") == 0)
		return name; /* the element was read as another because of it */
	const struct attribute_problem *missing = only_missing(parse);
	const char *only = NULL, *address = NULL, *alias = diagnose_attribute_alias(type, name, value);
	struct nearest nearest;
	nearest_init(&nearest, str_from(name));
	for (const struct model_attribute *a = type->attributes; a; a = a->next) {
		if (is_given(a, attributes, count))
			continue;
		nearest_offer(&nearest, a->name);
		if (missing && strcmp(missing->name, a->name) == 0 && can_be_value(a, value))
			only = a->name;
		if (web && strcmp(a->type, "web-address") == 0)
			address = a->name;
		if (alias && strcmp(a->name, alias) == 0)
			return a->name;
	}
	return nearest.best ? nearest.best : only ? only : address ? address : name;
}

/* The validator omits prefixes: xml:lang is lang. */
static bool is_called(const char *written, const char *name)
{
	size_t len = sizeof((struct attribute_problem){ .name = "" }.name) - 1; /* a longer name is cut */
	const char *colon = strchr(written, ':');
	return strncmp(written, name, len) == 0 || (colon && strncmp(colon + 1, name, len) == 0);
}

/* The attribute that a problem is about, if its name is unknown. */
static struct named_attribute *find_unknown(const struct attribute_problem *problem, const struct model_type *type,
					    struct named_attribute *attributes, size_t count)
{
	struct named_attribute *found = NULL;
	for (size_t i = 0; i < count && problem->fault == ATTRIBUTE_UNKNOWN; i++)
		if (is_called(attributes[i].name, problem->name) && !model_attribute(type, attributes[i].name))
			found = &attributes[i];
	return found;
}

void diagnose_note_meant(struct parse *parse, const struct model_type *type, struct named_attribute *attributes,
			 size_t count)
{
	for (size_t i = 0; type && i < parse->problem_count; i++) {
		struct named_attribute *unknown = find_unknown(&parse->problems[i], type, attributes, count);
		if (!unknown || model_child(type, element_find(unknown->name)))
			continue;
		unknown->meant = meant_by(parse, unknown, type, attributes, count);
		for (size_t j = 0; j < parse->problem_count; j++)
			if (parse->problems[j].fault == ATTRIBUTE_MISSING &&
			    strcmp(parse->problems[j].name, unknown->meant) == 0)
				parse->problems[j].name[0] = '\0';
	}
}

/* The tag of an element that is written as another, with what it needs. */
static void help_tag(struct parse *parse, const char *name, const struct model_type *type,
		     const struct named_attribute *attributes, size_t count)
{
	struct buf words;
	buf_init(&words, 4096);
	bool empty = parse_tag_is_empty(parse);
	for (const struct model_attribute *a = type->attributes; a; a = a->next) {
		struct str value = a->required || (a->unless != ELEMENT_UNKNOWN && empty) ? STR("…") : STR_NONE;
		for (size_t i = 0; i < count; i++)
			if (strcmp(attributes[i].meant, a->name) == 0)
				value = attributes[i].attribute.value;
		if (value.at && (value.len > 60 || memchr(value.at, '"', value.len)))
			value = STR("…");
		if (value.at)
			buf_format(&words, " %s=\"%.*s\"", a->name, STR_ARG(value));
	}
	report_help(parse->report, parse->renamed, "write <%s%s%s>", name, buf_cstr(&words), empty ? "/" : "");
	diagnose_release(parse, &words);
}

static void diagnose_missing_attribute(struct parse *parse, const char *missing, const char *name,
				       const struct model_type *type, struct span tag)
{
	enum element_name element = element_find(name);
	const struct model_attribute *model = model_attribute(type, missing);
	const struct open_element *outer = parse->depth ? parse_top(parse) - 1 : NULL;
	if (outer && outer->stray_attribute && strcmp(outer->stray_attribute, missing) == 0)
		return; /* reported there */
	parse_top(parse)->missing = model ? model->name : NULL;
	parse_top(parse)->missing_at = report_mark(parse->report);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISSING_ATTRIBUTE, tag, parent_of(parse)->item,
					  "<%s> has no %s", name, missing);
	const char *wanted = wants(model);
	bool given = strcmp(missing, "id") == 0 &&
		     (element_is_item(element) || element == ELEMENT_SECTION ||
		      element == ELEMENT_QUESTION_SET);
	if (model && model->unless != ELEMENT_UNKNOWN)
		report_help(parse->report, d, "write <%s %s=\"…\">, or put a <%s> for each of several into it", name,
			    missing, element_text(model->unless));
	else if (given)
		report_help(parse->report, d, "run satchel-fmt, which adds one, or write <%s %s=\"…\">", name, missing);
	else if (wanted && strcmp(model->type, "id") != 0)
		report_help(parse->report, d, "write <%s %s=\"…\">; it must be %s", name, missing, wanted);
	else
		report_help(parse->report, d, "write <%s %s=\"…\">", name, missing);
}

/* Whether the attribute is missing only if no child replaces it; then the end of the element decides. */
static bool owe(struct open_element *element, const char *missing)
{
	const struct model_attribute *a = element->type ? element->type->attributes : NULL;
	for (unsigned bit = 1; a; a = a->next, bit <<= 1)
		if (a->unless != ELEMENT_UNKNOWN && strcmp(a->name, missing) == 0) {
			element->owed |= (unsigned char)bit;
			return true;
		}
	return false;
}

void diagnose_owed(struct parse *parse)
{
	const struct open_element *element = parse_top(parse);
	unsigned bit = 1;
	for (const struct model_attribute *a = element->type->attributes; a; a = a->next, bit <<= 1)
		if (element->owed & bit && !element_set_has(&element->seen, a->unless))
			diagnose_missing_attribute(parse, a->name, element_text(element->name), element->type,
						   element->tag);
}

void diagnose_replaced(struct parse *parse, enum element_name name, struct span tag)
{
	struct open_element *parent = parse_top(parse);
	const struct model_attribute *a = parent->type ? parent->type->attributes : NULL;
	for (unsigned bit = 1; a && (a->unless != name || parent->owed & bit); bit <<= 1)
		a = a->next;
	if (!a)
		return;
	const char *outer = element_text(parent->name), *inner = element_text(name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
					  "<%s> can't be in a <%s> that has %s itself", inner, outer, a->name);
	report_help(parse->report, d, "write a <%s> with its own %s for each, and <%s> without", inner, a->name, outer);
	parent->replaced = false;
	parent->stray_attribute = a->name;
}

void diagnose_attributes(struct parse *parse, const char *name, const struct model_type *type, struct span tag,
			 struct named_attribute *attributes, size_t count)
{
	if (type && !parse->renamed && diagnose_likeness(parse, name, type, tag, attributes, count))
		return;
	/* What a broken tag lacks may only be unreadable. */
	bool broken = parse_is_broken(parse, (struct span){ tag.start, parse_span(parse, parse->markup_end, 0).start });
	bool wrong = false, empty = parse_tag_is_empty(parse);
	for (size_t i = 0; i < parse->problem_count; i++) {
		struct attribute_problem *problem = &parse->problems[i];
		struct named_attribute *unknown = type ? find_unknown(problem, type, attributes, count) : NULL;
		const struct model_attribute *lacks =
			problem->fault == ATTRIBUTE_MISSING ? model_attribute(type, problem->name) : NULL;
		bool owed = lacks && lacks->unless != ELEMENT_UNKNOWN && !empty;
		wrong = wrong || unknown || (lacks && !owed);
		if (unknown && !parse->renamed)
			diagnose_unknown_attribute(parse, unknown, name, type);
	}
	if (wrong && parse->renamed && type)
		help_tag(parse, name, type, attributes, count);
	struct str item = parent_of(parse)->item;
	for (size_t i = 0; i < parse->problem_count; i++) {
		struct attribute_problem *problem = &parse->problems[i];
		if (problem->fault == ATTRIBUTE_BAD_VALUE)
			diagnose_bad_value(parse, problem, type, tag, attributes, count);
		else if (problem->fault == ATTRIBUTE_MISSING && problem->name[0] && !broken &&
			 !((!parse->renamed || !empty) && owe(parse_top(parse), problem->name)) && !parse->renamed)
			diagnose_missing_attribute(parse, problem->name, name, type, tag);
	}
	if (parse->problems_left_out) {
		struct diagnostic *d =
			report_add(parse->report, RULE_SCHEMA_UNKNOWN_ATTRIBUTE, tag, item,
				   "<%s> has %zu more mistakes in its attributes", name, parse->problems_left_out);
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
