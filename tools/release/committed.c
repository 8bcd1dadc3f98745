#include "release/committed.h"

#include "base/path.h"
#include "base/shell.h"
#include "check/core/config.h"
#include "base/map.h"
#include "check/reference/retired.h"
#include "check/core/tree_root.h"
#include "vcs/git.h"
#include "pack/assets.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct commit_check {
	struct committed *committed;
	struct build *build;
	char *folder;	     /* real path of the definition's folder */
	struct buf root;     /* displayed path of the root of the content tree */
	struct buf top;	     /* real path of the work tree */
	struct buf tracked;  /* output of git ls-files */
	struct buf changed;  /* output of git status */
	struct buf said;     /* error output of Git */
	/* Paths relative to the top; differ: status of changed ones. */
	struct map tracked_paths, differ, reported;
	struct arena arena;
	bool no_memory;
};

void committed_init(struct committed *committed)
{
	*committed = (struct committed){ .count = 0 };
	buf_init(&committed->commit, BUF_CAP);
	buf_init(&committed->tree, 64 * 1024);
	buf_init(&committed->missing, BUF_CAP);
}

void committed_release(struct committed *committed)
{
	buf_release(&committed->commit);
	buf_release(&committed->tree);
	buf_release(&committed->missing);
}

static bool put(struct commit_check *work, struct map *map, struct str path, const char *text)
{
	void **slot = map_put(map, path);
	if (slot)
		*slot = (void *)(uintptr_t)text;
	work->no_memory = work->no_memory || !slot;
	return slot != NULL;
}

static void add_missing(struct commit_check *work, const char *path, const char *what)
{
	struct committed *committed = work->committed;
	if (committed->count++ < COMMITTED_SHOWN)
		buf_format(&committed->missing, "%s: %s\n", path, what);
}

static enum result fail(struct commit_check *work, int code)
{
	if (work->no_memory)
		return RESULT_NO_MEMORY;
	git_cut_line_end(&work->said);
	buf_format(&work->build->why, "cannot query Git about '%s': %s",
		   work->build->definition.source.path,
		   code == GIT_NOT_THERE ? "git is not installed"
		   : work->said.len > 0  ? buf_cstr(&work->said)
					 : "git failed; run git status there");
	return RESULT_FAILED;
}

/* Finds HEAD and the work tree. False outside a repository, or if Git fails, which sets *code. */
static bool find_repository(struct commit_check *work, int *code)
{
	static const char *const find_top[] = { "rev-parse", "--show-toplevel", NULL };
	static const char *const find_commit[] = { "rev-parse", "--verify", "--quiet", "HEAD^{commit}", NULL };
	const struct git git = { work->folder, NULL, false };
	*code = git_run(&git, find_top, &work->top, &work->said);
	git_cut_line_end(&work->top);
	if (*code != 0)
		return false;
	work->committed->in_repository = true;
	/* Before the first commit everything differs. */
	if (git_run(&git, find_commit, &work->committed->commit, NULL) != 0)
		buf_clear(&work->committed->commit);
	git_cut_line_end(&work->committed->commit);
	return true;
}

/* Parses "H PATH", each followed by a zero byte; another letter means that Git does not check whether the file
 * changed. */
static bool take_tracked(struct commit_check *work)
{
	for (size_t at = 0; at + 2 < work->tracked.len;) {
		struct str path = str_from(work->tracked.at + at + 2);
		bool looks = work->tracked.at[at] == 'H';
		if (!put(work, &work->tracked_paths, path, "tracked") ||
		    (!looks && !put(work, &work->differ, path, "Git is configured to ignore changes to it")))
			return false;
		at += 2 + path.len + 1;
	}
	return true;
}

/* Parses "XY PATH", each followed by a zero byte. */
static bool take_changed(struct commit_check *work)
{
	for (size_t at = 0; at + 3 < work->changed.len;) {
		struct str path = str_from(work->changed.at + at + 3);
		if (!put(work, &work->differ, path, "changed since the last commit"))
			return false;
		at += 3 + path.len + 1;
	}
	return true;
}

