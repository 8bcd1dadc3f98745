#include "vcs/revision.h"

#include "base/file.h"
#include "base/path.h"
#include "vcs/git.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool make_folder(struct buf *folder)
{
	const char *named = getenv("TMPDIR");
	char *place = realpath(named && *named ? named : "/tmp", NULL);
	if (!place)
		return false;
	buf_format(folder, "%s/satchel-XXXXXX", place);
	free(place);
	if (buf_failed(folder) || mkdtemp(folder->at))
		return !buf_failed(folder);
	int why = errno;
	buf_clear(folder);
	errno = why;
	return false;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info;
	(void)type;
	(void)walk;
	remove(path);
	return 0;
}

static int remove_absolute_link(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	char target;
	(void)info;
	(void)walk;
	if (type == FTW_SL && readlink(path, &target, 1) == 1 && target == '/')
		remove(path);
	return 0;
}

void revision_init(struct revision *revision)
{
	*revision = (struct revision){ .guarded = false };
	buf_init(&revision->folder, BUF_CAP);
	buf_init(&revision->top, BUF_CAP);
}

void revision_release(struct revision *revision)
{
	if (revision->folder.len > 0)
		nftw(buf_cstr(&revision->folder), remove_one, 16, FTW_DEPTH | FTW_PHYS);
	buf_release(&revision->folder);
	buf_release(&revision->top);
	if (revision->guarded)
		pthread_sigmask(SIG_SETMASK, &revision->mask, NULL);
	revision->guarded = false;
}

static enum result git_error(int code, struct buf *why)
{
	if (code == GIT_NOT_THERE)
		buf_text(why, "--since needs git, which is not installed");
	else if (why->len == 0)
		buf_text(why, "git could not check out the revision");
	return code == GIT_FAILED ? RESULT_FAILED : RESULT_REFUSED;
}

/* The real path of the work tree that contains path, whose real path is real. */
static enum result find_top(struct git *git, const char *path, const char *real, struct buf *top, struct buf *why)
{
	static const char *const arguments[] = { "rev-parse", "--show-toplevel", NULL };
	struct buf said;
	buf_init(&said, BUF_CAP);
	int code = git_run(git, arguments, top, &said);
	/* GIT_DIR may name a repository that cannot be found from the folder. */
	if (code > 0 && getenv("GIT_DIR")) {
		struct git named = { git->folder, NULL, true };
		if (git_run(&named, arguments, top, NULL) == 0) {
			*git = named;
			code = 0;
		}
	}
	git_cut_line_end(top);
	git_cut_line_end(&said);
	if (code > 0 || (code == 0 && top->len == 0))
		buf_format(why, "--since needs the work tree of a Git repository; for '%s', Git says: %s", path,
			   said.len ? buf_cstr(&said) : "no work tree");
	else if (code == 0 && !path_is_below(real, buf_cstr(top)))
		buf_format(why, "'%s' is not in '%s', the work tree of GIT_DIR", real, buf_cstr(top));
	bool found = code == 0 && why->len == 0;
	buf_release(&said);
	return found ? RESULT_OK : git_error(code, why);
}

static bool lay_out_submodules(const struct git *git, const char *top, const char *to, struct buf *why);

/* Writes the files of commit, of the work tree top, into the folder to, which ends with a slash. Uses a separate index,
 * stored beside the files, so that the work tree's index is unchanged. */
