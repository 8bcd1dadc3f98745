/* Messages of the base protocol of LSP 3.17: header lines, an empty line, and JSON of as many bytes as Content-Length
 * says. */
#ifndef EDITOR_MESSAGE_H
#define EDITOR_MESSAGE_H

#include "base/buf.h"

#include <stdio.h>

enum { MESSAGE_SIZE_MAX = 64 << 20 };

enum message_status {
	MESSAGE_OK,
	MESSAGE_NONE,	   /* its end has not arrived yet */
	MESSAGE_END,	   /* the input has ended, or cannot be read */
	MESSAGE_BROKEN,	   /* no valid Content-Length: its headers were skipped */
	MESSAGE_TOO_LARGE, /* above MESSAGE_SIZE_MAX: it was skipped */
	MESSAGE_NO_MEMORY,
};

enum { HEADER_MAX = 1000 };

/* Reads from a file descriptor as much as has arrived; so a message may be read in parts. */
struct message_input {
	int number;
	bool ended;
	char bytes[1 << 16];
	size_t start, end; /* of what was read but not used */
	/* Of the message that is being read: */
	char line[HEADER_MAX]; /* the header line, without its end; the end of longer ones is dropped */
	size_t line_len;
	size_t length; /* that a header gave; SIZE_MAX if none did */
	size_t left;   /* to read of the body */
	bool in_body;
	struct buf body;
};

void message_input_init(struct message_input *input, int number);
void message_input_release(struct message_input *input);
/* Waits for input, at most that many milliseconds. */
void message_wait(const struct message_input *input, int milliseconds);
/* Reads a message without waiting. *body gets a new buffer, which the caller releases if MESSAGE_OK. In strings, halves
 * of surrogate pairs become U+FFFD, and U+0000 becomes U+0001. */
enum message_status message_read(struct message_input *input, struct buf *body) MUST_CHECK;
/* Writes a message and flushes; false if that failed. */
bool message_write(FILE *out, struct str body) MUST_CHECK;

#endif
