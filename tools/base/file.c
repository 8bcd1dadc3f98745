#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

const char *file_status_text(enum file_status status)
{
	switch (status) {
	case FILE_OK: return "no error";
	case FILE_FAILED: return file_error_text(errno);
	case FILE_NO_FOLDER: return "its folder does not exist";
	case FILE_IS_FOLDER: return "it is a folder";
	case FILE_NOT_PLAIN: return "not a regular file";
	case FILE_TOO_LARGE: return "it is too large";
	case FILE_NO_MEMORY: return "out of memory";
	}
	return "unknown error";
}

/* Those that users can cause; their words in C libraries begin with a capital. */
const char *file_error_text(int error)
{
	switch (error) {
	case EACCES: return "permission denied";
	case EEXIST: return "it exists already";
	case EISDIR: return "it is a folder";
	case ELOOP: return "too many symbolic links";
	case EMFILE: return "too many open files";
	case ENAMETOOLONG: return "its name is too long";
	case ENOENT: return "no such file or directory";
	case ENOMEM: return "out of memory";
	case ENOSPC: return "no space left on the device";
	case ENOTDIR: return "a part of its path is not a folder";
	case EPERM: return "not permitted";
	case EROFS: return "the file system is read-only";
	default: return strerror(error);
	}
}

enum result file_result(enum file_status status, const char *verb, const char *path, struct buf *why)
{
	if (status == FILE_OK)
		return RESULT_OK;
	buf_format(why, "cannot %s '%s': %s", verb, path, file_status_text(status));
	return status == FILE_NO_MEMORY ? RESULT_NO_MEMORY : RESULT_FAILED;
}

/* Reads to the end, or slightly more than cap bytes. hint is the expected size. */
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
		/* Most files end where they ended when they were opened. */
		if (out->len == hint && (size_t)got < want)
			return FILE_OK;
	}
}

enum file_status file_read(const char *path, size_t cap, struct buf *out)
{
	buf_clear(out);
	/* Without O_NONBLOCK, opening a pipe that has no writer would block. */
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

bool file_read_at(int fd, uint64_t offset, void *bytes, size_t size)
{
	for (char *to = bytes; size > 0;) {
		ssize_t got = pread(fd, to, size, (off_t)offset);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			errno = got == 0 ? EIO : errno;
			return false;
		}
		to += got;
		offset += (uint64_t)got;
		size -= (size_t)got;
	}
	return true;
}

bool file_write_at(int fd, uint64_t offset, const void *bytes, size_t size)
{
	for (const char *from = bytes; size > 0;) {
		ssize_t wrote = pwrite(fd, from, size, (off_t)offset);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0) {
			errno = wrote == 0 ? ENOSPC : errno;
			return false;
		}
		from += wrote;
		offset += (uint64_t)wrote;
		size -= (size_t)wrote;
	}
	return true;
}
