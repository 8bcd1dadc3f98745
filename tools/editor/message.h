/* Messages of the base protocol of LSP 3.17: header lines, an empty line, and JSON of as many bytes as Content-Length
 * says. */
#ifndef EDITOR_MESSAGE_H
#define EDITOR_MESSAGE_H

#include "base/buf.h"

#include <stdio.h>

enum { MESSAGE_SIZE_MAX = 64 << 20 };

enum message_status {
	MESSAGE_OK,
	MESSAGE_END,	   /* the input has ended, or cannot be read */
	MESSAGE_BROKEN,	   /* no valid Content-Length: its headers were skipped */
	MESSAGE_TOO_LARGE, /* above MESSAGE_SIZE_MAX: it was skipped */
	MESSAGE_NO_MEMORY,
};

/* Reads bytes from a file descriptor, which may also be waited for. */
struct message_input {
	int number;
	char bytes[1 << 16];
	size_t start, end; /* of what was read but not used */
};

void message_input_init(struct message_input *input, int number);
/* Whether there is input, or its end, within that many milliseconds; -1 waits without a limit. */
bool message_waits(const struct message_input *input, int milliseconds);
/* Reads the next message into body, which is cleared first. In strings, halves of surrogate pairs become U+FFFD, and
 * U+0000 becomes U+0001. */
enum message_status message_read(struct message_input *input, struct buf *body) MUST_CHECK;
/* Writes a message and flushes; false if that failed. */
bool message_write(FILE *out, struct str body) MUST_CHECK;

#endif
