/* Attributes that an element does not have: why, and what was meant. */
#include "lesson/parse.h"

/* name is an element of that type, and was written as an attribute with the value. */
static void help_element(struct parse *parse, struct diagnostic *d, const struct model_type *type, const char *name,
			 struct str value)
{
	const struct model_attribute *place = type->mixed || type->children ? NULL : type->attributes;
	int len = (int)(value.len > 60 ? 0 : value.len);
	while (place && !place->required)
		place = place->next;
	if (place)
		report_help(parse->report, d, "%s is an element: write <%s %s=\"%.*s\"/> inside", name, name,
			    place->name, len, len ? value.at : "");
	else
		report_help(parse->report, d, "%s is an element: write <%s>%.*s</%s> inside", name, name, len,
			    len ? value.at : "", name);
}

/* What web pages call attributes of ours. */
static const struct {
	const char *from, *to;
} aliases[] = {
	{ "colspan", "columns" }, { "rowspan", "rows" }, { "license", "licence" }, { "href", "to" },
	{ "src", "href" },	  { "url", "href" },	 { "lang", "xml:lang" },   { "type", "kind" },
	{ "answer", "value" }, { "sha256", "digest" },
};

const char *diagnose_attribute_alias(const struct model_type *type, const char *name, struct str value)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		const struct model_attribute *a = model_attribute(type, aliases[i].to);
		if (strcmp(aliases[i].from, name) == 0 && a && (!a->sure || automaton_value(a->sure, str_trim(value))))
			return aliases[i].to;
	}
	return NULL;
}

/* The attribute is written where several are missing of which it could be one: r of an ellipse. Names those instead,
 * and returns whether it did. */
static bool help_instead(struct parse *parse, struct diagnostic *d, const struct model_type *type, struct str value)
{
	struct buf words;
	buf_init(&words, 4096);
	size_t count = 0;
	bool fits = false;
	for (size_t i = 0; i < parse->problem_count; i++) {
		const struct attribute_problem *problem = &parse->problems[i];
		const struct model_attribute *a =
			problem->fault == ATTRIBUTE_MISSING ? model_attribute(type, problem->name) : NULL;
		if (!a || a->unless != ELEMENT_UNKNOWN)
			continue;
		fits = fits || (a->sure && automaton_value(a->sure, str_trim(value)));
		buf_format(&words, " %s=\"…\"", a->name);
		count++;
	}
	bool helps = fits && count > 1;
	if (helps)
		report_help(parse->report, d, "write%s instead", buf_cstr(&words));
	for (size_t i = 0; i < parse->problem_count && helps; i++)
		if (parse->problems[i].fault == ATTRIBUTE_MISSING)
			parse->problems[i].name[0] = '\0';
	diagnose_release(parse, &words);
	return helps;
}

/* Whether the start tag of the element names the attribute. */
static bool is_given(const struct parse *parse, const struct open_element *element, const char *name)
{
	struct str rest = { parse->text.at + element->offset, parse->text.len - element->offset };
	const char *close = memchr(rest.at, '>', rest.len);
	return memmem(rest.at, close ? (size_t)(close - rest.at) : rest.len, name, strlen(name)) != NULL;
}

/* A required attribute of a child of that type, with the name of the child; NULL if none has it. */
static const char *required_by_child(const struct model_type *type, const char *name, const char **child_name)
{
	for (const struct model_child *child = type->children; child; child = child->next) {
		const struct model_attribute *a = model_attribute(child->type, name);
		bool sure = child->required || strcmp(name, "id") != 0; /* many elements have an id */
		if (a && sure && (a->required || a->unless != ELEMENT_UNKNOWN)) {
			*child_name = child->text;
			return a->name;
		}
	}
	return NULL;
}

/* The parent of the element or a child has such an attribute. */
static bool help_other_element(struct parse *parse, struct diagnostic *d, const struct model_type *type,
			       const char *name)
{
	struct open_element *element = parse_top(parse), *outer = parse->depth > 1 ? element - 1 : NULL;
	const char *child = NULL;
	if (outer && outer->missing && strcmp(outer->missing, name) == 0) {
		report_drop(parse->report, outer->missing_at);
		outer->missing = NULL;
		report_help(parse->report, d, "move it to <%s>", element_text(outer->name));
		return true;
	}
	element->stray_attribute = required_by_child(type, name, &child);
	if (child)
		report_help(parse->report, d, "move it to <%s>", child);
	else if (outer && model_attribute(outer->type, name) && !is_given(parse, outer, name))
		report_help(parse->report, d, "delete it, or move it to <%s>", element_text(outer->name));
	else
		return false;
	return true;
}

/* The element is only for the one attribute that it lacks, like <span>. */
static bool help_sole(struct parse *parse, struct diagnostic *d, const struct model_type *type, const char *element)
{
	const struct model_attribute *sole = type->attributes && !type->attributes->next ? type->attributes : NULL;
	for (size_t i = 0; i < parse->problem_count && sole && sole->required; i++) {
		struct attribute_problem *problem = &parse->problems[i];
		if (problem->fault != ATTRIBUTE_MISSING || strcmp(problem->name, sole->name) != 0)
			continue;
		problem->name[0] = '\0';
		report_help(parse->report, d, "delete the tags of <%s>, or write %s=\"…\" instead", element,
			    sole->name);
		return true;
	}
	return false;
}

void diagnose_unknown_attribute(struct parse *parse, const struct named_attribute *attribute, const char *element,
				const struct model_type *type)
{
	struct str value = attribute->attribute.value;
	const char *name = attribute->name;
	struct span span = attribute->name_span;
	parse_top(parse)->unsure = true;
	struct buf names;
	buf_init(&names, 4096);
	for (const struct model_attribute *a = type->attributes; a; a = a->next)
		buf_format(&names, "%s%s", names.len ? ", " : "", a->name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ATTRIBUTE, span, parse_top(parse)->item,
					  "<%s> has no attribute %s", element, name);
	if (names.len)
		report_label(parse->report, d, "it has: %s", buf_cstr(&names));
	else
		report_label(parse->report, d, "it has no attributes");
	diagnose_release(parse, &names);
	enum element_name child = element_find(name);
	struct open_element *outer = parse->depth ? parse_top(parse) - 1 : NULL;
	bool namespace = str_is(value, LESSON_NAMESPACE) || str_is(value, MATH_NAMESPACE);
	if (outer && outer->missing && strcmp(outer->missing, "xmlns") == 0 && namespace) {
		report_drop(parse->report, outer->missing_at);
		outer->missing = NULL;
		report_help(parse->report, d, "did you mean xmlns?");
	} else if (model_child(type, child)) {
		help_element(parse, d, model_child(type, child)->type, name, value);
		element_set_add(&parse_top(parse)->as_attribute, child);
	} else if (strcmp(attribute->meant, name) == 0) {
		if (!help_sole(parse, d, type, element) && !help_instead(parse, d, type, value) &&
		    !help_other_element(parse, d, type, name))
			report_help(parse->report, d, "delete it");
	} else {
		const struct model_attribute *meant = model_attribute(type, attribute->meant);
		report_help(parse->report, d, "did you mean %s?", attribute->meant);
		if (meant && automaton_value(meant->sure, str_trim(value)))
			report_edit(parse->report, d, FIX_UNSAFE, span, str_from(attribute->meant));
	}
}
