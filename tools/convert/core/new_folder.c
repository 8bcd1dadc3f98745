#include "convert/core/new_folder.h"

#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum result new_folder_is_vacant(const char *path, bool *vacant, struct buf *why)
{
	DIR *dir = opendir(path);
	*vacant = false;
	if (!dir) {
		int error = errno;
		*vacant = error == ENOENT;
		if (*vacant)
			return RESULT_OK;
		buf_format(why, "cannot open '%s': %s", path,
			   error == ENOTDIR ? "it is not a folder" : file_error_text(error));
		return error == ENOTDIR ? RESULT_REFUSED : RESULT_FAILED;
	}
	*vacant = true;
	for (const struct dirent *entry; (entry = readdir(dir));)
		*vacant = *vacant && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
	closedir(dir);
	return RESULT_OK;
}

/* Creates the folders in a path, from root on. */
static enum result make_parents(struct buf *path, size_t root, struct buf *why)
{
	for (size_t i = root + 1; i < path->len; i++) {
		if (path->at[i] != '/')
			continue;
		path->at[i] = '\0';
		bool good = mkdir(path->at, 0777) == 0 || errno == EEXIST;
		if (!good)
			buf_format(why, "cannot create folder '%s': %s", path->at, file_error_text(errno));
		path->at[i] = '/';
		if (!good)
			return RESULT_FAILED;
	}
	return RESULT_OK;
}

/* For nftw. */
static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info, (void)type, (void)walk;
	return remove(path);
}

static void remove_all(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void forget(struct new_folder *folder)
{
	if (folder->work && folder->lock >= 0)
		close(folder->lock);
	free(folder->work);
	folder->work = NULL;
}

enum { NOISE = 6 }; /* the characters that mkdtemp chooses */

/* Opens a folder and locks it. Negative if it cannot be opened, or another process has locked it. */
static int open_locked(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	close(fd);
	return -1;
}

/* Removes folders like work that no running process uses. */
static void clear(const char *work)
{
	struct str parent = path_folder(work), mark = str_from(path_name(work));
	struct buf path;
	mark.len -= NOISE;
	buf_init(&path, BUF_CAP);
	buf_str(&path, parent);
	DIR *dir = opendir(buf_cstr(&path));
	for (const struct dirent *entry; dir && (entry = readdir(dir));) {
		struct str name = str_from(entry->d_name);
		if (name.len != mark.len + NOISE || memcmp(name.at, mark.at, mark.len) != 0)
			continue;
		buf_clear(&path);
		buf_format(&path, "%.*s/%s", STR_ARG(parent), entry->d_name);
		int lock = buf_failed(&path) ? -1 : open_locked(buf_cstr(&path));
		if (lock < 0)
			continue;
		remove_all(buf_cstr(&path));
		close(lock);
	}
	if (dir)
		closedir(dir);
	buf_release(&path);
}

enum result new_folder_begin(struct new_folder *folder, const char *destination, struct buf *why)
{
	*folder = (struct new_folder){ .path = destination, .lock = -1 };
	struct buf path;
	struct str parent = path_folder(destination);
	buf_init(&path, BUF_CAP);
	buf_format(&path, "%.*s/.%s.tmp-XXXXXX", STR_ARG(parent), path_name(destination));
	enum result result = buf_failed(&path) ? RESULT_NO_MEMORY : make_parents(&path, 0, why);
	folder->work = result == RESULT_OK ? strdup(buf_cstr(&path)) : NULL;
	buf_release(&path);
	if (!folder->work)
		return result != RESULT_OK ? result : RESULT_NO_MEMORY;
	clear(folder->work);
	if (mkdtemp(folder->work)) {
		folder->lock = open_locked(folder->work);
		/* Like a folder made by mkdir. */
		mode_t mask = umask(0);
		umask(mask);
		if (chmod(folder->work, 0777 & ~mask) == 0)
			return RESULT_OK;
	}
	buf_format(why, "cannot create a folder in '%.*s': %s", STR_ARG(parent), file_error_text(errno));
	forget(folder);
	return RESULT_FAILED;
}

/* Puts all files on the disk. Systems without syncfs wait for all file systems. */
static bool sync_all(const char *path)
{
#ifdef __linux__
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool good = syncfs(fd) == 0;
	int error = errno;
	close(fd);
	errno = error;
	return good;
#else
	(void)path;
	sync();
	return true;
#endif
}

enum result new_folder_commit(struct new_folder *folder, struct buf *why)
{
	if (!sync_all(folder->work)) {
		buf_format(why, "cannot write '%s': %s", folder->path, file_error_text(errno));
		return RESULT_FAILED;
	}
	if (rename(folder->work, folder->path) != 0) {
		buf_format(why, "cannot create '%s': %s", folder->path, file_error_text(errno));
		return RESULT_FAILED;
	}
	forget(folder);
	if (!file_sync_folder(folder->path)) {
		buf_format(why, "cannot write '%s': %s", folder->path, file_error_text(errno));
		return RESULT_FAILED;
	}
	return RESULT_OK;
}

void new_folder_drop(struct new_folder *folder)
{
	if (folder->work)
		remove_all(folder->work);
	forget(folder);
}

/* Without waiting for the disk: a folder of thousands of lessons is synced once. */
static enum file_status write_plainly(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		return FILE_FAILED;
	bool good = fwrite(bytes.at, 1, bytes.len, file) == bytes.len;
	return fclose(file) == 0 && good ? FILE_OK : FILE_FAILED;
}

/* Writes a file with the given function, after its folders. */
static enum result write_with(enum file_status (*write)(const char *path, struct str bytes), const char *folder,
			      struct str name, struct str bytes, struct buf *why)
{
	struct buf path;
	buf_init(&path, BUF_CAP);
	buf_format(&path, "%s/%.*s", folder, STR_ARG(name));
	enum result result = buf_failed(&path) ? RESULT_NO_MEMORY : make_parents(&path, strlen(folder), why);
	/* A new folder has a temporary name, which says nothing. */
	size_t hidden = write == write_plainly ? strlen(folder) + 1 : 0;
	if (result == RESULT_OK)
		result = file_result(write(buf_cstr(&path), bytes), "write", buf_cstr(&path) + hidden, why);
	buf_release(&path);
	return result;
}

enum result new_folder_write(const char *work, struct str name, struct str bytes, struct buf *why)
{
	return write_with(write_plainly, work, name, bytes, why);
}

enum result folder_write(const char *folder, struct str name, struct str bytes, struct buf *why)
{
	return write_with(file_write, folder, name, bytes, why);
}
