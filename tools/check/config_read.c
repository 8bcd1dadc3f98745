#include "base/nearest.h"
#include "base/options.h"
#include "base/path.h"
#include "check/config_reader.h"
#include "check/custom.h"

#include <errno.h>
#include <stdlib.h>

enum { CONFIG_SIZE_MAX = 4 * 1024 * 1024 };

/* A <rule>, kept until all are read: the family is applied before the rule, whatever their order. */
struct setting {
	struct str name; /* a family's without its slash */
	struct span span;
	bool severity_set;
	enum severity severity;
	const xmlNode *element;
	struct setting *next;
};

/* What has been read so far, to find what stands twice. */
struct walk {
	struct config_reader reader;
	struct setting *settings;
	const xmlNode *spelling;
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
	struct diagnostic *d =
		report_add(reader->report, RULE_CONFIG_UNKNOWN_NAME, attribute_span(reader->source, element, "name"),
			   STR_NONE, "there is no rule \"%s\"", name);
	if (strncmp(name, "custom/", 7) == 0)
		report_help(reader->report, d, "set the severity of a pattern at the <pattern> itself");
	else if (near)
		report_help(reader->report, d, "did you mean \"%s\"?", near);
	else
		report_help(reader->report, d, "satchel-lint --list-rules names them all");
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
	struct diagnostic *d =
		report_add(reader->report, RULE_CONFIG_UNKNOWN_NAME, attribute_span(reader->source, element, "name"),
			   STR_NONE, "%s has no option \"%s\"", rule, name);
	if (nearest.best)
		report_help(reader->report, d, "did you mean \"%s\"?", nearest.best);
	else
		report_help(reader->report, d,
			    any ? "satchel-lint --show-config shows the options of each rule" : "the rule has no options");
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
	config_know(reader, element, attributes);
	const char *name = config_need(reader, element, "name"), *value = config_need(reader, element, "value");
	if (!name || !value)
		return;
	enum option_id id = rule_option_find(str_from(rule), str_from(name));
	if (id == OPTION_COUNT) {
		no_such_option(reader, element, rule, name);
		return;
	}
	for (const xmlNode *other = element->prev; other; other = other->prev) {
		const char *before = other->type == XML_ELEMENT_NODE ? config_attribute(reader, other, "name") : NULL;
		if (before && strcmp(before, name) == 0) {
			config_twice(reader, attribute_span(reader->source, element, "name"),
				     element_span(reader->source, other), "the option", name);
			return;
		}
	}
	const struct rule_option *option = rule_option_get(id);
	long number = 0;
	if (whole_number(value, &number) && number >= option->least && number <= option->most) {
		reader->config->settings.options[id] = number;
		return;
	}
	struct diagnostic *d =
		report_add(reader->report, RULE_CONFIG_BAD_VALUE, attribute_span(reader->source, element, "value"),
			   STR_NONE, "\"%s\" can't be the value of %s", value, name);
	report_help(reader->report, d, "write a whole number from %ld to %ld: %s", option->least, option->most,
		    option->summary);
}

/* The options of a rule; a family, which rule is NULL for, has none. */
static void read_options(struct config_reader *reader, const xmlNode *element, const char *rule)
{
	static const char *const names[] = { "option", NULL }, *const none[] = { NULL };
	for (xmlNode *child = config_next(reader, element->children); child; child = config_next(reader, child->next)) {
		if (!config_is(child, "option")) {
			config_misplaced(reader, child, names);
			continue;
		}
		xmlNode *inner = config_next(reader, child->children);
		if (inner)
			config_misplaced(reader, inner, none);
		if (rule)
			read_option(reader, child, rule);
		else
			report_help(reader->report,
				    report_add(reader->report, RULE_CONFIG_STRUCTURE, element_span(reader->source, child),
					       STR_NONE, "a family has no options"),
				    "set the option at the rule that it belongs to");
	}
}

