/* Implements struct file_writer of file.h. */
#include "base/file.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder that contains path; NULL if memory ran out. */
static char *folder_of(const char *path)
{
	struct str folder = path_folder(path);
	return strndup(folder.at, folder.len);
}

#define TEMPORARY ".tmp-"
enum {
	NOISE = 6,
	TEMPORARY_SIZE = sizeof("." TEMPORARY) + NOISE
}; /* characters that a temporary name adds to the
                                                                     * path */
enum { OWN_FD_SIZE = sizeof("/proc/self/fd/-2147483648") };

/* The path of an open file, even if it has no name. */
static const char *own_path(char path[OWN_FD_SIZE], int fd)
{
	snprintf(path, OWN_FD_SIZE, "/proc/self/fd/%d", fd);
	return path;
}

/* Opens a file without a name, which can be linked later: nothing is left of it if the process is killed. Negative if
 * the system or file system does not support that. */
static int open_nameless(const char *folder, mode_t mode)
{
#ifdef O_TMPFILE
	char path[OWN_FD_SIZE];
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
	if (fd < 0 || access(own_path(path, fd), F_OK) == 0)
		return fd;
	close(fd);
#else
	(void)folder;
	(void)mode;
#endif
	return -1;
}

/* Writes the path of .NAME.tmp-xxxxxx beside path, with new random characters. False if none are available. */
static bool make_name(char *temporary, const char *path)
{
	const char *name = path_name(path);
	unsigned noise = 0;
	if (getentropy(&noise, sizeof(noise)) != 0)
		return false;
	snprintf(temporary, strlen(path) + TEMPORARY_SIZE, "%.*s.%s" TEMPORARY "%06x", (int)(name - path), path, name,
		 noise & 0xffffff);
	return true;
}

enum { TRIES = 100 };

/* Links the file under an unused temporary name; if fd is negative, creates one with that mode. Returns the descriptor,
 * or a negative number. */
static int take_name(struct file_writer *writer, int fd, mode_t mode)
{
	char path[OWN_FD_SIZE];
	for (int i = 0; i < TRIES && !writer->named; i++) {
		if (!make_name(writer->temporary, writer->path))
			return -1;
		if (fd < 0) {
			fd = open(writer->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
			writer->named = fd >= 0;
		} else {
			writer->named = linkat(AT_FDCWD, own_path(path, fd), AT_FDCWD, writer->temporary,
					       AT_SYMLINK_FOLLOW) == 0;
		}
		if (!writer->named && errno != EEXIST)
			return -1;
	}
	return writer->named ? fd : -1;
}

static void forget(struct file_writer *writer)
{
	free(writer->path);
	free(writer->temporary);
	*writer = (struct file_writer){ .stream = NULL };
}

/* Closes and removes the file; preserves errno. */
static void discard(struct file_writer *writer)
{
	int saved = errno;
	if (writer->stream)
		fclose(writer->stream);
	if (writer->named)
		unlink(writer->temporary);
	forget(writer);
	errno = saved;
}

/* The system applies the umask to mode; querying it would change it for all threads. */
static enum file_status open_of_mode(struct file_writer *writer, const char *path, mode_t mode)
{
	*writer = (struct file_writer){ .path = strdup(path), .temporary = malloc(strlen(path) + TEMPORARY_SIZE) };
	char *folder = folder_of(path);
	int fd = -1;
	enum file_status status = FILE_NO_MEMORY;
	if (!writer->path || !writer->temporary || !folder)
		goto out;
	struct stat info;
	if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) {
		status = S_ISDIR(info.st_mode) ? FILE_IS_FOLDER : FILE_NOT_PLAIN;
		goto out;
	}
	status = FILE_FAILED;
	fd = open_nameless(folder, mode);
	if (fd < 0)
		fd = take_name(writer, -1, mode);
	if (fd < 0 && errno == ENOENT)
		status = FILE_NO_FOLDER;
	if (fd < 0)
		goto out;
	/* Distinguishes it from the file of a killed process; not every file system supports locks. */
	(void)!flock(fd, LOCK_EX | LOCK_NB);
	writer->stream = fdopen(fd, "w+b");
	if (writer->stream)
		status = FILE_OK;
out:;
	int saved = errno;
	if (status != FILE_OK && fd >= 0)
		close(fd);
	free(folder);
	errno = saved;
	if (status != FILE_OK)
		discard(writer);
	return status;
}

