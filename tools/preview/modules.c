#include "preview/modules.h"

#include "preview/module_text.h"

/* A module that is being joined, and what becomes of it. */
struct making {
	struct modules *modules;
	const struct embedded_file *module;
	bool joined;	    /* as a function of the script, not as a module of its own */
	struct buf exports; /* members of the object that the function returns */
	struct buf *out, *why;
};

static bool refuse(struct making *making, const char *problem, struct str text)
{
	const char *end = text.len ? memchr(text.at, '\n', text.len) : NULL;
	struct str first = { text.at, end ? (size_t)(end - text.at) : text.len };
	buf_format(making->why, "%s: %s: %.*s", making->module->path, problem, STR_ARG(first));
	return false;
}

static size_t number_of(const struct modules *modules, const struct embedded_file *file)
{
	size_t number = 0;
	while (number < modules->count && modules->found[number] != file)
		number++;
	return number;
}

/* Adds a file once; sets *number. */
static bool find(struct modules *modules, struct str path, size_t *number)
{
	const struct embedded_file *file = modules->files;
	while (file->path && !str_is(path, file->path))
		file++;
	*number = number_of(modules, file);
	if (!file->path || *number == MODULES_MAX)
		return false;
	modules->found[*number] = file;
	modules->count += *number == modules->count;
	return true;
}

bool modules_add(struct modules *modules, struct str path)
{
	size_t number;
	bool found = find(modules, path, &number);
	modules->joined = modules->count;
	return found;
}

/* Finds the module with a path that the current one has. One that is to be joined is added. */
static bool find_imported(struct making *making, struct str path, size_t *number)
{
	struct modules *modules = making->modules;
	struct buf full;
	buf_init(&full, 64 * 1024);
	bool good = module_resolve(making->module->path, path, &full) && find(modules, buf_view(&full), number);
	buf_release(&full);
	if (!good)
		return refuse(making, "there is no such module", path);
	if (modules->all)
		modules->joined = modules->count;
	return true;
}

static bool is_joined(const struct making *making, size_t number)
{
	return number < making->modules->joined;
}

/* Appends the address of a file, relative to that of another. */
static void add_address(struct buf *out, const char *from, const char *path)
{
	if (!strchr(from, '/'))
		buf_text(out, "./");
	for (; (from = strchr(from, '/')) != NULL; from++)
		buf_text(out, "../");
	buf_text(out, path);
}

/* Appends an import, or a list of exports of another module. */
static bool add_from(struct making *making, struct str statement, struct str path)
{
	bool exports = str_starts(statement, "export"), good = true;
	size_t number;
	if (!find_imported(making, path, &number))
		return false;
	bool joined = is_joined(making, number);
	if (!joined && making->joined)
		return refuse(making, "the page does not preload it", path);
	if (!joined) {
		buf_str(making->out, statement);
		return true;
	}
	struct buf module;
	buf_init(&module, 64 * 1024);
	buf_format(&module, "$modules[\"%s\"]()", making->modules->found[number]->path);
	if (exports && making->joined) {
		good = module_names(&making->exports, statement, buf_cstr(&module));
	} else if (memchr(statement.at, '{', statement.len)) {
		buf_text(making->out, exports ? "export const { " : "const { ");
		good = module_names(making->out, statement, NULL);
		buf_format(making->out, "} = %s;\n", buf_cstr(&module));
	} else {
		buf_format(making->out, "%s;\n", buf_cstr(&module));
	}
	good = good && !buf_failed(&module);
	buf_release(&module);
	return good || refuse(making, "unknown form of names", statement);
}

static bool add_import(struct making *making, struct str statement)
{
	struct str path = module_source(statement);
	const char *brace = memchr(statement.at, '{', statement.len), *quote = memchr(statement.at, '"', statement.len);
	bool known = path.at && quote &&
		     (brace == statement.at + strlen("import ") || quote == statement.at + strlen("import "));
	return known ? add_from(making, statement, path) : refuse(making, "only names can be imported", statement);
}