static void read_rule(struct walk *walk, const xmlNode *element)
{
	static const char *const attributes[] = { "name", "severity", NULL };
	struct config_reader *reader = &walk->reader;
	config_know(reader, element, attributes);
	const char *name = config_need(reader, element, "name");
	if (!name)
		return;
	struct setting *setting = arena_alloc(&reader->config->arena, sizeof(*setting)), **last = &walk->settings;
	if (!setting) {
		reader->failed = true;
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
				     .span = attribute_span(reader->source, element, "name"),
				     .severity = config_severity(reader, element, SEVERITY_OFF),
				     .element = element };
	const char *severity = config_attribute(reader, element, "severity");
	setting->severity_set = severity && severity_parse(str_from(severity), &setting->severity);
	for (; *last; last = &(*last)->next) {
		if (str_equal((*last)->name, setting->name)) {
			config_twice(reader, setting->span, (*last)->span, rule == RULE_COUNT ? "the family" : "the rule",
				     name);
			return;
		}
	}
	*last = setting;
	read_options(reader, element, rule == RULE_COUNT ? NULL : name);
	struct rule_settings scratch = reader->config->settings;
	if (setting->severity_set && !rule_settings_set(&scratch, selector, setting->severity))
		report_help(reader->report,
			    report_add(reader->report, RULE_CONFIG_BAD_VALUE, setting->span, STR_NONE,
				       "\"%s\" is always an error", name),
			    "delete this: what can't be read can't be judged");
}

/* First all, then families, then rules. */
static void apply_settings(struct walk *walk)
{
	struct rule_settings *settings = &walk->reader.config->settings;
	for (unsigned pass = 0; pass < 3; pass++) {
		for (const struct setting *s = walk->settings; s; s = s->next) {
			unsigned when = str_is(s->name, "all") ? 0 : rule_find(s->name) == RULE_COUNT ? 1 : 2;
			/* What can't be set has been told. */
			if (when == pass && s->severity_set && !rule_settings_set(settings, s->name, s->severity))
				continue;
		}
	}
}

static void read_ignore(struct config_reader *reader, const xmlNode *element)
{
	static const char *const attributes[] = { "path", NULL }, *const none[] = { NULL };
	config_know(reader, element, attributes);
	xmlNode *inner = config_next(reader, element->children);
	if (inner)
		config_misplaced(reader, inner, none);
	const char *path = config_need(reader, element, "path");
	if (!path || !config_glob(reader, element, "path", path))
		return;
	struct path_pattern *pattern = arena_alloc(&reader->config->arena, sizeof(*pattern));
	struct path_pattern **last = &reader->config->ignored;
	reader->failed = reader->failed || !pattern;
	if (!pattern)
		return;
	pattern->glob = path;
	while (*last)
		last = &(*last)->next;
	*last = pattern;
}

/* The words' file as it is found from here: seen from the folder of satchel.xml. */
static const char *words_path(struct config_reader *reader, const char *words)
{
	struct str folder = path_folder(reader->config->path);
	struct buf path;
	buf_init(&path, BUF_CAP);
	if (*words != '/' && !str_is(folder, "."))
		buf_format(&path, "%.*s/", STR_ARG(folder));
	buf_text(&path, words);
	const char *copy = arena_copy(&reader->config->arena, buf_cstr(&path), path.len);
	reader->failed = reader->failed || !copy || buf_failed(&path);
	buf_release(&path);
	return copy;
}

static void read_spelling(struct walk *walk, const xmlNode *element)
{
	static const char *const attributes[] = { "words", NULL }, *const none[] = { NULL };
	struct config_reader *reader = &walk->reader;
	if (walk->spelling) {
		config_twice(reader, element_span(reader->source, element),
			     element_span(reader->source, walk->spelling), "the element", "spelling");
		return;
	}
	walk->spelling = element;
	config_know(reader, element, attributes);
	xmlNode *inner = config_next(reader, element->children);
	if (inner)
		config_misplaced(reader, inner, none);
	reader->config->spelling = true;
	const char *words = config_attribute(reader, element, "words");
	if (!words)
		return;
	reader->config->words = words_path(reader, words);
	FILE *file = *words && reader->config->words ? fopen(reader->config->words, "rb") : NULL;
	int error = errno;
	if (file) {
		fclose(file);
		return;
	}
	struct diagnostic *d =
		report_add(reader->report, RULE_CONFIG_BAD_VALUE, attribute_span(reader->source, element, "words"),
			   STR_NONE, "the list of words can't be read: %s", *words ? strerror(error) : "no file is named");
	report_help(reader->report, d, "name a file as seen from the folder of this one, with a word in each line");
}

