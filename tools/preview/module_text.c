#include "preview/module_text.h"

#include "base/ascii.h"

static struct str skip(struct str text, size_t len)
{
	return (struct str){ text.at + len, text.len - len };
}

static struct str skip_spaces(struct str text)
{
	while (text.len && ascii_is_space(*text.at))
		text = skip(text, 1);
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
	*text = skip(*text, name.len);
	return name;
}

/* The text in quotation marks at the start of text; STR_NONE if there is none. */
static struct str quoted(struct str text)
{
	const char *end = text.len > 1 && *text.at == '"' ? memchr(text.at + 1, '"', text.len - 1) : NULL;
	return end ? (struct str){ text.at + 1, (size_t)(end - text.at) - 1 } : STR_NONE;
}

struct str module_statement(struct str *rest)
{
	bool list = str_starts(*rest, "import ") || str_starts(*rest, "export {");
	const char *end = memchr(rest->at, list ? ';' : '\n', rest->len);
	struct str taken = { rest->at, end ? (size_t)(end + 1 - rest->at) : rest->len };
	if (list && taken.len < rest->len && rest->at[taken.len] == '\n')
		taken.len++;
	*rest = skip(*rest, taken.len);
	return taken;
}

/* Moves after the braces of a statement; false if it has none. */
static bool skip_braces(struct str *text)
{
	const char *end = memchr(text->at, '}', text->len);
	if (end)
		*text = skip_spaces(skip(*text, (size_t)(end + 1 - text->at)));
	return end != NULL;
}

struct str module_source(struct str statement)
{
	struct str text = skip_spaces(skip(statement, strlen("import"))); /* export is as long */
	if (str_starts(statement, "import") && text.len && *text.at == '"')
		return quoted(text);
	if (!skip_braces(&text) || !str_starts(text, "from "))
		return STR_NONE;
	return quoted(skip_spaces(skip(text, strlen("from "))));
}

bool module_names(struct buf *out, struct str statement, const char *from)
{
	struct str text = skip_spaces(skip(statement, strlen("import")));
	if (!text.len || *text.at != '{')
		return false;
	text = skip_spaces(skip(text, 1));
	while (text.len && *text.at != '}') {
		struct str name = take_name(&text), other = name;
		text = skip_spaces(text);
		if (str_starts(text, "as ")) {
			text = skip_spaces(skip(text, strlen("as ")));
			other = take_name(&text);
			text = skip_spaces(text);
		}
		if (!name.len || !other.len || !text.len || (*text.at != ',' && *text.at != '}'))
			return false;
		if (from)
			buf_format(out, "%.*s: %s%s%.*s, ", STR_ARG(other), from, *from ? "." : "", STR_ARG(name));
		else
			buf_format(out, "%.*s: %.*s, ", STR_ARG(name), STR_ARG(other));
		if (*text.at == ',')
			text = skip_spaces(skip(text, 1));
	}
	return text.len > 0;
}

struct str module_declared(struct str line, struct str *declaration)
{
	static const char *const words[] = { "async ", "function ", "function* ", "class ", "const " };
	struct str text = skip(line, strlen("export "));
	*declaration = text;
	bool declares = false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!str_starts(text, words[i]))
			continue;
		text = skip(text, strlen(words[i]));
		declares = declares || i > 0;
	}
	struct str name = take_name(&text);
	return declares && name.len ? name : STR_NONE;
}

bool module_call(struct str line, struct module_call *call)
{
	static const char begin[] = "import(\".";
	const char *at = line.len ? memmem(line.at, line.len, begin, strlen(begin)) : NULL;
	if (!at)
		return false;
	call->before = (struct str){ line.at, (size_t)(at - line.at) };
	struct str rest = skip(line, call->before.len + strlen("import("));
	call->path = quoted(rest);
	size_t end = call->path.len + 2;
	if (!call->path.at || end >= rest.len || rest.at[end] != ')')
		call->path = STR_NONE;
	else
		call->after = skip(rest, end + 1);
	return true;
}

struct str module_code(struct str line, bool *inside)
{
	struct str text = skip_spaces(line);
	if (!*inside && str_starts(text, "//"))
		return (struct str){ line.at, 0 };
	if (!*inside && !str_starts(text, "/**"))
		return line;
	const char *end = text.len ? memmem(text.at, text.len, "*/", 2) : NULL;
	*inside = !end;
	if (!end)
		return (struct str){ line.at, 0 };
	text = skip(text, (size_t)(end + 2 - text.at));
	return skip_spaces(text).len ? text : (struct str){ line.at, 0 };
}

bool module_resolve(const char *from, struct str path, struct buf *full)
{
	const char *slash = strrchr(from, '/');
	size_t len = slash ? (size_t)(slash + 1 - from) : 0;
	while (str_starts(path, "./") || str_starts(path, "../")) {
		bool up = path.at[1] == '.';
		if (up && len == 0)
			return false;
		if (up)
			for (len--; len > 0 && from[len - 1] != '/'; len--)
				;
		path = skip(path, up ? 3 : 2);
	}
	buf_add(full, from, len);
	buf_str(full, path);
	return true;
}
