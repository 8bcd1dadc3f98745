#include "preview/modules.h"

#include "base/ascii.h"

#include <stdio.h>
#include <stdlib.h>

enum { MODULES_MAX = 256, MODULE_PATH_MAX = 256 };

struct linking {
	modules_find *find;
	const struct embedded_file *modules[MODULES_MAX]; /* in the order of their numbers */
	size_t count;
	const struct embedded_file *module; /* the current one */
	struct buf exports;		    /* members of the object that it returns */
	struct buf *out, *why;
};

static bool refuse(struct linking *linking, const char *problem, struct str text)
{
	buf_format(linking->why, "%s: %s: %.*s", linking->module->path, problem, (int)strcspn(text.at, "\n"), text.at);
	return false;
}

/* Resolves a path that begins with ./ or ../ against that of the current module. False if it is too long, or leads out
 * of the site. */
static bool resolve(const struct linking *linking, struct str path, char full[MODULE_PATH_MAX])
{
	const char *slash = strrchr(linking->module->path, '/');
	size_t len = slash ? (size_t)(slash + 1 - linking->module->path) : 0;
	if (len + path.len >= MODULE_PATH_MAX)
		return false;
	memcpy(full, linking->module->path, len);
	while (path.len >= 2 && path.at[0] == '.') {
		size_t step = path.at[1] == '/' ? 2 : 3;
		if (step == 3 && (path.len < 3 || path.at[1] != '.' || path.at[2] != '/' || len == 0))
			return false;
		if (step == 3)
			for (len--; len > 0 && full[len - 1] != '/'; len--)
				;
		path.at += step;
		path.len -= step;
	}
	memcpy(full + len, path.at, path.len);
	full[len + path.len] = '\0';
	return true;
}

/* Appends the name of the function of an imported module. */
static bool add_module(struct linking *linking, struct str path)
{
	char full[MODULE_PATH_MAX];
	const struct embedded_file *file = resolve(linking, path, full) ? linking->find(str_from(full)) : NULL;
	size_t number = 0;
	if (!file)
		return refuse(linking, "there is no such module", path);
	while (number < linking->count && linking->modules[number] != file)
		number++;
	if (number == MODULES_MAX)
		return refuse(linking, "too many modules", path);
	linking->modules[number] = file;
	linking->count += number == linking->count;
	buf_format(linking->out, "$module%zu", number);
	return true;
}

/* The text in quotation marks at the start of text; STR_NONE if there is none. */
static struct str quoted(struct str text)
{
	const char *end = text.len > 1 && text.at[0] == '"' ? memchr(text.at + 1, '"', text.len - 1) : NULL;
	return end ? (struct str){ text.at + 1, (size_t)(end - text.at) - 1 } : STR_NONE;
}

static struct str skip_spaces(struct str text)
{
	while (text.len && ascii_is_space(*text.at)) {
		text.at++;
		text.len--;
	}
	return text;
}

static bool is_name_char(char c)
{
	return ascii_is_alphanumeric(c) || c == '_' || c == '$';
}

static struct str take_name(struct str *text)
{
	struct str name = { text->at, 0 };
	while (name.len < text->len && is_name_char(text->at[name.len]))
		name.len++;
	text->at += name.len;
	text->len -= name.len;
	return name;
}

/* Writes the names in { a, b as c } as members: of a pattern, "a, b: c", or of an object to export, from the object of
 * another module if from is not NULL. Sets *text after the closing brace. */
static bool add_names(struct buf *out, struct str *text, bool exported, struct str from)
{
	*text = skip_spaces(*text);
	while (text->len && *text->at != '}') {
		struct str name = take_name(text), other = name;
		*text = skip_spaces(*text);
		if (str_starts(*text, "as ")) {
			*text = skip_spaces((struct str){ text->at + 3, text->len - 3 });
			other = take_name(text);
			*text = skip_spaces(*text);
		}
		if (!name.len || !other.len || !text->len || (*text->at != ',' && *text->at != '}'))
			return false;
		if (exported)
			buf_format(out, "%.*s: %.*s%s%.*s, ", STR_ARG(other), STR_ARG(from), from.len ? "." : "",
				   STR_ARG(name));
		else
			buf_format(out, "%.*s: %.*s, ", STR_ARG(name), STR_ARG(other));
		if (text->len && *text->at == ',')
			*text = skip_spaces((struct str){ text->at + 1, text->len - 1 });
	}
	if (!text->len)
		return false;
	*text = skip_spaces((struct str){ text->at + 1, text->len - 1 });
	return true;
}

/* The path in: from "./x.js"; */
static struct str path_after_from(struct str text)
{
	if (!str_starts(text, "from "))
		return STR_NONE;
	return quoted(skip_spaces((struct str){ text.at + 5, text.len - 5 }));
}

static bool add_import(struct linking *linking, struct str statement)
{
	struct str text =
		skip_spaces((struct str){ statement.at + strlen("import"), statement.len - strlen("import") });
	struct str path = quoted(text);
	if (path.at) {
		bool good = add_module(linking, path);
		buf_text(linking->out, "();");
		return good;
	}
	if (!text.len || *text.at != '{')
		return refuse(linking, "only names can be imported", statement);
	text.at++;
	text.len--;
	buf_text(linking->out, "const { ");
	if (!add_names(linking->out, &text, false, STR_NONE) || !(path = path_after_from(text)).at)
		return refuse(linking, "unknown form of import", statement);
	buf_text(linking->out, "} = ");
	bool good = add_module(linking, path);
	buf_text(linking->out, "();");
	return good;
}

