/* The <rule> elements of satchel.xml. */
#include "base/nearest.h"
#include "check/core/config_reader.h"

#include <errno.h>
#include <stdlib.h>

/* A stored <rule> element. */
struct setting {
	struct str name; /* for a family, without the slash */
	struct span span;
	bool severity_set;
	enum severity severity;
	const xmlNode *element;
	struct setting *next;
};

static bool names_a_rule(struct str selector)
{
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (rule_selector_matches(selector, rule_get((enum rule_id)id)))
			return true;
	return false;
}

static void no_such_rule(struct config_reader *reader, const xmlNode *element, const char *name)
{
	const char *near = rule_nearest(str_from(name));
	struct diagnostic *d = report_add(reader->tree.report, RULE_CONFIG_UNKNOWN_NAME,
					  attribute_span(reader->tree.source, element, "name"), STR_NONE,
					  "unknown rule \"%s\"", name);
	if (strncmp(name, "custom/", 7) == 0)
		report_help(reader->tree.report, d, "set the severity of a pattern at the <pattern> itself");
	else if (near)
		report_help(reader->tree.report, d, "did you mean \"%s\"?", near);
	else
		report_help(reader->tree.report, d, "satchel-lint --list-rules lists all rules");
}

static void no_such_option(struct config_reader *reader, const xmlNode *element, const char *rule, const char *name)
{
	struct nearest nearest;
	bool any = false;
	nearest_init(&nearest, str_from(name));
	for (unsigned id = 0; id < OPTION_COUNT; id++) {
		const struct rule_option *option = rule_option_get((enum option_id)id);
		if (strcmp(option->rule, rule) != 0)
			continue;
		nearest_offer(&nearest, option->name);
		any = true;
	}
	struct diagnostic *d = report_add(reader->tree.report, RULE_CONFIG_UNKNOWN_NAME,
					  attribute_span(reader->tree.source, element, "name"), STR_NONE,
					  "%s has no option \"%s\"", rule, name);
	if (nearest.best)
		report_help(reader->tree.report, d, "did you mean \"%s\"?", nearest.best);
	else
		report_help(reader->tree.report, d,
			    any ? "satchel-lint --show-config shows the options of each rule"
				: "the rule has no options");
}

static bool whole_number(const char *text, long *number)
{
	char *end;
	const char *digits = text + (*text == '-' || *text == '+');
	if (*digits < '0' || *digits > '9')
		return false;
	errno = 0;
	*number = strtol(text, &end, 10);
	return errno == 0 && *end == '\0';
}

static void read_option(struct config_reader *reader, const xmlNode *element, const char *rule)
{
	static const char *const attributes[] = { "name", "value", NULL };
	tree_know(&reader->tree, element, attributes);
	const char *name = tree_need(&reader->tree, element, "name"),
		   *value = tree_need(&reader->tree, element, "value");
	if (!name || !value)
		return;
	enum option_id id = rule_option_find(str_from(rule), str_from(name));
	if (id == OPTION_COUNT) {
		no_such_option(reader, element, rule, name);
		return;
	}
	for (const xmlNode *other = element->prev; other; other = other->prev) {
		const char *before =
			other->type == XML_ELEMENT_NODE ? tree_attribute(&reader->tree, other, "name") : NULL;
		if (before && strcmp(before, name) == 0) {
			tree_twice(&reader->tree, attribute_span(reader->tree.source, element, "name"),
				   element_span(reader->tree.source, other), "the option", name);
			return;
		}
	}
	const struct rule_option *option = rule_option_get(id);
	long number = 0;
	if (whole_number(value, &number) && number >= option->least && number <= option->most) {
		reader->config->settings.options[id] = number;
		return;
	}
	struct diagnostic *d = report_add(reader->tree.report, RULE_CONFIG_BAD_VALUE,
					  attribute_span(reader->tree.source, element, "value"), STR_NONE,
					  "invalid value \"%s\" for %s", value, name);
	report_help(reader->tree.report, d, "write a whole number from %ld to %ld: %s", option->least, option->most,
		    option->summary);
}