static int lay_out(const struct git *asked, const char *top, const char *commit, const char *to, struct buf *why)
{
	static const char *const where[] = { "rev-parse", "--absolute-git-dir", NULL };
	struct buf index, prefix, git_dir, work_tree, out, said;
	buf_init(&index, BUF_CAP);
	buf_init(&prefix, BUF_CAP);
	buf_init(&git_dir, BUF_CAP);
	buf_init(&work_tree, BUF_CAP);
	buf_init(&out, BUF_CAP);
	buf_init(&said, BUF_CAP);
	int code = git_run(asked, where, &out, &said);
	git_cut_line_end(&out);
	buf_format(&index, "%.*s.index", (int)strlen(to) - 1, to);
	buf_format(&prefix, "--prefix=%s", to);
	buf_format(&git_dir, "--git-dir=%s", buf_cstr(&out));
	buf_format(&work_tree, "--work-tree=%s", top);
	const char *dir = buf_cstr(&git_dir), *tree = buf_cstr(&work_tree);
	const char *const read_tree[] = { dir, tree, "read-tree", commit, NULL };
	const char *const checkout[] = { dir, tree, "checkout-index", "--all", "--quiet", buf_cstr(&prefix), NULL };
	const struct git git = { top, buf_cstr(&index), false };
	if (code == 0 && (buf_failed(&index) || buf_failed(&prefix) || buf_failed(&git_dir) || buf_failed(&work_tree)))
		code = GIT_FAILED;
	if (code == 0)
		code = git_run(&git, read_tree, &out, &said);
	if (code == 0)
		code = git_run(&git, checkout, &out, &said);
	git_cut_line_end(&said);
	if (code > 0)
		buf_format(why, "Git could not check out the revision in '%s': %s", to,
			   said.len ? buf_cstr(&said) : "the disk may be full, or an object missing");
	if (code == 0 && !lay_out_submodules(&git, top, to, why))
		code = GIT_FAILED;
	buf_release(&out);
	buf_release(&said);
	buf_release(&git_dir);
	buf_release(&work_tree);
	buf_release(&index);
	buf_release(&prefix);
	return code;
}

/* Writes the files of the submodule at name below top, if it is checked out and has the commit. */
static bool lay_out_submodule(const char *top, const char *to, struct str commit, struct str name)
{
	struct buf folder, below, id, unheard;
	buf_init(&folder, BUF_CAP);
	buf_init(&below, BUF_CAP);
	buf_init(&id, BUF_CAP);
	buf_init(&unheard, BUF_CAP);
	buf_format(&folder, "%s/%.*s", top, STR_ARG(name));
	buf_format(&below, "%s%.*s/", to, STR_ARG(name));
	buf_str(&id, commit);
	bool good = !buf_failed(&folder) && !buf_failed(&below) && !buf_failed(&id);
	struct buf marker;
	buf_init(&marker, BUF_CAP);
	buf_format(&marker, "%s/.git", buf_cstr(&folder));
	if (good && access(buf_cstr(&marker), F_OK) == 0) {
		const struct git git = { buf_cstr(&folder), NULL, false };
		good = lay_out(&git, buf_cstr(&folder), buf_cstr(&id), buf_cstr(&below), &unheard) != GIT_FAILED;
	}
	buf_release(&marker);
	buf_release(&folder);
	buf_release(&below);
	buf_release(&id);
	buf_release(&unheard);
	return good;
}

/* Writes the submodules in the index: "160000 COMMIT 0<tab>NAME", each followed by a zero byte. */
static bool lay_out_submodules(const struct git *git, const char *top, const char *to, struct buf *why)
{
	static const char *const list[] = { "ls-files", "--stage", "-z", NULL };
	struct buf modules, out;
	bool good = true;
	buf_init(&modules, BUF_CAP);
	buf_init(&out, BUF_CAP);
	buf_format(&modules, "%s.gitmodules", to);
	if (access(buf_cstr(&modules), F_OK) == 0)
		good = git_run(git, list, &out, why) == 0;
	for (struct str rest = buf_view(&out); good && rest.len;) {
		struct str line = { rest.at, strlen(rest.at) };
		const char *tab = memchr(line.at, '\t', line.len), *id = line.at + strlen("160000 ");
		rest = (struct str){ line.at + line.len + 1, rest.len > line.len ? rest.len - line.len - 1 : 0 };
		if (!tab || !str_starts(line, "160000 "))
			continue;
		struct str name = { tab + 1, line.len - (size_t)(tab + 1 - line.at) };
		good = lay_out_submodule(top, to, (struct str){ id, strcspn(id, " ") }, name);
	}
	buf_release(&out);
	buf_release(&modules);
	return good;
}