enum file_status file_writer_open(struct file_writer *writer, const char *path)
{
	return open_of_mode(writer, path, 0666);
}

enum file_status file_writer_open_over(struct file_writer *writer, const char *path)
{
	*writer = (struct file_writer){ .stream = NULL };
	struct stat info;
	char *real = realpath(path, NULL);
	enum file_status status = FILE_FAILED;
	if (!real || stat(real, &info) != 0)
		goto out;
	/* Otherwise the rename would only need write permission for the folder, and root would never be refused. */
	if (!(info.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) || access(real, W_OK) != 0) {
		errno = EACCES;
		goto out;
	}
	status = open_of_mode(writer, real, 0600);
	if (status != FILE_OK)
		goto out;
	int fd = fileno(writer->stream);
	bool owned = fchown(fd, info.st_uid, info.st_gid) == 0;
	/* Don't apply set-user-ID and set-group-ID to another owner. */
	mode_t mode = info.st_mode & (owned ? 07777 : 0777);
	if (fchmod(fd, mode) != 0) {
		discard(writer);
		status = FILE_FAILED;
	}
out:;
	int kept = errno;
	free(real);
	errno = kept;
	return status;
}

bool file_sync_folder(const char *path)
{
	char *folder = folder_of(path);
	int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	bool good = fd >= 0 && fsync(fd) == 0;
	int saved = folder ? errno : ENOMEM;
	if (fd >= 0)
		close(fd);
	free(folder);
	errno = saved;
	return good;
}

/* Does everything that can fail except the rename. */
static bool make_whole(struct file_writer *writer)
{
	int fd = fileno(writer->stream);
	return fflush(writer->stream) == 0 && !ferror(writer->stream) && fsync(fd) == 0 &&
	       (writer->named || take_name(writer, fd, 0) >= 0);
}

/* A second name for a file that is being replaced, from which it can be restored. */
struct backup {
	char *name; /* NULL if nothing was there, or it could not be linked */
	bool none;  /* nothing was there */
	bool gone;  /* the new file replaced it */
};

static bool make_backup(struct backup *backup, const char *path)
{
	char *name = malloc(strlen(path) + TEMPORARY_SIZE);
	bool linked = false;
	for (int i = 0; name && i < TRIES && !linked; i++) {
		linked = make_name(name, path) && link(path, name) == 0;
		if (!linked && errno != EEXIST)
			break;
	}
	backup->none = name && !linked && errno == ENOENT;
	backup->name = linked ? name : NULL;
	if (!linked)
		free(name);
	return name != NULL;
}

/* False if the old file could not be restored. */
static bool put_back(struct backup *backup, const char *path)
{
	if (!backup->gone)
		return true;
	if (backup->none)
		return unlink(path) == 0;
	return backup->name && rename(backup->name, path) == 0;
}

static void drop_backups(struct backup *backups, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (backups[i].name)
			unlink(backups[i].name);
		free(backups[i].name);
	}
	free(backups);
}

enum file_status file_writers_commit(struct file_writer *const *writers, size_t count, struct file_failure *failure)
{
	*failure = (struct file_failure){ .at = 0 };
	struct backup *backups = calloc(count + 1, sizeof(*backups));
	enum file_status status = backups ? FILE_OK : FILE_NO_MEMORY;
	for (size_t i = 0; status == FILE_OK && i < count; i++) {
		failure->at = i;
		if (!make_whole(writers[i]))
			status = FILE_FAILED;
		else if (count > 1 && !make_backup(&backups[i], writers[i]->path))
			status = FILE_NO_MEMORY;
	}
	for (size_t i = 0; status == FILE_OK && i < count; i++) {
		failure->at = i;
		backups[i].gone = rename(writers[i]->temporary, writers[i]->path) == 0;
		status = backups[i].gone ? FILE_OK : FILE_FAILED;
	}
	int saved = errno;
	for (size_t i = 0; backups && status != FILE_OK && i < count; i++)
		failure->mixed = !put_back(&backups[i], writers[i]->path) || failure->mixed;
	for (size_t i = 0; i < count; i++) {
		if (status != FILE_OK) {
			discard(writers[i]);
			continue;
		}
		/* The data is on the disk, so a failure to close loses nothing. */
		fclose(writers[i]->stream);
		(void)file_sync_folder(writers[i]->path);
		forget(writers[i]);
	}
	drop_backups(backups, backups ? count : 0);
	errno = saved;
	return status;
}