/* export { a, b as c }; or export { a } from "./x.js"; */
static bool add_export_list(struct linking *linking, struct str statement)
{
	const char *brace = memchr(statement.at, '{', statement.len);
	struct str text = { brace + 1, statement.len - (size_t)(brace + 1 - statement.at) }, names = text;
	struct buf ignored;
	buf_init(&ignored, 64 * 1024);
	bool good = add_names(&ignored, &text, true, STR_NONE);
	buf_release(&ignored);
	struct str path = good ? path_after_from(text) : STR_NONE;
	if (!good || (!path.at && text.len && *text.at != ';'))
		return refuse(linking, "unknown form of export", statement);
	if (!path.at)
		return add_names(&linking->exports, &names, true, STR_NONE);
	char object[32];
	snprintf(object, sizeof(object), "$from%zu", linking->exports.len);
	buf_format(linking->out, "const %s = ", object);
	good = add_module(linking, path) && add_names(&linking->exports, &names, true, str_from(object));
	buf_text(linking->out, "();");
	return good;
}

/* Leaves out the word export before a declaration, and records its name. The rest of the line follows in *rest. */
static bool add_declaration(struct linking *linking, struct str line, struct str *rest)
{
	static const char *const words[] = { "async ", "function ", "function* ", "class ", "const " };
	struct str text = { line.at + strlen("export "), line.len - strlen("export ") };
	*rest = text;
	bool declares = false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!str_starts(text, words[i]))
			continue;
		text = (struct str){ text.at + strlen(words[i]), text.len - strlen(words[i]) };
		declares = declares || i > 0;
	}
	struct str name = take_name(&text);
	if (!declares || !name.len)
		return refuse(linking, "unknown form of export", line);
	buf_format(&linking->exports, "%.*s, ", STR_ARG(name));
	return true;
}

/* Appends the line, with import("./x.js") as calls of that module. Other imports, such as of Node's modules, remain. */
static bool add_line(struct linking *linking, struct str line)
{
	static const char call[] = "import(\".";
	struct str begin = skip_spaces(line);
	bool comment = str_starts(begin, "//") || str_starts(begin, "/*") || str_starts(begin, "*");
	const char *at;
	while (!comment && line.len && (at = memmem(line.at, line.len, call, strlen(call)))) {
		size_t before = (size_t)(at - line.at), skipped = before + strlen("import(");
		struct str path = quoted((struct str){ line.at + skipped, line.len - skipped });
		size_t end = skipped + path.len + 2;
		if (!path.at || end >= line.len || line.at[end] != ')')
			return refuse(linking, "only a literal path can be imported later", line);
		buf_add(linking->out, line.at, before);
		buf_text(linking->out, "$later(");
		if (!add_module(linking, path))
			return false;
		buf_char(linking->out, ')');
		line = (struct str){ line.at + end + 1, line.len - end - 1 };
	}
	buf_str(linking->out, line);
	return true;
}

/* The line or, if it begins an import or a list of exports, the statement up to its semicolon. */
static struct str take_statement(struct str *rest)
{
	bool list = str_starts(*rest, "import ") || str_starts(*rest, "export {");
	const char *end = memchr(rest->at, list ? ';' : '\n', rest->len);
	struct str taken = { rest->at, end ? (size_t)(end + 1 - rest->at) : rest->len };
	rest->at += taken.len;
	rest->len -= taken.len;
	return taken;
}

/* The module as a function. Our own names begin with $, which those of modules do not. */
static bool add_function(struct linking *linking, size_t number)
{
	struct str rest = { linking->module->bytes, linking->module->len };
	bool good = true;
	buf_clear(&linking->exports);
	buf_format(linking->out, "const $module%zu = $once(() => {\n", number);
	while (good && rest.len) {
		struct str line = take_statement(&rest), text = line;
		if (str_starts(line, "import "))
			good = add_import(linking, line);
		else if (str_starts(line, "export {"))
			good = add_export_list(linking, line);
		else if (str_starts(line, "export "))
			good = add_declaration(linking, line, &text) && add_line(linking, text);
		else
			good = add_line(linking, line);
	}
	buf_text(linking->out, "\nreturn { ");
	buf_str(linking->out, buf_view(&linking->exports));
	buf_text(linking->out, "};\n});\n");
	return good;
}

enum result modules_link(const char *entry, modules_find *find, struct buf *out, struct buf *why)
{
	struct linking *linking = calloc(1, sizeof(*linking));
	const struct embedded_file *first = find(str_from(entry));
	if (!linking)
		return RESULT_NO_MEMORY;
	*linking = (struct linking){ .find = find, .out = out, .why = why };
	buf_init(&linking->exports, 1024 * 1024);
	bool good = first != NULL;
	if (first)
		linking->modules[linking->count++] = first;
	else
		buf_format(why, "%s: there is no such module", entry);
	size_t start = out->len;
	buf_text(out, "(() => {\n\"use strict\";\n"
		      "const $once = (make) => { let made; return () => (made = made || make()); };\n"
		      "const $later = async (module) => module();\n");
	for (size_t i = 0; good && i < linking->count; i++) {
		linking->module = linking->modules[i];
		good = add_function(linking, i);
	}
	buf_text(out, "$module0();\n})();\n");
	bool failed = buf_failed(out) || buf_failed(&linking->exports);
	struct str script = { out->at + start, failed ? 0 : out->len - start };
	/* Either would end the script in HTML. */
	if (good && script.len &&
	    (memmem(script.at, script.len, "</script", 8) || memmem(script.at, script.len, "<!--", 4))) {
		buf_text(why, "a module contains </script or <!--");
		good = false;
	}
	buf_release(&linking->exports);
	free(linking);
	return failed ? RESULT_NO_MEMORY : good ? RESULT_OK : RESULT_REFUSED;
}