static enum result open_in(struct revision *revision, const struct git *git, const char *name, struct buf *why)
{
	struct buf commit, to;
	enum result status = RESULT_FAILED;
	buf_init(&commit, BUF_CAP);
	buf_init(&to, BUF_CAP);
	int code = git_base(git, name, &commit, why);
	if (code != 0) {
		status = git_error(code, why);
	} else if (!make_folder(&revision->folder)) {
		buf_format(why, "cannot make a temporary folder in TMPDIR, or /tmp: %s", file_status_text(FILE_FAILED));
	} else {
		buf_format(&to, "%s/tree/", buf_cstr(&revision->folder));
		code = lay_out(git, buf_cstr(&revision->top), buf_cstr(&commit), buf_cstr(&to), why);
		status = code == 0 ? RESULT_OK : git_error(code > 0 ? GIT_FAILED : code, why);
		/* Absolute links would lead to the current files. */
		nftw(buf_cstr(&to), remove_absolute_link, 16, FTW_PHYS);
	}
	buf_release(&to);
	buf_release(&commit);
	return status;
}

void revision_rewrite(const struct revision *revision, const char *name, const struct buf *said, struct buf *out)
{
	struct buf folder;
	const char *at = buf_cstr(said);
	buf_init(&folder, BUF_CAP);
	buf_format(&folder, "%s/tree/", buf_cstr(&revision->folder));
	for (const char *found; (found = strstr(at, buf_cstr(&folder))) != NULL; at = found + folder.len)
		buf_add(out, at, (size_t)(found - at));
	buf_text(out, at);
	buf_format(out, "this is the state at '%s'\n", name);
	out->failed = out->failed || buf_failed(&folder) || buf_failed(said);
	buf_release(&folder);
}

enum result revision_open(struct revision *revision, const char *name, const char *path, struct buf *why)
{
	struct buf folder;
	struct stat info;
	sigset_t ends;
	git_ends(&ends);
	revision->guarded = pthread_sigmask(SIG_BLOCK, &ends, &revision->mask) == 0;
	char *real = realpath(path, NULL);
	if (!real) {
		buf_format(why, "cannot read '%s': %s", path, file_status_text(FILE_FAILED));
		return RESULT_REFUSED;
	}
	buf_init(&folder, BUF_CAP);
	if (stat(real, &info) == 0 && S_ISDIR(info.st_mode))
		buf_text(&folder, real);
	else
		buf_str(&folder, path_folder(real));
	struct git git = { buf_cstr(&folder), NULL, false };
	enum result status = buf_failed(&folder) ? RESULT_FAILED : find_top(&git, path, real, &revision->top, why);
	if (status == RESULT_OK)
		status = open_in(revision, &git, name, why);
	buf_release(&folder);
	free(real);
	return status;
}

bool revision_path(const struct revision *revision, const char *path, struct buf *out)
{
	const char *top = buf_cstr(&revision->top);
	char *real = realpath(path, NULL);
	bool inside = real && path_is_below(real, top);
	if (inside)
		buf_format(out, "%s/tree%s", buf_cstr(&revision->folder),
			   real + (revision->top.len == 1 ? 0 : revision->top.len));
	free(real);
	return inside && !buf_failed(out);
}

bool revision_had(const struct revision *revision, const char *path, struct buf *then)
{
	buf_clear(then);
	return revision_path(revision, path, then) && access(buf_cstr(then), F_OK) == 0;
}

void revision_now(const struct revision *revision, const char *then, struct buf *now)
{
	if (revision->top.len > 1)
		buf_str(now, buf_view(&revision->top));
	buf_text(now, then + revision->folder.len + strlen("/tree"));
}

bool revision_find_up(const struct revision *revision, const char *folder, const char *name, struct buf *now)
{
	struct buf then;
	bool found = false;
	buf_init(&then, BUF_CAP);
	bool known = revision_path(revision, folder, &then);
	while (known && !found && then.len >= revision->folder.len + strlen("/tree")) {
		size_t len = then.len;
		buf_format(&then, "/%s", name);
		found = access(buf_cstr(&then), F_OK) == 0;
		buf_cut(&then, len);
		if (found)
			revision_now(revision, buf_cstr(&then), now);
		buf_cut(&then, path_folder(buf_cstr(&then)).len);
		known = !buf_failed(&then);
	}
	now->failed = now->failed || buf_failed(&then);
	buf_release(&then);
	return found;
}

const char *revision_repository(const char *path)
{
	bool below = path[0] != '/' && strncmp(path, "../", 3) != 0 && !strstr(path, "/../") && strcmp(path, "..") != 0;
	char *here = below ? realpath(".", NULL) : NULL;
	bool asked_here = here && (getenv("GIT_DIR") || git_is_near(here));
	free(here);
	return asked_here ? "." : path;
}
