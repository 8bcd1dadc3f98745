#include "base/nearest.h"
#include "base/options.h"
#include "check/core/config_reader.h"
#include "lesson/id.h"

#define ROLE(name) (1u << ROLE_##name)

static const struct {
	const char *name;
	unsigned roles;
} roles[] = {
	{ "title", ROLE(TITLE) },
	{ "summary", ROLE(SUMMARY) },
	{ "objective", ROLE(OBJECTIVE) },
	{ "prose", ROLE(PARAGRAPH) | ROLE(LIST_ITEM) | ROLE(CALLOUT) | ROLE(CELL) | ROLE(TAKEAWAY) },
	{ "caption", ROLE(CAPTION) },
	{ "credit", ROLE(CREDIT) },
	{ "vignette", ROLE(VIGNETTE) },
	{ "stem", ROLE(STEM) },
	{ "option", ROLE(OPTION) },
	{ "feedback", ROLE(FEEDBACK) },
	{ "explanation", ROLE(EXPLANATION) },
	{ "front", ROLE(FRONT) },
	{ "back", ROLE(BACK) },
	{ "cloze", ROLE(CLOZE) },
	{ "extra", ROLE(EXTRA) },
	{ "term", ROLE(TERM) },
	{ "definition", ROLE(DEFINITION) },
	{ "source", ROLE(SOURCE) },
	{ "alt", ROLE(ALT) },
	{ "abbr", ROLE(ABBR) },
	{ "hint", ROLE(HINT) },
	{ "all", (1u << ROLE_COUNT) - 1 },
};
enum { ROLES = sizeof(roles) / sizeof(roles[0]) };

static const char *const kinds[] = {
	[CUSTOM_MUST_NOT] = "must-not", [CUSTOM_MUST] = "must",	      [CUSTOM_AT_MOST] = "at-most",
	[CUSTOM_AT_LEAST] = "at-least", [CUSTOM_ONE_WAY] = "one-way",
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]), TIMES_MAX = 1000000 };

const char *custom_kind_name(enum custom_kind kind)
{
	return kinds[kind];
}

unsigned custom_roles_named(unsigned rest, const char **name)
{
	*name = NULL;
	size_t all = ROLES - 1;
	if ((rest & roles[all].roles) == roles[all].roles) {
		*name = roles[all].name;
		return 0;
	}
	for (size_t i = 0; i < all; i++) {
		if (!(rest & roles[i].roles))
			continue;
		*name = roles[i].name;
		return rest & ~roles[i].roles;
	}
	return 0;
}

static struct diagnostic *wrong(struct config_reader *reader, enum rule_id rule, const xmlNode *element,
				const char *attribute, const char *message)
{
	return report_add(reader->tree.report, rule, attribute_span(reader->tree.source, element, attribute), STR_NONE,
			  "%s", message);
}

static void read_name(struct config_reader *reader, const xmlNode *element, struct custom_rule *rule)
{
	const char *name = tree_need(&reader->tree, element, "name");
	if (!name)
		return;
	struct str full = STR_NONE;
	if (!id_looks_valid(str_from(name))) {
		struct diagnostic *d =
			wrong(reader, RULE_CONFIG_BAD_VALUE, element, "name", "invalid name of a pattern");
		report_help(reader->tree.report, d, "use " ID_FORM);
		return;
	}
	struct buf text;
	buf_init(&text, 4096);
	buf_format(&text, "custom/%s", name);
	full = arena_str(&reader->config->arena, buf_view(&text));
	reader->tree.failed = reader->tree.failed || buf_failed(&text) || !full.at;
	buf_release(&text);
	if (full.at && rule_find(full) != RULE_COUNT) {
		struct diagnostic *d = wrong(reader, RULE_CONFIG_CONTRADICTION, element, "name",
					     "the name is that of a rule of the program");
		report_help(reader->tree.report, d, "give the pattern a name that says what it is about");
	}
	rule->name = full.at;
}

static void read_kind(struct config_reader *reader, const xmlNode *element, struct custom_rule *rule)
{
	const char *kind = tree_attribute(&reader->tree, element, "kind");
	struct nearest nearest;
	if (!kind)
		return;
	nearest_init(&nearest, str_from(kind));
	for (unsigned i = 0; i < KINDS; i++) {
		nearest_offer(&nearest, kinds[i]);
		if (strcmp(kind, kinds[i]) == 0) {
			rule->kind = (enum custom_kind)i;
			return;
		}
	}
	struct diagnostic *d =
		wrong(reader, RULE_CONFIG_BAD_VALUE, element, "kind", "unknown kind of pattern");
	if (nearest.best)
		report_help(reader->tree.report, d, "did you mean \"%s\"?", nearest.best);
	else
		report_help(reader->tree.report, d, "a pattern is must-not, must, at-most, at-least or one-way");
}

