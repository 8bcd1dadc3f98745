#include "base/path.h"
#include "check/core/config_reader.h"
#include "check/custom/custom.h"

#include <errno.h>
#include <stdlib.h>

enum severity config_severity(struct config_reader *reader, const xmlNode *element, enum severity otherwise)
{
	const char *value = tree_attribute(&reader->tree, element, "severity");
	enum severity severity = otherwise;
	if (!value || severity_parse(str_from(value), &severity))
		return severity;
	struct diagnostic *d = report_add(reader->tree.report, RULE_CONFIG_BAD_VALUE,
					  attribute_span(reader->tree.source, element, "severity"), STR_NONE,
					  "\"%s\" is not a severity", value);
	report_help(reader->tree.report, d, "write error, warning, info or off");
	return otherwise;
}

bool config_glob(struct config_reader *reader, const xmlNode *element, const char *name, const char *glob)
{
	const char *wrong = *glob == '\0'	 ? "is empty"
			    : *glob == '/'	 ? "begins with a slash"
			    : strchr(glob, '\\') ? "contains a backslash"
			    : strncmp(glob, "./", 2) == 0 || strncmp(glob, "../", 3) == 0 || strstr(glob, "/../") ||
					    strcmp(glob, "..") == 0 || strcmp(glob, ".") == 0
				    ? "has . or .. for a folder"
				    : NULL;
	if (!wrong)
		return true;
	struct diagnostic *d =
		report_add(reader->tree.report, RULE_CONFIG_BAD_VALUE,
			   attribute_span(reader->tree.source, element, name), STR_NONE, "this path %s", wrong);
	report_help(reader->tree.report, d, "write it as seen from the folder of this file, such as drafts/**");
	return false;
}

static void read_ignore(struct config_reader *reader, const xmlNode *element)
{
	static const char *const attributes[] = { "path", NULL }, *const none[] = { NULL };
	tree_know(&reader->tree, element, attributes);
	xmlNode *inner = tree_next(&reader->tree, element->children);
	if (inner)
		tree_misplaced(&reader->tree, inner, none);
	const char *path = tree_need(&reader->tree, element, "path");
	if (!path || !config_glob(reader, element, "path", path))
		return;
	struct path_pattern *pattern = arena_alloc(&reader->config->arena, sizeof(*pattern));
	struct path_pattern **last = &reader->config->ignored;
	reader->tree.failed = reader->tree.failed || !pattern;
	if (!pattern)
		return;
	pattern->glob = path;
	while (*last)
		last = &(*last)->next;
	*last = pattern;
}

/* The path of the word list, resolved against the folder of satchel.xml. */
static const char *words_path(struct config_reader *reader, const char *words)
{
	struct str folder = path_folder(reader->config->path);
	struct buf path;
	buf_init(&path, BUF_CAP);
	if (*words != '/' && !str_is(folder, "."))
		buf_format(&path, "%.*s/", STR_ARG(folder));
	buf_text(&path, words);
	const char *copy = arena_copy(&reader->config->arena, buf_cstr(&path), path.len);
	reader->tree.failed = reader->tree.failed || !copy || buf_failed(&path);
	buf_release(&path);
	return copy;
}

static void read_spelling(struct config_reader *reader, const xmlNode *element)
{
	static const char *const attributes[] = { "words", NULL }, *const none[] = { NULL };
	if (reader->spelling) {
		tree_twice(&reader->tree, element_span(reader->tree.source, element),
			   element_span(reader->tree.source, reader->spelling), "the element", "spelling");
		return;
	}
	reader->spelling = element;
	tree_know(&reader->tree, element, attributes);
	xmlNode *inner = tree_next(&reader->tree, element->children);
	if (inner)
		tree_misplaced(&reader->tree, inner, none);
	reader->config->spelling = true;
	const char *words = tree_attribute(&reader->tree, element, "words");
	if (!words)
		return;
	reader->config->words = words_path(reader, words);
	struct span span = attribute_span(reader->tree.source, element, "words");
	reader->config->words_location = source_location(reader->tree.source, span);
}

