#include "fetch/local.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 256 * 1024 };

static enum http_status fail(const char *path, const char *what, struct buf *why)
{
	fetch_because(FETCH_FAILED, why, "cannot read '%s': %s", path, what);
	return HTTP_FAILED;
}

/* A substitute for a server's ETag, which detects that the file changes during the transfer. */
static void describe(struct http_answer *answer, const struct stat *info)
{
	snprintf(answer->modified, sizeof(answer->modified), "%" PRIuMAX ".%09ld %" PRIuMAX,
		 (uintmax_t)info->st_mtim.tv_sec, info->st_mtim.tv_nsec, (uintmax_t)info->st_ino);
}

static enum http_status answer(const struct http_request *request, long code, const struct stat *info, uint64_t first,
			       uint64_t length)
{
	struct http_answer answer = { .code = code, .has_length = true, .length = length };
	if (info)
		describe(&answer, info);
	if (code == 206)
		snprintf(answer.range, sizeof(answer.range), "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64, first,
			 first + length - 1, (uint64_t)info->st_size);
	return request->on_answer(request->context, &answer) ? HTTP_OK : HTTP_STOPPED;
}

static enum http_status send_bytes(int fd, const char *path, const struct http_request *request, uint64_t at,
				   uint64_t left, uint64_t *received, struct buf *why)
{
	char *piece = malloc(PIECE);
	enum http_status status = piece ? HTTP_OK : HTTP_NO_MEMORY;
	while (status == HTTP_OK && left > 0) {
		ssize_t got = pread(fd, piece, left < PIECE ? (size_t)left : PIECE, (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			status = fail(path, got < 0 ? file_status_text(FILE_FAILED) : "file became shorter", why);
			break;
		}
		at += (uint64_t)got;
		left -= (uint64_t)got;
		*received += (uint64_t)got;
		if (!request->on_bytes(request->context, piece, (size_t)got))
			status = HTTP_STOPPED;
	}
	free(piece);
	return status;
}

enum http_status local_get(const char *path, const struct http_request *request, uint64_t *received, struct buf *why)
{
	struct stat info;
	/* Without O_NONBLOCK, opening a pipe that has no writer would block. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return answer(request, 404, NULL, 0, 0);
	if (fd < 0)
		return fail(path, file_status_text(FILE_FAILED), why);
	enum http_status status;
	if (fstat(fd, &info) != 0) {
		status = fail(path, file_status_text(FILE_FAILED), why);
	} else if (!S_ISREG(info.st_mode)) {
		status = fail(path, file_status_text(S_ISDIR(info.st_mode) ? FILE_IS_FOLDER : FILE_NOT_PLAIN), why);
	} else {
		uint64_t size = (uint64_t)info.st_size, first = 0, length = size;
		long code = 200;
		if (request->range_count > 0) {
			first = request->ranges[0].offset;
			code = first < size ? 206 : 416;
			length = code == 416 ? 0 : size - first;
			length = length < request->ranges[0].size ? length : request->ranges[0].size;
		}
		status = answer(request, code, &info, first, length);
		if (status == HTTP_OK)
			status = send_bytes(fd, path, request, first, length, received, why);
	}
	close(fd);
	return status;
}
