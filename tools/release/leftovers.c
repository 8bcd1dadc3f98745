#include "release/leftovers.h"

#include "base/file.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const kinds[] = { [LEFTOVER_TEMPORARY] = "tmp", [LEFTOVER_OLD] = "old" };

void leftover_name(struct buf *out, const char *destination, enum leftover kind, unsigned noise)
{
	const char *name = path_name(destination);
	buf_add(out, destination, (size_t)(name - destination));
	buf_format(out, ".%s.%s-%08x", name, kinds[kind], noise);
}

/* Whether leftover_name could have made name for the folder called own. */
static bool is_leftover(const char *name, const char *own, enum leftover kind)
{
	size_t len = strlen(own);
	if (name[0] != '.' || strncmp(name + 1, own, len) != 0 || name[1 + len] != '.')
		return false;
	const char *rest = name + 1 + len + 1;
	return strncmp(rest, kinds[kind], 3) == 0 && rest[3] == '-' && strlen(rest + 4) == 8 &&
	       strspn(rest + 4, "0123456789abcdef") == 8;
}

static bool remove_in(int parent, const char *name);

/* Removes the content of an open folder, and closes it. */
static bool empty(int fd)
{
	DIR *folder = fdopendir(fd);
	bool good = folder != NULL;
	if (!folder) {
		close(fd);
		return false;
	}
	for (struct dirent *entry; good && (entry = readdir(folder));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			good = remove_in(dirfd(folder), entry->d_name);
	int why = errno;
	closedir(folder);
	errno = why;
	return good;
}

/* A release has three levels of folders below its own. */
static bool remove_in(int parent, const char *name)
{
	struct stat info;
	if (fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	if (!S_ISDIR(info.st_mode))
		return unlinkat(parent, name, 0) == 0 || errno == ENOENT;
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return fd >= 0 && empty(fd) && (unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT);
}

bool tree_remove(const char *path)
{
	return remove_in(AT_FDCWD, path);
}

int leftover_lock(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	/* Some network file systems cannot lock folders; there, parallel runs are not detected. */
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return fd;
	close(fd);
	errno = EWOULDBLOCK;
	return -1;
}

/* Calls visit for each leftover of the kind until it returns something other than RESULT_OK. */
typedef enum result visit_leftover(const char *destination, const char *path, struct buf *why);

static enum result each(const char *destination, enum leftover kind, visit_leftover *visit, struct buf *why)
{
	struct str in = path_folder(destination);
	struct buf path;
	enum result status = RESULT_OK;
	buf_init(&path, 64 * 1024);
	buf_str(&path, in);
	DIR *folder = buf_failed(&path) ? NULL : opendir(path.at);
	if (!folder) {
		status = file_result(buf_failed(&path) ? FILE_NO_MEMORY : FILE_FAILED, "write", destination, why);
	}
	for (struct dirent *entry; folder && status == RESULT_OK && (entry = readdir(folder));) {
		if (!is_leftover(entry->d_name, path_name(destination), kind))
			continue;
		buf_clear(&path);
		buf_add(&path, destination, (size_t)(path_name(destination) - destination));
		buf_text(&path, entry->d_name);
		status = buf_failed(&path) ? RESULT_NO_MEMORY : visit(destination, path.at, why);
	}
	if (folder)
		closedir(folder);
	buf_release(&path);
	return status;
}

static enum result fail(const char *what, const char *path, struct buf *why)
{
	buf_format(why, "cannot %s '%s', left by an earlier release: %s", what, path,
		   file_status_text(FILE_FAILED));
	return RESULT_FAILED;
}

static enum result put_back(const char *destination, const char *path, struct buf *why)
{
	/* rename may replace an empty folder that somebody created meanwhile. */
	if (rename(path, destination) == 0 || errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
		return RESULT_OK;
	return fail("put back", path, why);
}

static enum result clear(const char *destination, const char *path, struct buf *why)
{
	struct stat info;
	if (lstat(path, &info) != 0 || !S_ISDIR(info.st_mode))
		return RESULT_OK;
	int lock = leftover_lock(path);
	if (lock < 0 && errno == EWOULDBLOCK) {
		buf_format(why, "another release is being written to '%s'; wait until it is done", destination);
		return RESULT_REFUSED;
	}
	bool good = tree_remove(path);
	int kept = errno;
	if (lock >= 0)
		close(lock);
	errno = kept;
	return good ? RESULT_OK : fail("remove", path, why);
}

enum result leftovers_restore(const char *destination, struct buf *why)
{
	return each(destination, LEFTOVER_OLD, put_back, why);
}

enum result leftovers_clear(const char *destination, struct buf *why)
{
	enum result status = each(destination, LEFTOVER_TEMPORARY, clear, why);
	return status == RESULT_OK ? each(destination, LEFTOVER_OLD, clear, why) : status;
}
