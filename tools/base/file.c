#include "base/file.h"

#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

const char *file_status_text(enum file_status status)
{
	switch (status) {
	case FILE_OK: return "no error";
	case FILE_FAILED: break;
	case FILE_IS_FOLDER: return "it is a folder";
	case FILE_NOT_PLAIN: return "it is not a plain file";
	case FILE_TOO_LARGE: return "it is too large";
	case FILE_NO_MEMORY: return "out of memory";
	}
	switch (errno) {
	case ENOENT: return "no such file or directory";
	case EACCES: return "permission denied";
	default: return strerror(errno);
	}
}

/* Reads to the end, but not much more than cap. hint is how much is likely to come. */
static enum file_status read_all(int fd, size_t cap, size_t hint, struct buf *out)
{
	for (;;) {
		size_t want = hint > out->len ? hint - out->len + 1 : 64 * 1024;
		if (want > cap + 1 - out->len)
			want = cap + 1 - out->len;
		char *to = buf_reserve(out, want);
		if (!to)
			return FILE_NO_MEMORY;
		ssize_t got = read(fd, to, want);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno == EISDIR ? FILE_IS_FOLDER : FILE_FAILED;
		if (got == 0)
			return FILE_OK;
		buf_grew(out, (size_t)got);
		if (out->len > cap) {
			buf_cut(out, cap);
			return FILE_TOO_LARGE;
		}
	}
}

enum file_status file_read(const char *path, size_t cap, struct buf *out)
{
	buf_clear(out);
	/* Opening a pipe that nobody writes to would wait for ever. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return FILE_FAILED;
	enum file_status status = FILE_OK;
	struct stat info;
	if (fstat(fd, &info) != 0)
		status = FILE_FAILED;
	else if (S_ISDIR(info.st_mode))
		status = FILE_IS_FOLDER;
	else if (!S_ISREG(info.st_mode))
		status = FILE_NOT_PLAIN;
	else
		status = read_all(fd, cap, info.st_size > 0 ? (size_t)info.st_size : 0, out);
	int saved = errno;
	close(fd);
	errno = saved;
	return status;
}

enum file_status file_read_stream(FILE *stream, size_t cap, struct buf *out)
{
	buf_clear(out);
	for (;;) {
		size_t want = cap + 1 - out->len < 64 * 1024 ? cap + 1 - out->len : 64 * 1024;
		char *to = buf_reserve(out, want);
		if (!to)
			return FILE_NO_MEMORY;
		errno = 0;
		size_t got = fread(to, 1, want, stream);
		buf_grew(out, got);
		if (out->len > cap) {
			buf_cut(out, cap);
			return FILE_TOO_LARGE;
		}
		if (got < want)
			return !ferror(stream) ? FILE_OK : errno == EISDIR ? FILE_IS_FOLDER : FILE_FAILED;
	}
}

/* The folder that path lies in; NULL where memory ran out. */
static char *folder_of(const char *path)
{
	struct str folder = path_folder(path);
	return strndup(folder.at, folder.len);
}

enum { FILE_SUFFIX_SIZE = sizeof(".xxxxxx") }; /* what a temporary name has behind the path */
enum { OWN_FD_SIZE = sizeof("/proc/self/fd/-2147483648") };

/* The path of an open file, whatever its name is. */
static const char *own_path(char path[OWN_FD_SIZE], int fd)
{
	snprintf(path, OWN_FD_SIZE, "/proc/self/fd/%d", fd);
	return path;
}

/* Opens a file without a name, which can be given one later: nothing is left of it where the process is killed.
 * Negative where the system or the file system does not know such files. */
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

/* Links the file under a temporary name that no other has; where fd is negative, makes one of that mode. The descriptor,
 * or negative. */
static int take_name(struct file_writer *writer, int fd, mode_t mode)
{
	enum { TRIES = 100 };
	char path[OWN_FD_SIZE];
	size_t size = strlen(writer->path) + FILE_SUFFIX_SIZE;
	for (int i = 0; i < TRIES && !writer->named; i++) {
		unsigned noise = 0;
		if (getentropy(&noise, sizeof(noise)) != 0)
			return -1;
		snprintf(writer->temporary, size, "%s.%06x", writer->path, noise & 0xffffff);
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

/* Closes the file and removes it; errno stays. */
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

/* The system takes from mode what the umask says, which nobody can ask for without changing it for all threads. */
static enum file_status open_of_mode(struct file_writer *writer, const char *path, mode_t mode)
{
	*writer = (struct file_writer){ .path = strdup(path), .temporary = malloc(strlen(path) + FILE_SUFFIX_SIZE) };
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
	if (fd < 0)
		goto out;
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
	/* The rename would ask for leave to write the folder only, and the root user is never refused. */
	if (!(info.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) || access(real, W_OK) != 0) {
		errno = EACCES;
		goto out;
	}
	status = open_of_mode(writer, real, 0600);
	if (status != FILE_OK)
		goto out;
	int fd = fileno(writer->stream);
	bool owned = fchown(fd, info.st_uid, info.st_gid) == 0;
	/* The bits that lend an owner's rights must not come to lend another's. */
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

/* The new name itself must survive a power cut too. */
static void sync_folder(const char *path)
{
	char *folder = folder_of(path);
	int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(folder);
}

enum file_status file_writer_commit(struct file_writer *writer)
{
	int fd = fileno(writer->stream);
	bool good = fflush(writer->stream) == 0 && !ferror(writer->stream) && fsync(fd) == 0 &&
		    (writer->named || take_name(writer, fd, 0) >= 0);
	int saved = errno;
	bool closed = fclose(writer->stream) == 0;
	writer->stream = NULL;
	if (!good)
		errno = saved;
	if (!good || !closed || rename(writer->temporary, writer->path) != 0) {
		discard(writer);
		return FILE_FAILED;
	}
	sync_folder(writer->path);
	forget(writer);
	return FILE_OK;
}

void file_writer_drop(struct file_writer *writer)
{
	if (writer->stream)
		discard(writer);
}
