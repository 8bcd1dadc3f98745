/* Only what touches lines changed since a revision. */
#include "base/path.h"
#include "check/map.h"
#include "cmd/changes.h"
#include "cmd/checker.h"
#include "cmd/git.h"
#include "report/excerpt.h"

#include <stdlib.h>

struct since {
	struct checker *checker;
	struct buf top;	     /* the real path of the work tree */
	struct buf tracked;  /* the names Git knows, a zero behind each */
	struct map known;    /* from these names */
	struct changes changes;
	/* The file at hand, to see where its elements end. */
	struct buf bytes;
	const char *read_path;
};

static int out_of_memory(const struct checker *checker)
{
	return checker_fail(checker, EXIT_FAILED, "out of memory");
}

static int git_trouble(const struct checker *checker, int code)
{
	if (code == GIT_NOT_THERE)
		return checker_fail(checker, EXIT_USAGE, "--since needs git, which is not installed");
	return checker_fail(checker, EXIT_USAGE, "git could not tell what has changed since '%s'", checker->since);
}

/* Where Git is asked: the working folder, where a hook's environment fits, or else the folder of the first lesson. */
static int find_top(struct since *since)
{
	static const char *const arguments[] = { "rev-parse", "--show-toplevel", NULL };
	struct checker *checker = since->checker;
	const char *path = checker->lessons.count ? checker->lessons.paths[0] : ".";
	struct str folder = path_folder(path);
	int code = path[0] == '/' || strstr(path, "../") ? 1 : git_run(NULL, arguments, &since->top);
	if (code != 0 && code != GIT_NOT_THERE) {
		struct buf name;
		buf_init(&name, BUF_CAP);
		buf_str(&name, folder.len ? folder : STR("/"));
		code = buf_failed(&name) ? GIT_FAILED : git_run(buf_cstr(&name), arguments, &since->top);
		buf_release(&name);
	}
	git_cut_line_end(&since->top);
	if (code == 0 && since->top.len)
		return CHECKER_GO_ON;
	if (code == GIT_NOT_THERE || code == GIT_FAILED)
		return git_trouble(checker, code);
	return checker_fail(checker, EXIT_USAGE, "--since needs a Git repository, and '%.*s' is in none", STR_ARG(folder));
}

/* Reads the commit that REV and what is checked out have in common. */
static int find_base(struct since *since, struct buf *base)
{
	struct checker *checker = since->checker;
	struct buf why;
	buf_init(&why, BUF_CAP);
	int status = git_base(buf_cstr(&since->top), checker->since, base, &why);
	int code = status == 0	      ? CHECKER_GO_ON
		   : why.len > 0      ? checker_fail(checker, EXIT_USAGE, "%s", buf_cstr(&why))
				      : git_trouble(checker, status);
	buf_release(&why);
	return code;
}

static int read_changes(struct since *since)
{
	struct buf base, diff;
	const char *top = buf_cstr(&since->top);
	buf_init(&base, BUF_CAP);
	buf_init(&diff, BUF_CAP);
	int code = find_base(since, &base);
	if (code == CHECKER_GO_ON) {
		const char *const arguments[] = {
			/* Git hands settings on to the submodules, but not options. */
			"-c", "core.quotePath=false", "-c", "diff.context=0", "-c", "diff.renames=true", "diff",
			"--no-ext-diff", "--no-textconv", "--no-color", "--text", "--no-relative", "--unified=0", "--inter-hunk-context=0", "--find-renames", "--src-prefix=a/",
			"--dst-prefix=b/", "--ignore-submodules=none", "--submodule=diff", buf_cstr(&base), "--", NULL,
		};
		int status = git_run(top, arguments, &diff);
		if (status != 0)
			code = git_trouble(since->checker, status);
		else if (!changes_read(&since->changes, buf_view(&diff)))
			code = out_of_memory(since->checker);
	}
	if (code == CHECKER_GO_ON) {
		static const char *const arguments[] = { "ls-files", "--cached", "--recurse-submodules", "-z", NULL };
		int status = git_run(top, arguments, &since->tracked);
		if (status != 0)
			code = git_trouble(since->checker, status);
	}
	struct str names = buf_view(&since->tracked);
	for (size_t at = 0; code == CHECKER_GO_ON && at < names.len; at += strlen(names.at + at) + 1) {
		void **slot = map_put(&since->known, str_from(names.at + at));
		if (!slot)
			code = out_of_memory(since->checker);
		else
			*slot = since;
	}
	buf_release(&base);
	buf_release(&diff);
	return code;
}