static int list_paths(struct commit_check *work)
{
	static const char *const list_tracked[] = { "ls-files", "-v", "-z", NULL };
	static const char *const list_changed[] = { "status",	    "--porcelain=v1",	      "-z",
						    "--no-renames", "--untracked-files=no", NULL };
	const struct git git = { buf_cstr(&work->top), NULL, false };
	int code = git_run(&git, list_tracked, &work->tracked, &work->said);
	if (code == 0)
		code = git_run(&git, list_changed, &work->changed, &work->said);
	if (code == 0 && (!take_tracked(work) || !take_changed(work)))
		code = GIT_FAILED;
	return code;
}

/* The path relative to the top of the work tree; at is NULL if it is outside. */
static struct str from_top(struct commit_check *work, const char *path)
{
	struct str in = path_folder(path), found = STR_NONE;
	char *folder = strndup(in.at, in.len), *real = folder ? realpath(folder, NULL) : NULL;
	struct buf whole;
	buf_init(&whole, 64 * 1024);
	if (real)
		buf_format(&whole, "%s/%s", strcmp(real, "/") == 0 ? "" : real, path_name(path));
	bool inside = real && str_starts(buf_view(&whole), buf_cstr(&work->top)) && whole.at[work->top.len] == '/';
	if (inside)
		found = arena_str(&work->arena, str_from(whole.at + work->top.len + 1));
	work->no_memory = work->no_memory || !folder || buf_failed(&whole) || (inside && !found.at);
	free(folder);
	free(real);
	buf_release(&whole);
	return found;
}

static const char *untracked_text(struct commit_check *work, const char *name)
{
	const char *const ask[] = { "check-ignore", "--quiet", "--", name, NULL };
	struct buf nothing;
	buf_init(&nothing, BUF_CAP);
	const struct git git = { buf_cstr(&work->top), NULL, false };
	bool ignored = work->committed->count < COMMITTED_SHOWN && git_run(&git, ask, &nothing, NULL) == 0;
	buf_release(&nothing);
	return ignored ? "ignored by Git" : "not tracked by Git";
}

static void check_file(struct commit_check *work, const char *path)
{
	struct stat info;
	if (lstat(path, &info) != 0)
		return;
	struct str name = from_top(work, path);
	if (work->no_memory || (name.at && map_get(&work->reported, name)))
		return;
	if (name.at && !put(work, &work->reported, name, "reported"))
		return;
	const char *how = name.at ? map_get(&work->differ, name) : "outside the Git repository";
	if (how)
		add_missing(work, path, how);
	else if (!map_get(&work->tracked_paths, name))
		add_missing(work, path, untracked_text(work, name.at));
	char *real = S_ISLNK(info.st_mode) ? realpath(path, NULL) : NULL;
	if (real && strcmp(real, path) != 0)
		check_file(work, real);
	free(real);
}

/* Reports removed files, which the release would lack. */
static void report_gone(struct commit_check *work, struct str name, const char *path)
{
	struct stat info;
	struct buf shown;
	if (lstat(path, &info) == 0 || map_get(&work->reported, name) || !put(work, &work->reported, name, "reported"))
		return;
	buf_init(&shown, 64 * 1024);
	path_shown(&shown, path, NULL);
	add_missing(work, buf_cstr(&shown), "removed since the last commit");
	buf_release(&shown);
}

/* Reports all files removed from the folder; with all unset, only those that matter in the root of a tree. */
static void check_gone(struct commit_check *work, const char *folder, bool all)
{
	char *real = realpath(folder, NULL);
	struct buf path;
	buf_init(&path, 64 * 1024);
	for (size_t i = 0; real && i < work->differ.room; i++) {
		const struct map_slot *slot = &work->differ.slots[i];
		if (!slot->value)
			continue;
		buf_clear(&path);
		buf_format(&path, "%s/%s", buf_cstr(&work->top), slot->key);
		if (buf_failed(&path) || !str_starts(buf_view(&path), real) || path.at[strlen(real)] != '/')
			continue;
		const char *rest = path.at + strlen(real) + 1;
		if (all || strcmp(rest, CONFIG_NAME) == 0 || strcmp(rest, RETIRED_NAME) == 0)
			report_gone(work, (struct str){ slot->key, slot->len }, path.at);
	}
	work->no_memory = work->no_memory || !real || buf_failed(&path);
	free(real);
	buf_release(&path);
}

