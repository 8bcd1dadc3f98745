#include "fetch/partial_file.h"

#include "base/file.h"
#include "base/path.h"
#include "reader/digest.h"
#include "reader/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static enum fetch_status cannot(const char *do_what, const char *path, struct buf *why)
{
	return fetch_because(FETCH_FAILED, why, "cannot %s '%s': %s", do_what, path, file_status_text(FILE_FAILED));
}

/* Whether the open file still has that name: another run may have renamed it meanwhile. */
static bool is_still(int fd, const char *path)
{
	struct stat open_one, named;
	return fstat(fd, &open_one) == 0 && stat(path, &named) == 0 && open_one.st_ino == named.st_ino &&
	       open_one.st_dev == named.st_dev;
}

bool partial_file_is_own(const struct stat *info, const char *path, struct buf *why)
{
	const char *is = S_ISLNK(info->st_mode)	     ? "a symbolic link"
			 : S_ISDIR(info->st_mode)    ? "a folder"
			 : !S_ISREG(info->st_mode)   ? "not a regular file"
			 : info->st_nlink > 1	     ? "a file with another hard link"
			 : info->st_uid != geteuid() ? "another user's file"
						     : NULL;
	if (is)
		fetch_because(FETCH_FAILED, why, "cannot use '%s': it is %s; remove it", path, is);
	return !is;
}