/* Appends path as Git has it, from the top of the work tree; false where it does not lie there. */
static bool git_path(const struct since *since, const char *path, struct buf *out)
{
	struct config here = { .root = buf_view(&since->top) };
	return config_relative(&here, path, out);
}

/* The line that the element, whose start tag begins at start, ends in: counted by its start and end tags, which is
 * enough for a file that could be read. */
static uint32_t element_end(struct str bytes, size_t start, uint32_t line)
{
	size_t len = 1, depth = 0, at = start;
	while (start + len < bytes.len && !strchr(" \t\r\n/>", bytes.at[start + len]))
		len++;
	struct str name = { bytes.at + start + 1, len - 1 };
	for (uint32_t now = line; at < bytes.len; at++) {
		char c = bytes.at[at];
		now += c == '\n';
		if (c != '<')
			continue;
		bool closes = at + 1 < bytes.len && bytes.at[at + 1] == '/';
		size_t from = at + 1 + closes, after = from + name.len;
		if (after >= bytes.len || memcmp(bytes.at + from, name.at, name.len) != 0 ||
		    !strchr(" \t\r\n/>", bytes.at[after]))
			continue;
		const char *end = memchr(bytes.at + after, '>', bytes.len - after);
		if (!end)
			return now;
		if (closes)
			depth--;
		else if (end[-1] != '/')
			depth++;
		for (; at < (size_t)(end - bytes.at); at++)
			now += bytes.at[at] == '\n';
		if (depth == 0)
			return now;
	}
	return line;
}

/* The last line that a finding is about. Where the caret stands below a tag, the element as a whole is meant. */
static uint32_t last_line(struct since *since, const struct diagnostic *d)
{
	if (!d->text.len || d->text.at[0] != '<')
		return d->place.end_line;
	if (since->read_path != d->path) {
		if (file_read(d->path, BUF_CAP / 2, &since->bytes) != FILE_OK)
			buf_clear(&since->bytes);
		since->read_path = d->path;
	}
	struct source source;
	source_init(&source, d->path, buf_view(&since->bytes));
	struct str line = source_line(&source, d->place.line);
	size_t start = line.at ? (size_t)(line.at - source.bytes.at) + excerpt_column_offset(line, d->place.column) : 0;
	uint32_t end = d->place.end_line;
	if (line.at && start < source.bytes.len && source.bytes.at[start] == '<')
		end = element_end(source.bytes, start, d->place.line);
	source_release(&source);
	return end > d->place.end_line ? end : d->place.end_line;
}

static bool touches(struct since *since, const struct diagnostic *d, bool *failed)
{
	struct buf path;
	buf_init(&path, BUF_CAP);
	bool inside = git_path(since, d->path, &path);
	struct str name = buf_view(&path);
	const struct changed_file *file = inside ? changes_find(&since->changes, name) : NULL;
	bool fresh = !inside || !map_get(&since->known, name);
	*failed = *failed || buf_failed(&path);
	buf_release(&path);
	if (fresh || !file)
		return fresh;
	return d->place.line == 0 || changes_touch(file, d->place.line, last_line(since, d));
}

int checker_apply_since(struct checker *checker, struct report *report)
{
	struct since since = { .checker = checker };
	bool failed = false;
	buf_init(&since.top, BUF_CAP);
	buf_init(&since.tracked, BUF_CAP);
	buf_init(&since.bytes, BUF_CAP);
	map_init(&since.known);
	changes_init(&since.changes);
	int code = CHECKER_GO_ON;
	for (size_t i = 0; i < checker->lessons.count; i++)
		if (strcmp(checker->lessons.paths[i], "-") == 0)
			code = checker_fail(checker, EXIT_USAGE,
					    "--since can't go with standard input: Git compares files");
	if (code == CHECKER_GO_ON)
		code = find_top(&since);
	if (code == CHECKER_GO_ON)
		code = read_changes(&since);
	for (struct diagnostic **link = &report->first; code == CHECKER_GO_ON && *link && !failed;) {
		if (touches(&since, *link, &failed))
			link = &(*link)->next;
		else
			report_drop(report, link);
	}
	if (failed)
		code = out_of_memory(checker);
	changes_release(&since.changes);
	map_release(&since.known);
	buf_release(&since.bytes);
	buf_release(&since.tracked);
	buf_release(&since.top);
	return code;
}