static void read_times(struct config_reader *reader, const xmlNode *element, struct custom_rule *rule)
{
	bool counts = rule->kind == CUSTOM_AT_MOST || rule->kind == CUSTOM_AT_LEAST;
	const char *times = tree_attribute(&reader->tree, element, "times");
	unsigned long number = 0;
	struct diagnostic *d = NULL;
	if (!times && counts) {
		d = report_add(reader->tree.report, RULE_CONFIG_STRUCTURE, element_span(reader->tree.source, element),
			       STR_NONE, "a pattern of kind %s lacks the attribute times", kinds[rule->kind]);
		report_help(reader->tree.report, d, "say how often: times=\"2\"");
	} else if (times && !counts) {
		d = report_add(reader->tree.report, RULE_CONFIG_CONTRADICTION,
			       attribute_span(reader->tree.source, element, "times"), STR_NONE,
			       "patterns of kind %s have no attribute times", kinds[rule->kind]);
		report_help(reader->tree.report, d, "delete times, or make the kind at-most or at-least");
	} else if (times && !option_number(times, rule->kind == CUSTOM_AT_LEAST, TIMES_MAX, &number)) {
		d = wrong(reader, RULE_CONFIG_BAD_VALUE, element, "times", "this limit is out of range");
		report_help(reader->tree.report, d, "write a whole number from %d to %d", rule->kind == CUSTOM_AT_LEAST,
			    TIMES_MAX);
	}
	rule->times = (unsigned)number;
}

/* The span of a word, by its offsets in an attribute's value; the span of the whole value if the source contains
 * references. */
static struct span word_span(const struct config_reader *reader, const xmlNode *element, const char *attribute,
			     struct str word)
{
	struct span span = attribute_span(reader->tree.source, element, attribute);
	const char *from = reader->tree.source->bytes.at + span.start;
	const char *found = memmem(from, span.end - span.start, word.at, word.len);
	if (!found)
		return span;
	uint32_t start = (uint32_t)(found - reader->tree.source->bytes.at);
	return (struct span){ start, start + (uint32_t)word.len };
}

static void read_role(struct config_reader *reader, const xmlNode *element, struct str word, unsigned *bits)
{
	struct nearest nearest;
	nearest_init(&nearest, word);
	for (size_t i = 0; i < ROLES; i++) {
		nearest_offer(&nearest, roles[i].name);
		if (str_is(word, roles[i].name)) {
			*bits |= roles[i].roles;
			return;
		}
	}
	struct diagnostic *d =
		report_add(reader->tree.report, RULE_CONFIG_UNKNOWN_NAME, word_span(reader, element, "places", word),
			   STR_NONE, "unknown place \"%.*s\"", STR_ARG(word));
	if (nearest.best)
		report_help(reader->tree.report, d, "did you mean \"%s\"?", nearest.best);
	else
		report_help(reader->tree.report, d,
			    "schema/config.xsd lists the places: stem, option, prose, all …");
}

static void read_roles(struct config_reader *reader, const xmlNode *element, struct custom_rule *rule)
{
	const char *text = tree_attribute(&reader->tree, element, "places");
	rule->roles = text ? 0 : roles[ROLES - 1].roles;
	if (text && !*text)
		report_help(reader->tree.report,
			    wrong(reader, RULE_CONFIG_BAD_VALUE, element, "places", "no place is named"),
			    "name some, such as stem option, or leave the attribute out");
	while (text && *text) {
		size_t len = strcspn(text, " \t\r\n");
		if (len)
			read_role(reader, element, (struct str){ text, len }, &rule->roles);
		text += len;
		text += strspn(text, " \t\r\n");
	}
}

static bool read_bool(struct config_reader *reader, const xmlNode *element, const char *name)
{
	const char *value = tree_attribute(&reader->tree, element, name);
	if (!value || strcmp(value, "false") == 0 || strcmp(value, "0") == 0)
		return false;
	if (strcmp(value, "true") != 0 && strcmp(value, "1") != 0)
		report_help(reader->tree.report,
			    wrong(reader, RULE_CONFIG_BAD_VALUE, element, name, "this is neither true nor false"),
			    "write true or false");
	return true;
}

/* The text of a child element. Reports it if it is empty, unless may_be_empty. */
static const char *read_text(struct config_reader *reader, const xmlNode *child, bool may_be_empty)
{
	static const char *const none[] = { NULL };
	tree_know(&reader->tree, child, none);
	for (const xmlNode *inner = child->children; inner; inner = inner->next)
		if (inner->type == XML_ELEMENT_NODE)
			tree_misplaced(&reader->tree, inner, none);
	xmlChar *text = xmlNodeGetContent(child);
	const char *copy =
		text ? arena_copy(&reader->config->arena, (const char *)text, strlen((const char *)text)) : NULL;
	xmlFree(text);
	reader->tree.failed = reader->tree.failed || !copy;
	if (copy && !may_be_empty && copy[strspn(copy, " \t\r\n")] == '\0')
		report_help(reader->tree.report,
			    report_add(reader->tree.report, RULE_CONFIG_BAD_VALUE,
				       element_span(reader->tree.source, child), STR_NONE, "<%s> is empty",
				       child->name),
			    "write its content");
	return copy;
}

