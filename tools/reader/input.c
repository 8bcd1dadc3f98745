#include "reader/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The size of a browser's first request too: contains manifest, signature and index.json. */
enum { HEAD_BYTES = 64 * 1024 };

static bool fail(struct problems *problems, const char *what, int error)
{
	const char *reason = error == ENOENT ? "no such file or directory"
			     : error == EACCES ? "permission denied"
					       : strerror(error);
	return add_problem(problems, SATCHEL_UNREADABLE, "", "cannot %s: %s", what, reason);
}

bool input_open_fd(struct input *input, int fd, struct problems *problems)
{
	struct stat status;
	*input = (struct input){ .fd = fd };
	if (fstat(fd, &status) != 0)
		return fail(problems, "open", errno);
	if (S_ISDIR(status.st_mode))
		return add_problem(problems, SATCHEL_UNREADABLE, "", "cannot open: it is a folder");
	if (!S_ISREG(status.st_mode))
		return add_problem(problems, SATCHEL_UNREADABLE, "", "cannot open: not a regular file");
	input->size = (uint64_t)status.st_size;
	return true;
}

bool input_open_path(struct input *input, const char *path, struct problems *problems)
{
	*input = (struct input){ .fd = -1 };
	/* O_NONBLOCK: refuse named pipes instead of blocking. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return fail(problems, "open", errno);
	if (!input_open_fd(input, fd, problems)) {
		close(fd);
		return false;
	}
	input->own_fd = true;
	return true;
}

void input_close(struct input *input)
{
	input_forget(input);
	if (input->own_fd)
		close(input->fd);
	input->own_fd = false;
}

/* Reads up to size bytes; negative, with errno, on failure. */
static int64_t read_some(const struct input *input, uint64_t offset, void *bytes, size_t size)
{
	if (input->fd < 0) {
		errno = EIO;
		return input->source.read(input->source.context, offset, bytes, size);
	}
	int64_t got;
	do {
		got = pread(input->fd, bytes, size, (off_t)offset);
	} while (got < 0 && errno == EINTR);
	return got;
}

static bool read_all(const struct input *input, uint64_t offset, void *bytes, size_t size, struct problems *problems)
{
	unsigned char *to = bytes;
	while (size > 0) {
		int64_t got = read_some(input, offset, to, size);
		if (got < 0)
			return fail(problems, "read", errno);
		if (got == 0)
			return add_problem(problems, SATCHEL_UNREADABLE, "",
					   "cannot read: the file became shorter while it was read");
		if ((uint64_t)got > size)
			return add_problem(problems, SATCHEL_UNREADABLE, "",
				       "cannot read: the source returned more than requested");
		to += got;
		offset += (uint64_t)got;
		size -= (size_t)got;
	}
	return true;
}

bool input_read_head(struct input *input, struct problems *problems)
{
	if (input->memory)
		return true;
	size_t size = input->size < HEAD_BYTES ? (size_t)input->size : HEAD_BYTES;
	unsigned char *head = malloc(size + 1);
	if (!head)
		return add_no_memory(problems);
	if (!read_all(input, 0, head, size, problems)) {
		free(head);
		return false;
	}
	input->head = head;
	input->head_size = size;
	return true;
}

void input_forget(struct input *input)
{
	free(input->head);
	input->head = NULL;
	input->head_size = 0;
}

bool input_has(const struct input *input, uint64_t offset, size_t size)
{
	return offset <= input->size && size <= input->size - offset;
}

bool input_read(const struct input *input, uint64_t offset, void *bytes, size_t size, const char *entry,
		struct problems *problems)
{
	if (!input_has(input, offset, size))
		return add_problem(problems, SATCHEL_DAMAGED, entry,
			       "the file ends too early: %llu bytes at %llu, of %llu in all", (unsigned long long)size,
			       (unsigned long long)offset, (unsigned long long)input->size);
	if (input->memory)
		memcpy(bytes, input->memory + offset, size);
	else if (offset + size <= input->head_size)
		memcpy(bytes, input->head + offset, size);
	else
		return read_all(input, offset, bytes, size, problems);
	return true;
}
