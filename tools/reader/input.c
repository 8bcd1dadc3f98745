#include "reader/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct troubles *troubles, const char *what, int error)
{
	const char *reason = error == ENOENT ? "no such file or directory"
			     : error == EACCES ? "permission denied"
					       : strerror(error);
	return trouble(troubles, SATCHEL_UNREADABLE, "cannot %s: %s", what, reason);
}

bool input_open(struct input *input, const char *path, struct troubles *troubles)
{
	*input = (struct input){ NULL, -1, 0 };
	struct stat status;
	/* O_NONBLOCK: a named pipe must be refused, not waited for. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return fail(troubles, "open", errno);
	if (fstat(fd, &status) != 0) {
		fail(troubles, "open", errno);
	} else if (S_ISDIR(status.st_mode)) {
		trouble(troubles, SATCHEL_UNREADABLE, "cannot open: it is a folder");
	} else if (!S_ISREG(status.st_mode)) {
		trouble(troubles, SATCHEL_UNREADABLE, "cannot open: it is not a plain file");
	} else {
		input->fd = fd;
		input->size = (uint64_t)status.st_size;
		return true;
	}
	close(fd);
	return false;
}

void input_close(struct input *input)
{
	if (input->fd >= 0)
		close(input->fd);
	input->fd = -1;
}

bool input_read(const struct input *input, uint64_t offset, void *bytes, size_t size, struct troubles *troubles)
{
	if (offset > input->size || size > input->size - offset)
		return trouble(troubles, SATCHEL_DAMAGED, "the file ends too early: %llu bytes at %llu, of %llu in all",
			       (unsigned long long)size, (unsigned long long)offset, (unsigned long long)input->size);
	if (input->memory) {
		memcpy(bytes, input->memory + offset, size);
		return true;
	}
	unsigned char *to = bytes;
	while (size > 0) {
		ssize_t got = pread(input->fd, to, size, (off_t)offset);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(troubles, "read", errno);
		if (got == 0)
			return trouble(troubles, SATCHEL_UNREADABLE, "the file shrank while it was read");
		to += got;
		offset += (uint64_t)got;
		size -= (size_t)got;
	}
	return true;
}