static void read_pattern(struct walk *walk, const xmlNode *element)
{
	struct config_reader *reader = &walk->reader;
	for (const xmlNode *other = element->prev; other; other = other->prev) {
		if (other->type != XML_ELEMENT_NODE || !config_is(other, "pattern"))
			continue;
		const char *name = config_attribute(reader, element, "name");
		const char *before = config_attribute(reader, other, "name");
		if (name && before && strcmp(name, before) == 0) {
			config_twice(reader, attribute_span(reader->source, element, "name"),
				     element_span(reader->source, other), "the pattern", name);
			return;
		}
	}
	config_read_pattern(reader, element);
}

static void read_root(struct walk *walk, const xmlNode *root)
{
	static const char *const names[] = { "rule", "ignore", "spelling", "pattern", NULL }, *const none[] = { NULL };
	struct config_reader *reader = &walk->reader;
	if (!config_is(root, "satchel")) {
		bool named = strcmp((const char *)root->name, "satchel") == 0;
		report_help(reader->report,
			    report_add(reader->report, RULE_CONFIG_STRUCTURE, element_span(reader->source, root), STR_NONE,
				       named ? "<%s> is not of the namespace " CONFIG_NAMESPACE
					     : "the root is <%s>, not <satchel>", root->name),
			    "begin with <satchel xmlns=\"" CONFIG_NAMESPACE "\">");
		return;
	}
	config_know(reader, root, none);
	for (xmlNode *child = config_next(reader, root->children); child; child = config_next(reader, child->next)) {
		if (config_is(child, "rule"))
			read_rule(walk, child);
		else if (config_is(child, "ignore"))
			read_ignore(reader, child);
		else if (config_is(child, "spelling"))
			read_spelling(walk, child);
		else if (config_is(child, "pattern"))
			read_pattern(walk, child);
		else
			config_misplaced(reader, child, names);
	}
	apply_settings(walk);
}

struct complaints {
	struct report *report;
	enum rule_id rule;
};

static void complain(void *context, struct span span, const char *help, const char *message)
{
	struct complaints *complaints = context;
	struct diagnostic *d = report_add(complaints->report, complaints->rule, span, STR_NONE, "%s", message);
	report_help(complaints->report, d, "%s", help ? help : "an editor that knows XML shows where");
}

static bool set_root(struct config *config, const char *path)
{
	config->path = arena_copy(&config->arena, path, strlen(path));
	char *real = realpath(path, NULL);
	struct str folder = real ? path_folder(real) : STR_NONE;
	if (real && folder.len == 0)
		folder = STR("/");
	config->root = arena_str(&config->arena, folder);
	free(real);
	return config->path && config->root.at;
}

enum config_status config_read(struct config *config, const char *path, struct report *report, enum file_status *why)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	size_t errors = report->counts[SEVERITY_ERROR];
	*why = file_read(path, CONFIG_SIZE_MAX, &bytes);
	if (*why != FILE_OK || !set_root(config, path)) {
		int error = errno;
		buf_release(&bytes);
		errno = error;
		return *why == FILE_OK || *why == FILE_NO_MEMORY ? CONFIG_NO_MEMORY : CONFIG_UNREADABLE;
	}
	struct source source;
	source_init(&source, config->path, buf_view(&bytes));
	struct walk walk = { .reader = { config, &source, report, false } };
	struct complaints complaints = { report, RULE_CONFIG_SYNTAX };
	struct xml_tree_listener listener = { complain, &complaints, false };
	xmlDocPtr tree = xml_tree_parse(&source, &listener);
	if (tree)
		read_root(&walk, xmlDocGetRootElement(tree));
	bool checked = custom_check(config, &source, report);
	complaints.rule = RULE_CONFIG_STRUCTURE;
	if (tree && report->counts[SEVERITY_ERROR] == errors)
		xml_tree_validate(tree, "config.xsd", &source, &listener);
	xmlFreeDoc(tree);
	report_close_source(report, &source);
	source_release(&source);
	buf_release(&bytes);
	if (!checked || listener.failed || walk.reader.failed || report->failed || arena_failed(&config->arena))
		return CONFIG_NO_MEMORY;
	return report->counts[SEVERITY_ERROR] > errors ? CONFIG_WRONG : CONFIG_OK;
}
