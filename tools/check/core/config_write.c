#include "check/core/config.h"

#include "base/path.h"

static void add_escaped(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			buf_text(out, "&amp;");
		else if (*text == '<')
			buf_text(out, "&lt;");
		else if (*text == '>')
			buf_text(out, "&gt;");
		else if (*text == '"')
			buf_text(out, "&quot;");
		else if (*text == '\r')
			buf_text(out, "&#13;");
		else
			buf_char(out, *text);
	}
}

static void add_attribute(struct buf *out, const char *name, const char *value)
{
	if (!value)
		return;
	buf_format(out, " %s=\"", name);
	add_escaped(out, value);
	buf_char(out, '"');
}

static void add_element(struct buf *out, const char *name, const char *text)
{
	if (!text)
		return;
	buf_format(out, "    <%s>", name);
	add_escaped(out, text);
	buf_format(out, "</%s>\n", name);
}

static void write_rule(enum rule_id id, const struct rule_settings *settings, struct buf *out)
{
	const struct rule *rule = rule_get(id);
	if (rule_is_fixed(rule))
		return;
	bool open = false;
	buf_format(out, "  <rule name=\"%s\" severity=\"%s\"", rule->name, severity_name(settings->severity[id]));
	for (unsigned i = 0; i < OPTION_COUNT; i++) {
		const struct rule_option *option = rule_option_get((enum option_id)i);
		if (strcmp(option->rule, rule->name) != 0)
			continue;
		buf_format(out, "%s    <option name=\"%s\" value=\"%ld\"/>\n", open ? "" : ">\n", option->name,
			   settings->options[i]);
		open = true;
	}
	buf_text(out, open ? "  </rule>\n" : "/>\n");
}

static void write_pattern(const struct custom_rule *rule, struct buf *out)
{
	buf_text(out, "  <pattern");
	add_attribute(out, "name", rule->name + strlen("custom/"));
	add_attribute(out, "kind", custom_kind_name(rule->kind));
	if (rule->kind == CUSTOM_AT_MOST || rule->kind == CUSTOM_AT_LEAST)
		buf_format(out, " times=\"%u\"", rule->times);
	const char *location, *blank = "";
	buf_text(out, " places=\"");
	for (unsigned rest = custom_roles_named(rule->roles, &location); location;
	     rest = custom_roles_named(rest, &location)) {
		buf_format(out, "%s%s", blank, location);
		blank = " ";
	}
	buf_char(out, '"');
	add_attribute(out, "paths", rule->paths);
	add_attribute(out, "severity", severity_name(rule->severity));
	add_attribute(out, "ignore-case", rule->ignore_case ? "true" : NULL);
	add_attribute(out, "safe", rule->safe ? "true" : NULL);
	buf_text(out, ">\n");
	add_element(out, "regex", rule->pattern);
	add_element(out, "replacement", rule->replacement);
	add_element(out, "message", rule->message);
	add_element(out, "help", rule->help);
	buf_text(out, "  </pattern>\n");
}

/* The path relative to the folder of satchel.xml. */
static const char *words_as_written(const struct config *config)
{
	struct str folder = config->path ? path_folder(config->path) : STR_NONE;
	bool below = config->words && folder.len && strncmp(config->words, folder.at, folder.len) == 0 &&
		     config->words[folder.len] == '/';
	return below ? config->words + folder.len + 1 : config->words;
}

void config_write(const struct config *config, const struct rule_settings *settings, struct buf *out)
{
	buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<satchel xmlns=\"urn:satchel:config:1\">\n");
	for (unsigned id = 0; id < RULE_COUNT; id++)
		write_rule((enum rule_id)id, settings, out);
	for (const struct path_pattern *p = config->ignored; p; p = p->next) {
		buf_text(out, "  <ignore");
		add_attribute(out, "path", p->glob);
		buf_text(out, "/>\n");
	}
	for (const struct config_tag *tag = config->tags; tag; tag = tag->next) {
		buf_text(out, "  <tag");
		add_attribute(out, "name", tag->name);
		buf_text(out, "/>\n");
	}
	if (config->spelling) {
		buf_text(out, "  <spelling");
		add_attribute(out, "words", words_as_written(config));
		buf_text(out, "/>\n");
	}
	for (const struct custom_rule *rule = config->custom; rule; rule = rule->next)
		write_pattern(rule, out);
	buf_text(out, "</satchel>\n");
}