/* Creates FILE.part, or opens an existing one that is safe to use. */
static enum fetch_status open_named(struct partial_file *partial, mode_t mode, struct buf *why)
{
	struct stat info;
	for (;;) {
		partial->fd = open(partial->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (partial->fd >= 0)
			return FETCH_OK;
		if (errno == ENOENT)
			return fetch_because(FETCH_FAILED, why, "cannot write '%s': %s", partial->path,
					     file_status_text(FILE_NO_FOLDER));
		if (errno != EEXIST)
			return cannot("write", partial->path, why);
		/* Opening a device could have side effects. */
		if (lstat(partial->path, &info) == 0 && !partial_file_is_own(&info, partial->path, why))
			return FETCH_FAILED;
		partial->fd = open(partial->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
		if (partial->fd < 0 && errno == ENOENT)
			continue;
		if (partial->fd < 0)
			return cannot("write", partial->path, why);
		if (fstat(partial->fd, &info) != 0)
			return cannot("read", partial->path, why);
		return partial_file_is_own(&info, partial->path, why) ? FETCH_OK : FETCH_FAILED;
	}
}

static enum fetch_status open_part(struct partial_file *partial, mode_t mode, struct buf *why)
{
	struct stat info;
	for (;;) {
		enum fetch_status status = open_named(partial, mode, why);
		if (status != FETCH_OK)
			return status;
		if (flock(partial->fd, LOCK_EX | LOCK_NB) != 0) {
			if (errno != EWOULDBLOCK)
				return cannot("lock", partial->path, why);
			return fetch_because(FETCH_FAILED, why,
					     "%s: another run is writing to it; try again later", partial->path);
		}
		if (is_still(partial->fd, partial->path))
			break;
		close(partial->fd);
	}
	if (fstat(partial->fd, &info) != 0)
		return cannot("read", partial->path, why);
	partial->size = (uint64_t)info.st_size;
	partial->has_content = info.st_size > 0;
	return FETCH_OK;
}

enum fetch_status partial_file_open(struct partial_file *partial, const char *file, struct buf *why)
{
	struct stat info;
	*partial = (struct partial_file){ .fd = -1 };
	partial->target = realpath(file, NULL);
	/* The existing file may be private. */
	mode_t mode = partial->target ? 0600 : 0666;
	if (partial->target && (stat(partial->target, &info) != 0 || !S_ISREG(info.st_mode)))
		return fetch_because(FETCH_FAILED, why, "cannot write '%s': not a regular file", file);
	if (!partial->target && lstat(file, &info) == 0 && S_ISLNK(info.st_mode))
		return fetch_because(FETCH_FAILED, why, "cannot write '%s': broken symbolic link", file);
	if (!partial->target)
		partial->target = strdup(file);
	partial->path = partial->target ? malloc(strlen(partial->target) + sizeof(".part")) : NULL;
	if (!partial->path)
		return FETCH_NO_MEMORY;
	strcpy(partial->path, partial->target);
	strcat(partial->path, ".part");
	return open_part(partial, mode, why);
}

static int open_temporary(void)
{
	FILE *stream = tmpfile();
	int fd = stream ? fcntl(fileno(stream), F_DUPFD_CLOEXEC, 3) : -1;
	if (stream)
		fclose(stream);
	return fd;
}

enum fetch_status partial_file_open_unnamed(struct partial_file *partial, struct buf *why)
{
	*partial = (struct partial_file){ .fd = open_temporary() };
	return partial->fd >= 0 ? FETCH_OK : cannot("write", "a temporary file", why);
}

void partial_file_close(struct partial_file *partial)
{
	if (partial->fd >= 0)
		close(partial->fd);
	free(partial->path);
	free(partial->target);
	*partial = (struct partial_file){ .fd = -1 };
}

/* Reads up to size bytes; negative, with errno set, on failure. */
static ssize_t read_some(int fd, uint64_t offset, void *bytes, size_t size)
{
	ssize_t got;
	do {
		got = pread(fd, bytes, size, (off_t)offset);
	} while (got < 0 && errno == EINTR);
	return got;
}

enum { PIECE = 256 * 1024 };

enum fetch_status partial_file_detach(struct partial_file *partial, int *fd, struct buf *why)
{
	char *piece = malloc(PIECE);
	int detached = piece ? open_temporary() : -1;
	enum fetch_status status = piece ? FETCH_OK : FETCH_NO_MEMORY;
	if (piece && detached < 0)
		status = cannot("write", "a temporary file", why);
	for (uint64_t at = 0, left = partial->size, size; status == FETCH_OK && left > 0; at += size, left -= size) {
		size = left < PIECE ? left : PIECE;
		if (!file_read_at(partial->fd, at, piece, size))
			status = cannot("read", partial->path, why);
		else if (!file_write_at(detached, at, piece, size))
			status = cannot("write", "a temporary file", why);
	}
	free(piece);
	if (status == FETCH_OK)
		status = partial_file_resize(partial, 0, why);
	if (status == FETCH_OK)
		*fd = detached;
	else if (detached >= 0)
		close(detached);
	return status;
}

enum fetch_status partial_file_resize(struct partial_file *partial, uint64_t size, struct buf *why)
{
	if (ftruncate(partial->fd, (off_t)size) != 0)
		return cannot("write", partial->path ? partial->path : "a temporary file", why);
	partial->size = size;
	return FETCH_OK;
}

enum fetch_status partial_file_write(const struct partial_file *partial, uint64_t offset, const void *bytes,
				     size_t size, struct buf *why)
{
	if (file_write_at(partial->fd, offset, bytes, size))
		return FETCH_OK;
	return cannot("write", partial->path ? partial->path : "a temporary file", why);
}

enum fetch_status partial_file_commit(struct partial_file *partial, struct buf *why)
{
	struct stat info;
	/* The new file inherits the mode of the existing one, except set-user-ID, set-group-ID and sticky bits. */
	if (stat(partial->target, &info) == 0 && fchmod(partial->fd, info.st_mode & 0777) != 0)
		return cannot("write", partial->path, why);
	if (fsync(partial->fd) != 0)
		return cannot("write", partial->path, why);
	if (rename(partial->path, partial->target) != 0)
		return cannot("write", partial->target, why);
	(void)file_sync_folder(partial->target);
	return FETCH_OK;
}

void partial_file_remove(struct partial_file *partial)
{
	if (partial->path && partial->fd >= 0 && is_still(partial->fd, partial->path))
		unlink(partial->path);
	partial_file_close(partial);
}

enum fetch_status file_digest(int fd, const char *path, uint8_t digest[SATCHEL_DIGEST_SIZE], struct buf *why)
{
	struct sha256_state state;
	unsigned char *piece = malloc(PIECE);
	ssize_t got = 0;
	if (!piece)
		return FETCH_NO_MEMORY;
	sha256_begin(&state);
	for (uint64_t at = 0; (got = read_some(fd, at, piece, PIECE)) > 0; at += (uint64_t)got)
		sha256_add(&state, piece, (size_t)got);
	sha256_end(&state, digest);
	free(piece);
	return got == 0 ? FETCH_OK : cannot("read", path, why);
}

/* The read function of a satchel_source. Since the index lists the entries, the reader only needs an end record with a
 * consistent offset; the file's own may be missing or damaged, so this supplies one. */
static int64_t read_unfinished(void *context, uint64_t offset, void *bytes, size_t size)
{
	const struct unfinished *unfinished = context;
	unsigned char end[ZIP_END_SIZE];
	uint64_t start = unfinished->size - ZIP_END_SIZE;
	if (offset >= start) {
		zip_put_end(end, &(struct zip_end){ .start = (uint32_t)start });
		size_t from = (size_t)(offset - start), now = size < ZIP_END_SIZE - from ? size : ZIP_END_SIZE - from;
		memcpy(bytes, end + from, now);
		return (int64_t)now;
	}
	return read_some(unfinished->fd, offset, bytes, size < start - offset ? size : (size_t)(start - offset));
}

struct satchel *unfinished_open(const struct unfinished *unfinished, struct satchel_error *error)
{
	const struct satchel_source source = { .read = read_unfinished,
					       .context = (void *)unfinished,
					       .size = unfinished->size };
	/* A file too short for an end record is left for the reader to report. */
	if (unfinished->size < ZIP_END_SIZE)
		return satchel_open_fd(unfinished->fd, error);
	return satchel_open_source(&source, error);
}