enum file_status file_writer_commit(struct file_writer *writer)
{
	struct file_failure failure;
	return file_writers_commit(&writer, 1, &failure);
}

static enum file_status write_and_commit(enum file_status opened, struct file_writer *writer, struct str bytes)
{
	if (opened != FILE_OK)
		return opened;
	fwrite(bytes.at, 1, bytes.len, writer->stream);
	return file_writer_commit(writer);
}

enum file_status file_write(const char *path, struct str bytes)
{
	struct file_writer writer;
	return write_and_commit(file_writer_open(&writer, path), &writer, bytes);
}

enum file_status file_write_over(const char *path, struct str bytes)
{
	struct file_writer writer;
	return write_and_commit(file_writer_open_over(&writer, path), &writer, bytes);
}

/* Gives the file its name unless that exists. */
static bool link_new(const struct file_writer *writer)
{
#ifdef RENAME_NOREPLACE
	if (renameat2(AT_FDCWD, writer->temporary, AT_FDCWD, writer->path, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
#endif
	/* The temporary name is removed afterwards. */
	return link(writer->temporary, writer->path) == 0;
}

enum file_status file_writer_commit_new(struct file_writer *writer)
{
	bool named = make_whole(writer) && link_new(writer);
	if (named)
		(void)file_sync_folder(writer->path);
	discard(writer);
	return named ? FILE_OK : FILE_FAILED;
}

/* Whether make_name could have made name for a file called own, or, if that is NULL, for any. */
static bool is_temporary(const char *name, const char *own)
{
	size_t len = strlen(name), added = TEMPORARY_SIZE - 1;
	if (len <= added || name[0] != '.')
		return false;
	const char *noise = name + len - NOISE, *mark = noise - strlen(TEMPORARY);
	if (strncmp(mark, TEMPORARY, strlen(TEMPORARY)) != 0 || strspn(noise, "0123456789abcdef") != NOISE)
		return false;
	return !own || (strlen(own) == len - added && strncmp(name + 1, own, len - added) == 0);
}

/* Removes temporary files of one name, or of all, that no running process uses. */
static void clear(const char *in, const char *own)
{
	DIR *folder = opendir(in);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		if (!is_temporary(entry->d_name, own))
			continue;
		int fd = openat(dirfd(folder), entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
		if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
			unlinkat(dirfd(folder), entry->d_name, 0);
		if (fd >= 0)
			close(fd);
	}
	if (folder)
		closedir(folder);
}

void file_writer_clear(const char *path)
{
	char *in = folder_of(path);
	if (in)
		clear(in, path_name(path));
	free(in);
}

void file_writer_clear_all(const char *folder)
{
	clear(folder, NULL);
}

size_t file_writers_room(void)
{
	enum { OTHERS = 64, MOST = 8192 };
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return OTHERS;
	rlim_t wanted = limit.rlim_max < MOST + OTHERS ? limit.rlim_max : MOST + OTHERS;
	if (limit.rlim_cur < wanted) {
		limit.rlim_cur = wanted;
		(void)setrlimit(RLIMIT_NOFILE, &limit);
	}
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < 2 * OTHERS)
		return OTHERS / 2;
	return limit.rlim_cur < MOST + OTHERS ? (size_t)limit.rlim_cur - OTHERS : MOST;
}

void file_writer_drop(struct file_writer *writer)
{
	if (writer->stream)
		discard(writer);
}
