#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
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

enum file_status file_writer_open(struct file_writer *writer, const char *path)
{
	*writer = (struct file_writer){ NULL, NULL, NULL };
	size_t size = strlen(path) + sizeof(".XXXXXX");
	writer->path = strdup(path);
	writer->temporary = malloc(size);
	int fd = -1;
	enum file_status status = FILE_NO_MEMORY;
	if (!writer->path || !writer->temporary)
		goto fail;
	struct stat info;
	if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) {
		status = S_ISDIR(info.st_mode) ? FILE_IS_FOLDER : FILE_NOT_PLAIN;
		goto fail;
	}
	status = FILE_FAILED;
	snprintf(writer->temporary, size, "%s.XXXXXX", path);
	fd = mkstemp(writer->temporary);
	if (fd < 0)
		goto fail;
	/* mkstemp makes it private; a file of this kind is as readable as any other. */
	mode_t mask = umask(0);
	umask(mask);
	if (fchmod(fd, 0666 & ~mask) != 0)
		goto fail;
	writer->stream = fdopen(fd, "w+b");
	if (writer->stream)
		return FILE_OK;
fail:;
	int saved = errno;
	if (fd >= 0) {
		close(fd);
		unlink(writer->temporary);
	}
	free(writer->path);
	free(writer->temporary);
	*writer = (struct file_writer){ NULL, NULL, NULL };
	errno = saved;
	return status;
}

enum file_status file_writer_open_over(struct file_writer *writer, const char *path)
{
	*writer = (struct file_writer){ NULL, NULL, NULL };
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
	status = file_writer_open(writer, real);
	if (status != FILE_OK)
		goto out;
	int fd = fileno(writer->stream);
	bool owned = fchown(fd, info.st_uid, info.st_gid) == 0;
	/* The bits that lend an owner's rights must not come to lend another's. */
	mode_t mode = info.st_mode & (owned ? 07777 : 0777);
	if (fchmod(fd, mode) != 0) {
		int saved = errno;
		file_writer_drop(writer);
		errno = saved;
		status = FILE_FAILED;
	}
out:;
	int kept = errno;
	free(real);
	errno = kept;
	return status;
}

static void forget(struct file_writer *writer)
{
	free(writer->path);
	free(writer->temporary);
	*writer = (struct file_writer){ NULL, NULL, NULL };
}

/* The new name itself must survive a power cut too. */
static void sync_folder(const char *path)
{
	char *folder = strdup(path);
	if (!folder)
		return;
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(folder);
}

enum file_status file_writer_commit(struct file_writer *writer)
{
	bool good = fflush(writer->stream) == 0 && !ferror(writer->stream) && fsync(fileno(writer->stream)) == 0;
	int saved = errno;
	good = fclose(writer->stream) == 0 && good;
	writer->stream = NULL;
	if (good && rename(writer->temporary, writer->path) == 0) {
		sync_folder(writer->path);
		forget(writer);
		return FILE_OK;
	}
	if (good)
		saved = errno;
	unlink(writer->temporary);
	forget(writer);
	errno = saved;
	return FILE_FAILED;
}

void file_writer_drop(struct file_writer *writer)
{
	if (!writer->stream)
		return;
	fclose(writer->stream);
	unlink(writer->temporary);
	forget(writer);
}