/* The same with white space normalised. */
static const char *read_line(struct config_reader *reader, const xmlNode *child)
{
	const char *text = read_text(reader, child, false);
	char *copy = text ? arena_copy(&reader->config->arena, text, strlen(text)) : NULL;
	size_t len = 0;
	reader->tree.failed = reader->tree.failed || (text && !copy);
	for (const char *from = text; copy && *from; from++) {
		bool space = strchr(" \t\r\n", *from) != NULL;
		if (!space || (len && copy[len - 1] != ' '))
			copy[len++] = space ? ' ' : *from;
	}
	if (copy) {
		len -= len && copy[len - 1] == ' ';
		copy[len] = '\0';
	}
	return copy;
}

static void read_children(struct config_reader *reader, const xmlNode *element, struct custom_rule *rule)
{
	static const char *const names[] = { "regex", "replacement", "message", "help", NULL };
	bool seen[4] = { false };
	size_t least = 0;
	for (xmlNode *child = tree_next(&reader->tree, element->children); child;
	     child = tree_next(&reader->tree, child->next)) {
		size_t i = 0;
		while (names[i] && !tree_is(&reader->tree, child, names[i]))
			i++;
		if (!names[i]) {
			tree_misplaced(&reader->tree, child, names);
			continue;
		}
		if (seen[i] || i < least) {
			report_help(reader->tree.report,
				    report_add(reader->tree.report, RULE_CONFIG_STRUCTURE,
					       element_span(reader->tree.source, child), STR_NONE,
					       seen[i] ? "second <%s> in this pattern"
						       : "<%s> is out of order in this pattern",
					       names[i]),
				    "the order is regex, replacement, message, help, each once");
			continue;
		}
		seen[i] = true;
		least = i;
		if (i < 2)
			*(i == 0 ? &rule->span : &rule->replacement_span) = content_span(reader->tree.source, child);
		if (i < 2)
			*(i == 0 ? &rule->pattern : &rule->replacement) = read_text(reader, child, i == 1);
		else
			*(i == 2 ? &rule->message : &rule->help) = read_line(reader, child);
	}
	for (size_t i = 0; names[i]; i += 2)
		if (!seen[i])
			report_help(reader->tree.report,
				    report_add(reader->tree.report, RULE_CONFIG_STRUCTURE,
					       element_span(reader->tree.source, element), STR_NONE,
					       "the pattern has no <%s>", names[i]),
				    i == 0 ? "write what to look for: <regex>…</regex>"
					   : "write <message>…</message>: what is wrong");
}

void config_read_pattern(struct config_reader *reader, const xmlNode *element)
{
	static const char *const attributes[] = { "name",     "kind",	     "times", "places", "paths",
						  "severity", "ignore-case", "safe",  NULL };
	struct custom_rule *rule = arena_alloc(&reader->config->arena, sizeof(*rule));
	if (!rule) {
		reader->tree.failed = true;
		return;
	}
	tree_know(&reader->tree, element, attributes);
	/* Until the name is known, so that mistakes in the regex are reported even if the name is invalid. */
	rule->name = rule_get(RULE_CUSTOM_PATTERN)->name;
	read_name(reader, element, rule);
	read_kind(reader, element, rule);
	read_times(reader, element, rule);
	read_roles(reader, element, rule);
	rule->paths = tree_attribute(&reader->tree, element, "paths");
	if (rule->paths && !config_glob(reader, element, "paths", rule->paths))
		rule->paths = NULL;
	rule->severity = config_severity(reader, element, SEVERITY_WARNING);
	rule->ignore_case = read_bool(reader, element, "ignore-case");
	rule->safe = read_bool(reader, element, "safe");
	read_children(reader, element, rule);
	if (rule->replacement && rule->kind != CUSTOM_MUST_NOT)
		report_help(
			reader->tree.report,
			report_add(reader->tree.report, RULE_CONFIG_CONTRADICTION,
				   element_span(reader->tree.source, element), STR_NONE,
				   "a pattern of kind %s has a replacement", kinds[rule->kind]),
			"only patterns of kind must-not have a replacement: delete it, or change the kind");
	else if (rule->safe && !rule->replacement)
		report_help(reader->tree.report,
			    wrong(reader, RULE_CONFIG_CONTRADICTION, element, "safe",
				  "the pattern is declared safe to replace, but has no replacement"),
			    "add a <replacement>, or delete safe");
	struct custom_rule **last = &reader->config->custom;
	while (*last)
		last = &(*last)->next;
	*last = rule;
}