static void check_named(struct commit_check *work, const char *name)
{
	struct buf path;
	buf_init(&path, 64 * 1024);
	buf_format(&path, "%s/%s", buf_cstr(&work->root), name);
	check_file(work, buf_cstr(&path));
	buf_release(&path);
}

static void check_files(struct commit_check *work, const struct file_list *lessons, const char *config)
{
	const struct build *build = work->build;
	check_file(work, build->definition.source.path);
	if (config)
		check_file(work, config);
	else
		check_named(work, CONFIG_NAME);
	check_named(work, RETIRED_NAME);
	for (size_t i = 0; i < lessons->count; i++)
		check_file(work, lessons->paths[i]);
	for (size_t i = 0; build->assets && i < build->assets->file_count; i++)
		check_file(work, build->assets->files[i].path);
	check_gone(work, buf_cstr(&build->folder), true);
	check_gone(work, buf_cstr(&work->root), false);
}

static void add_word(struct commit_check *work, const char *name)
{
	struct buf *tree = &work->committed->tree;
	struct buf path;
	buf_init(&path, 64 * 1024);
	buf_format(&path, "%s/%s", buf_cstr(&work->root), name);
	buf_char(tree, ' ');
	shell_word(tree, buf_cstr(&path));
	buf_release(&path);
}

static bool find_root(struct commit_check *work)
{
	struct buf *tree = &work->committed->tree;
	char *real = realpath(buf_cstr(&work->build->folder), NULL), *root = real ? strdup(real) : NULL;
	struct buf folder;
	buf_init(&folder, 64 * 1024);
	if (root) {
		path_shown(&folder, real, NULL);
		path_shown(&work->root, tree_root_climb(root) ? root : real, NULL);
		shell_word(tree, buf_cstr(&folder));
		if (strcmp(buf_cstr(&folder), buf_cstr(&work->root)) != 0) {
			add_word(work, CONFIG_NAME);
			add_word(work, RETIRED_NAME);
		}
	}
	work->no_memory = !root || buf_failed(&work->root) || buf_failed(&folder) || buf_failed(tree);
	free(real);
	free(root);
	buf_release(&folder);
	return !work->no_memory;
}

enum result committed_check(struct committed *committed, struct build *build, const struct file_list *lessons,
			    const char *config)
{
	struct commit_check work = { .committed = committed, .build = build };
	struct str in = path_folder(build->definition.source.path);
	char *folder = strndup(in.at, in.len);
	enum result status = RESULT_NO_MEMORY;
	int code;
	buf_init(&work.root, 64 * 1024);
	buf_init(&work.top, BUF_CAP);
	buf_init(&work.tracked, BUF_CAP);
	buf_init(&work.changed, BUF_CAP);
	buf_init(&work.said, BUF_CAP);
	map_init(&work.tracked_paths);
	map_init(&work.differ);
	map_init(&work.reported);
	arena_init(&work.arena);
	work.folder = folder ? realpath(folder, NULL) : NULL;
	if (!work.folder || !find_root(&work))
		goto out;
	status = RESULT_OK;
	if (!find_repository(&work, &code)) {
		status = git_is_near(work.folder) ? fail(&work, code) : RESULT_OK;
		goto out;
	}
	code = list_paths(&work);
	if (code == 0)
		check_files(&work, lessons, config);
	if (code != 0)
		status = fail(&work, code);
	else if (work.no_memory || buf_failed(&committed->missing))
		status = RESULT_NO_MEMORY;
out:
	free(folder);
	free(work.folder);
	buf_release(&work.root);
	buf_release(&work.top);
	buf_release(&work.tracked);
	buf_release(&work.changed);
	buf_release(&work.said);
	map_release(&work.tracked_paths);
	map_release(&work.differ);
	map_release(&work.reported);
	arena_release(&work.arena);
	return status;
}