/* Reads the options of a rule; a family, for which rule is NULL, has none. */
static void read_options(struct config_reader *reader, const xmlNode *element, const char *rule)
{
	static const char *const names[] = { "option", NULL }, *const none[] = { NULL };
	for (xmlNode *child = tree_next(&reader->tree, element->children); child;
	     child = tree_next(&reader->tree, child->next)) {
		if (!tree_is(&reader->tree, child, "option")) {
			tree_misplaced(&reader->tree, child, names);
			continue;
		}
		xmlNode *inner = tree_next(&reader->tree, child->children);
		if (inner)
			tree_misplaced(&reader->tree, inner, none);
		if (rule)
			read_option(reader, child, rule);
		else
			report_help(reader->tree.report,
				    report_add(reader->tree.report, RULE_CONFIG_STRUCTURE,
					       element_span(reader->tree.source, child), STR_NONE,
					       "a family has no options"),
				    "set the option at the rule that it belongs to");
	}
}

void config_read_rule(struct config_reader *reader, const xmlNode *element)
{
	static const char *const attributes[] = { "name", "severity", NULL };
	tree_know(&reader->tree, element, attributes);
	const char *name = tree_need(&reader->tree, element, "name");
	if (!name)
		return;
	struct setting *setting = arena_alloc(&reader->config->arena, sizeof(*setting)), **last = &reader->settings;
	if (!setting) {
		reader->tree.failed = true;
		return;
	}
	enum rule_id rule = rule_find(str_from(name));
	struct str selector = str_from(name);
	if (!names_a_rule(selector)) {
		no_such_rule(reader, element, name);
		return;
	}
	selector.len -= selector.at[selector.len - 1] == '/';
	*setting = (struct setting){ .name = selector,
				     .span = attribute_span(reader->tree.source, element, "name"),
				     .severity = config_severity(reader, element, SEVERITY_OFF),
				     .element = element };
	const char *severity = tree_attribute(&reader->tree, element, "severity");
	setting->severity_set = severity && severity_parse(str_from(severity), &setting->severity);
	for (; *last; last = &(*last)->next) {
		if (str_equal((*last)->name, setting->name)) {
			tree_twice(&reader->tree, setting->span, (*last)->span,
				   rule == RULE_COUNT ? "the family" : "the rule", name);
			return;
		}
	}
	*last = setting;
	read_options(reader, element, rule == RULE_COUNT ? NULL : name);
	if (!element->properties->next && !tree_next(&reader->tree, element->children))
		report_help(reader->tree.report,
			    report_add(reader->tree.report, RULE_CONFIG_STRUCTURE,
				       element_span(reader->tree.source, element), STR_NONE,
				       "this <rule> sets nothing"),
			    rule == RULE_COUNT ? "add severity=\"error\", warning, info or off"
					       : "add severity=\"error\", warning, info or off, or an <option>");
	struct rule_settings scratch = reader->config->settings;
	if (setting->severity_set && !rule_settings_set(&scratch, selector, setting->severity))
		report_help(reader->tree.report,
			    report_add(reader->tree.report, RULE_CONFIG_BAD_VALUE, setting->span, STR_NONE,
				       "\"%s\" is always an error", name),
			    "delete this: unreadable files cannot be checked");
}

/* First "all", then families, then rules. */
void config_apply_rules(struct config_reader *reader)
{
	struct rule_settings *settings = &reader->config->settings;
	for (unsigned pass = 0; pass < 3; pass++) {
		for (const struct setting *s = reader->settings; s; s = s->next) {
			unsigned when = str_is(s->name, "all") ? 0 : rule_find(s->name) == RULE_COUNT ? 1 : 2;
			/* Reading has already reported rules that cannot be set. */
			if (when == pass && s->severity_set && !rule_settings_set(settings, s->name, s->severity))
				continue;
		}
	}
}