static bool add_export_list(struct making *making, struct str statement)
{
	struct str path = module_source(statement);
	if (path.at)
		return add_from(making, statement, path);
	if (making->joined)
		return module_names(&making->exports, statement, "") ||
		       refuse(making, "unknown form of export", statement);
	buf_str(making->out, statement);
	return true;
}

/* Appends a line, with import("./x.js") of a joined module as a call of its function. Other imports, such as of Node's
 * modules, remain. */
static bool add_line(struct making *making, struct str line)
{
	const struct embedded_file *const *found = making->modules->found;
	struct module_call call;
	size_t number;
	while (module_call(line, &call)) {
		if (!call.path.at)
			return refuse(making, "only a literal path can be imported later", line);
		if (!find_imported(making, call.path, &number))
			return false;
		buf_str(making->out, call.before);
		buf_text(making->out, is_joined(making, number) ? "$later(\"" : "import(\"");
		if (is_joined(making, number))
			buf_text(making->out, found[number]->path);
		else
			add_address(making->out, making->joined ? found[0]->path : making->module->path,
				    found[number]->path);
		buf_text(making->out, "\")");
		line = call.after;
	}
	buf_str(making->out, line);
	return true;
}

static bool add_export(struct making *making, struct str line)
{
	struct str declaration, name = module_declared(line, &declaration);
	if (!name.at)
		return refuse(making, "unknown form of export", line);
	buf_format(&making->exports, "%.*s, ", STR_ARG(name));
	return add_line(making, making->joined ? declaration : line);
}

static bool add_statements(struct making *making)
{
	struct str rest = { making->module->bytes, making->module->len };
	bool good = true, inside = false;
	while (good && rest.len) {
		struct str line = module_code(module_statement(&rest), &inside);
		if (str_starts(line, "import "))
			good = add_import(making, line);
		else if (str_starts(line, "export {"))
			good = add_export_list(making, line);
		else if (str_starts(line, "export "))
			good = add_export(making, line);
		else
			good = add_line(making, line);
	}
	return good;
}

static enum result make(struct modules *modules, size_t number, bool joined, struct buf *out, struct buf *why)
{
	struct making making = { .modules = modules, .module = modules->found[number], .joined = joined };
	making.out = out;
	making.why = why;
	buf_init(&making.exports, BUF_CAP);
	/* Browsers compile functions in parentheses at once; of others they look for the end first. */
	if (joined)
		buf_format(out, "$add(\"%s\", (() => {\n", making.module->path);
	bool good = add_statements(&making);
	if (joined) {
		buf_text(out, "return { ");
		buf_str(out, buf_view(&making.exports));
		buf_text(out, "};\n}));\n");
	}
	bool failed = buf_failed(out) || buf_failed(&making.exports);
	buf_release(&making.exports);
	return failed ? RESULT_NO_MEMORY : good ? RESULT_OK : RESULT_REFUSED;
}

enum result modules_join(struct modules *modules, struct buf *out, struct buf *why)
{
	size_t start = out->len;
	enum result status = RESULT_OK;
	buf_text(out,
		 "const $modules = {};\n"
		 "const $add = (path, make) => {\n\tlet made;\n\t$modules[path] = () => (made = made || make());\n};\n"
		 "const $later = async (path) => $modules[path]();\n");
	for (size_t i = 0; status == RESULT_OK && i < modules->joined; i++)
		status = make(modules, i, true, out, why);
	buf_format(out, "export { $modules, $later };\n$modules[\"%s\"]();\n", modules->found[0]->path);
	struct str script = { out->at + start, out->len - start };
	/* Either would end the script in HTML. */
	if (status == RESULT_OK && !buf_failed(out) &&
	    (memmem(script.at, script.len, "</script", 8) || memmem(script.at, script.len, "<!--", 4))) {
		buf_text(why, "a module contains </script or <!--");
		return RESULT_REFUSED;
	}
	return buf_failed(out) ? RESULT_NO_MEMORY : status;
}

enum result modules_rewrite(struct modules *modules, size_t number, struct buf *out, struct buf *why)
{
	buf_text(out, "import { $modules, $later } from \"");
	add_address(out, modules->found[number]->path, modules->found[0]->path);
	buf_text(out, "\";\n");
	return make(modules, number, false, out, why);
}