static void read_tag(struct config_reader *reader, const xmlNode *element)
{
	static const char *const attributes[] = { "name", NULL }, *const none[] = { NULL };
	tree_know(&reader->tree, element, attributes);
	xmlNode *inner = tree_next(&reader->tree, element->children);
	if (inner)
		tree_misplaced(&reader->tree, inner, none);
	const char *name = tree_need(&reader->tree, element, "name");
	if (!name)
		return;
	struct str code = str_from(name);
	code.len -= code.len > 2 && strcmp(name + code.len - 2, ":*") == 0 ? 2 : 0;
	if (!tag_looks_valid(code)) {
		struct diagnostic *d = report_add(reader->tree.report, RULE_CONFIG_BAD_VALUE,
						  attribute_span(reader->tree.source, element, "name"), STR_NONE,
						  "not a tag");
		report_help(reader->tree.report, d, "write a word in lower case, scheme:code, or scheme:* for all codes");
		return;
	}
	struct config_tag *tag = arena_alloc(&reader->config->arena, sizeof(*tag));
	void **slot = tag ? map_put(&reader->config->tags_by_name, str_from(name)) : NULL;
	if (!slot) {
		reader->tree.failed = true;
		return;
	}
	if (*slot) {
		const struct config_tag *earlier = *slot;
		tree_twice(&reader->tree, attribute_span(reader->tree.source, element, "name"), earlier->span, "the tag",
			   name);
		return;
	}
	*tag = (struct config_tag){ .name = name, .span = element_span(reader->tree.source, element) };
	*slot = tag;
	*reader->last_tag = tag;
	reader->last_tag = &tag->next;
}

static void read_pattern(struct config_reader *reader, const xmlNode *element)
{
	for (const xmlNode *other = element->prev; other; other = other->prev) {
		if (other->type != XML_ELEMENT_NODE || !tree_is(&reader->tree, other, "pattern"))
			continue;
		const char *name = tree_attribute(&reader->tree, element, "name");
		const char *before = tree_attribute(&reader->tree, other, "name");
		if (name && before && strcmp(name, before) == 0) {
			tree_twice(&reader->tree, attribute_span(reader->tree.source, element, "name"),
				   element_span(reader->tree.source, other), "the pattern", name);
			return;
		}
	}
	config_read_pattern(reader, element);
}

static void read_root(struct config_reader *reader, const xmlNode *root)
{
	static const char *const names[] = { "rule", "ignore", "tag", "spelling", "pattern", NULL },
				 *const none[] = { NULL };
	tree_know(&reader->tree, root, none);
	for (xmlNode *child = tree_next(&reader->tree, root->children); child;
	     child = tree_next(&reader->tree, child->next)) {
		if (tree_is(&reader->tree, child, "rule"))
			config_read_rule(reader, child);
		else if (tree_is(&reader->tree, child, "ignore"))
			read_ignore(reader, child);
		else if (tree_is(&reader->tree, child, "tag"))
			read_tag(reader, child);
		else if (tree_is(&reader->tree, child, "spelling"))
			read_spelling(reader, child);
		else if (tree_is(&reader->tree, child, "pattern"))
			read_pattern(reader, child);
		else
			tree_misplaced(&reader->tree, child, names);
	}
	config_apply_rules(reader);
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

enum config_status config_read_text(struct config *config, const char *path, struct str text, struct report *report)
{
	size_t errors = report->counts[SEVERITY_ERROR];
	config->text = arena_str(&config->arena, text.at ? text : STR(""));
	if (!set_root(config, path) || !config->text.at)
		return CONFIG_NO_MEMORY;
	struct source source;
	source_init(&source, config->path, config->text);
	struct config_reader reader = {
		.tree = {
			.source = &source,
			.report = report,
			.arena = &config->arena,
			.namespace = "urn:satchel:config:1",
			.kind = { "config.xsd", "configuration" },
			.rules = { RULE_CONFIG_SYNTAX, RULE_CONFIG_STRUCTURE, RULE_CONFIG_CONTRADICTION },
		},
		.config = config,
		.last_tag = &config->tags,
	};
	xmlDocPtr tree = tree_parse(&reader.tree, "satchel");
	if (tree)
		read_root(&reader, xmlDocGetRootElement(tree));
	bool checked = custom_check(config, &source, report);
	if (tree && report->counts[SEVERITY_ERROR] == errors)
		tree_validate(&reader.tree, tree);
	xmlFreeDoc(tree);
	report_close_source(report, &source);
	source_release(&source);
	if (!checked || reader.tree.failed || report->failed || arena_failed(&config->arena))
		return CONFIG_NO_MEMORY;
	return report->counts[SEVERITY_ERROR] > errors ? CONFIG_WRONG : CONFIG_OK;
}

enum config_status config_read(struct config *config, const char *path, struct report *report, enum file_status *why)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	*why = file_read(path, CONFIG_SIZE_MAX, &bytes);
	int error = errno;
	enum config_status status = *why == FILE_OK	     ? config_read_text(config, path, buf_view(&bytes), report)
				    : *why == FILE_NO_MEMORY ? CONFIG_NO_MEMORY
							     : CONFIG_UNREADABLE;
	buf_release(&bytes);
	errno = error;
	return status;
}
