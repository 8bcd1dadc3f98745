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
	const char *place = getenv("TMPDIR");
	buf_format(folder, "%s/satchel-XXXXXX", place && *place ? place : "/tmp");
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
}

static enum revision_status git_trouble(int code, struct buf *why)
{
	if (code == GIT_NOT_THERE)
		buf_text(why, "--since needs git, which is not installed");
	else if (why->len == 0)
		buf_text(why, "git could not lay out the revision");
	return code == GIT_FAILED ? REVISION_FAILED : REVISION_UNKNOWN;
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
	int code = buf_failed(&folder) ? GIT_FAILED : git_run(buf_cstr(&folder), arguments, top);
	git_cut_line_end(top);
	if (code > 0 || (code == 0 && top->len == 0))
		buf_format(why, "--since needs a Git repository, and '%s' is in none", buf_cstr(&folder));
	buf_release(&folder);
	return code == 0 && top->len > 0 ? REVISION_OK : git_trouble(code, why);
}

/* Through an index of its own, so that the one of the work tree stays as it is. */
static enum revision_status lay_out(struct revision *revision, const char *top, const char *commit, struct buf *why)
{
	struct buf index, prefix;
	const char *old = getenv("GIT_INDEX_FILE");
	char *kept = old ? strdup(old) : NULL;
	buf_init(&index, BUF_CAP);
	buf_init(&prefix, BUF_CAP);
	buf_format(&index, "%s/index", buf_cstr(&revision->folder));
	buf_format(&prefix, "--prefix=%s/tree/", buf_cstr(&revision->folder));
	const char *const read_tree[] = { "read-tree", commit, NULL };
	const char *const checkout[] = { "checkout-index", "--all", "--quiet", buf_cstr(&prefix), NULL };
	struct buf out;
	buf_init(&out, BUF_CAP);
	int code = GIT_FAILED;
	if (!buf_failed(&index) && !buf_failed(&prefix) && setenv("GIT_INDEX_FILE", buf_cstr(&index), 1) == 0) {
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
	buf_release(&index);
	buf_release(&prefix);
	return code == 0 ? REVISION_OK : git_trouble(code, why);
}

static enum revision_status open_in(struct revision *revision, const char *name, const char *real, const char *top,
				    struct buf *why)
{
	struct buf commit;
	size_t len = strlen(top);
	enum revision_status status = REVISION_FAILED;
	buf_init(&commit, BUF_CAP);
	int code = git_base(top, name, &commit, why);
	if (code != 0) {
		status = git_trouble(code, why);
	} else if (!make_folder(&revision->folder)) {
		buf_format(why, "cannot make a temporary folder: %s", file_status_text(FILE_FAILED));
	} else {
		status = lay_out(revision, top, buf_cstr(&commit), why);
		/* path is below top, or it is top. */
		buf_format(&revision->path, "%s/tree%s", buf_cstr(&revision->folder), real + (len == 1 ? 0 : len));
		if (status == REVISION_OK && access(buf_cstr(&revision->path), F_OK) != 0) {
			buf_format(why, "at '%s' there was no %s", name, real + (len == 1 ? 1 : len + (real[len] == '/')));
			status = REVISION_UNKNOWN;
		}
	}
	buf_release(&commit);
	return status;
}

enum revision_status revision_open(struct revision *revision, const char *name, const char *path, struct buf *why)
{
	struct buf top;
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
