#include "cmd/revision.h"

#include "base/file.h"
#include "base/path.h"
#include "cmd/git.h"

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

void revision_release(struct revision *revision)
{
	if (revision->folder.len > 0)
		nftw(buf_cstr(&revision->folder), remove_one, 16, FTW_DEPTH | FTW_PHYS);
	buf_release(&revision->folder);
	buf_release(&revision->path);
	if (revision->guarded)
		pthread_sigmask(SIG_SETMASK, &revision->mask, NULL);
	revision->guarded = false;
}

static enum revision_status git_trouble(int code, struct buf *why)
{
	if (code == GIT_NOT_THERE)
		buf_text(why, "--since needs git, which is not installed");
	else if (why->len == 0)
		buf_text(why, "git could not lay out the revision");
	return code == GIT_FAILED ? REVISION_FAILED : REVISION_UNKNOWN;
}

/* Where Git is asked for its repository. What GIT_DIR says, as Git itself sets it for hooks, goes by the current folder. */
static const char *repository_of(const char *folder)
{
	return getenv("GIT_DIR") ? NULL : folder;
}

static bool is_below(const char *path, const char *top)
{
	size_t len = strlen(top);
	return len == 1 || (strncmp(path, top, len) == 0 && (path[len] == '/' || path[len] == '\0'));
}

/* The real path of the work tree that the real path is in. */
static enum revision_status find_top(const char *real, bool is_folder, struct buf *top, struct buf *why)
{
	static const char *const arguments[] = { "rev-parse", "--show-toplevel", NULL };
	struct buf folder;
	buf_init(&folder, BUF_CAP);
	if (is_folder)
		buf_text(&folder, real);
	else
		buf_str(&folder, path_folder(real));
	int code = buf_failed(&folder) ? GIT_FAILED : git_run(repository_of(buf_cstr(&folder)), arguments, top);
	git_cut_line_end(top);
	if (code > 0 || (code == 0 && top->len == 0))
		buf_format(why, "--since needs the work tree of a Git repository, and '%s' is in none",
			   buf_cstr(&folder));
	else if (code == 0 && !is_below(real, buf_cstr(top)))
		buf_format(why, "'%s' is not in '%s', the work tree that GIT_DIR means", real, buf_cstr(top));
	bool found = code == 0 && why->len == 0;
	buf_release(&folder);
	return found && top->len > 0 ? REVISION_OK : git_trouble(code, why);
}

/* Through an index of its own, so that the one of the work tree stays as it is. */
static enum revision_status lay_out(struct revision *revision, const char *top, const char *commit, struct buf *why)
{
	static const char *const where[] = { "rev-parse", "--absolute-git-dir", NULL };
	struct buf index, prefix, git, git_dir, work_tree;
	const char *old = getenv("GIT_INDEX_FILE");
	char *kept = old ? strdup(old) : NULL;
	buf_init(&index, BUF_CAP);
	buf_init(&prefix, BUF_CAP);
	buf_format(&index, "%s/index", buf_cstr(&revision->folder));
	buf_format(&prefix, "--prefix=%s/tree/", buf_cstr(&revision->folder));
	struct buf out;
	buf_init(&out, BUF_CAP);
	buf_init(&git, BUF_CAP);
	buf_init(&git_dir, BUF_CAP);
	buf_init(&work_tree, BUF_CAP);
	int code = git_run(repository_of(top), where, &git);
	git_cut_line_end(&git);
	buf_format(&git_dir, "--git-dir=%s", buf_cstr(&git));
	buf_format(&work_tree, "--work-tree=%s", top);
	const char *dir = buf_cstr(&git_dir), *tree = buf_cstr(&work_tree);
	const char *const read_tree[] = { dir, tree, "read-tree", commit, NULL };
	const char *const checkout[] = { dir, tree, "checkout-index", "--all", "--quiet", buf_cstr(&prefix), NULL };
	bool good = code == 0 && !buf_failed(&index) && !buf_failed(&prefix) && !buf_failed(&git_dir) &&
		    !buf_failed(&work_tree);
	code = GIT_FAILED;
	if (good && setenv("GIT_INDEX_FILE", buf_cstr(&index), 1) == 0) {
		code = git_run(top, read_tree, &out);
		if (code == 0)
			code = git_run(top, checkout, &out);
	}
	if (kept)
		setenv("GIT_INDEX_FILE", kept, 1);
	else
		unsetenv("GIT_INDEX_FILE");
	free(kept);
	buf_release(&out);
	buf_release(&git);
	buf_release(&git_dir);
	buf_release(&work_tree);
	buf_release(&index);
	buf_release(&prefix);
	if (code > 0)
		buf_format(why, "git could not lay out the revision in '%s': the disk may be full, or the object missing",
			   buf_cstr(&revision->folder));
	return code == 0 ? REVISION_OK : git_trouble(code > 0 ? GIT_FAILED : code, why);
}

static enum revision_status open_in(struct revision *revision, const char *name, const char *real, const char *top,
				    struct buf *why)
{
	struct buf commit;
	size_t len = strlen(top);
	enum revision_status status = REVISION_FAILED;
	buf_init(&commit, BUF_CAP);
	int code = git_base(repository_of(top), name, &commit, why);
	if (code != 0) {
		status = git_trouble(code, why);
	} else if (!make_folder(&revision->folder)) {
		buf_format(why, "cannot make a temporary folder in TMPDIR, or /tmp: %s", file_status_text(FILE_FAILED));
	} else {
		status = lay_out(revision, top, buf_cstr(&commit), why);
		/* path is below top, or it is top. */
		buf_format(&revision->path, "%s/tree%s", buf_cstr(&revision->folder), real + (len == 1 ? 0 : len));
		if (status == REVISION_OK && access(buf_cstr(&revision->path), F_OK) != 0) {
			buf_format(why, "at '%s' there was no %s", name,
				   real + (len == 1 ? 1 : len + (real[len] == '/')));
			status = REVISION_UNKNOWN;
		}
	}
	buf_release(&commit);
	return status;
}

void revision_tell(const struct revision *revision, const char *name, const struct buf *said, struct buf *out)
{
	struct buf folder;
	const char *at = buf_cstr(said);
	buf_init(&folder, BUF_CAP);
	buf_format(&folder, "%s/tree/", buf_cstr(&revision->folder));
	for (const char *found; (found = strstr(at, buf_cstr(&folder))) != NULL; at = found + folder.len)
		buf_add(out, at, (size_t)(found - at));
	buf_text(out, at);
	buf_format(out, "this was so at '%s'\n", name);
	out->failed = out->failed || buf_failed(&folder) || buf_failed(said);
	buf_release(&folder);
}

enum revision_status revision_open(struct revision *revision, const char *name, const char *path, struct buf *why)
{
	struct buf top;
	sigset_t ends;
	git_ends(&ends);
	revision->guarded = pthread_sigmask(SIG_BLOCK, &ends, &revision->mask) == 0;
	buf_init(&revision->folder, BUF_CAP);
	buf_init(&revision->path, BUF_CAP);
	buf_init(&top, BUF_CAP);
	char *real = realpath(path, NULL);
	enum revision_status status = REVISION_UNKNOWN;
	if (!real) {
		buf_format(why, "cannot read '%s': %s", path, file_status_text(FILE_FAILED));
	} else {
		struct stat info;
		status = find_top(real, stat(real, &info) == 0 && S_ISDIR(info.st_mode), &top, why);
		if (status == REVISION_OK)
			status = open_in(revision, name, real, buf_cstr(&top), why);
	}
	free(real);
	buf_release(&top);
	return status;
}
