#include "editor/message.h"

#include <errno.h>
#include <poll.h>
#include <strings.h>
#include <unistd.h>

enum { HEADER_MAX = 1000 };

void message_input_init(struct message_input *input, int number)
{
	input->number = number;
	input->start = input->end = 0;
}

bool message_waits(const struct message_input *input, int milliseconds)
{
	struct pollfd poll_one = { .fd = input->number, .events = POLLIN };
	return input->start < input->end || poll(&poll_one, 1, milliseconds) > 0;
}

static bool fill(struct message_input *input)
{
	ssize_t count;
	do
		count = read(input->number, input->bytes, sizeof(input->bytes));
	while (count < 0 && errno == EINTR);
	input->start = 0;
	input->end = count > 0 ? (size_t)count : 0;
	return count > 0;
}

/* A header line without its end; the end of longer ones is dropped. False at the end of the input. */
static bool read_line(struct message_input *input, char line[HEADER_MAX])
{
	size_t len = 0;
	for (;;) {
		if (input->start == input->end && !fill(input))
			return false;
		char c = input->bytes[input->start++];
		if (c == '\n')
			break;
		if (len + 1 < HEADER_MAX)
			line[len++] = c;
	}
	if (len && line[len - 1] == '\r')
		len--;
	line[len] = '\0';
	return true;
}

/* The length that a header line gives; false if it is another header. A length that is no number, or absurd, is
 * SIZE_MAX. */
static bool read_length(const char *line, size_t *length)
{
	static const char name[] = "Content-Length:";
	if (strncasecmp(line, name, sizeof(name) - 1) != 0)
		return false;
	const char *at = line + sizeof(name) - 1;
	while (*at == ' ' || *at == '\t')
		at++;
	size_t digits = strspn(at, "0123456789");
	*length = 0;
	for (size_t i = 0; i < digits && digits <= 15; i++)
		*length = *length * 10 + (size_t)(at[i] - '0');
	if (digits == 0 || digits > 15 || at[digits + strspn(at + digits, " \t")] != '\0')
		*length = SIZE_MAX;
	return true;
}

/* Takes length bytes from the input, into body unless that is NULL. */
static bool take(struct message_input *input, size_t length, struct buf *body)
{
	while (length) {
		if (input->start == input->end && !fill(input))
			return false;
		size_t there = input->end - input->start, count = there < length ? there : length;
		if (body)
			buf_add(body, input->bytes + input->start, count);
		input->start += count;
		length -= count;
	}
	return true;
}

enum message_status message_read(struct message_input *input, struct buf *body)
{
	char line[HEADER_MAX];
	size_t length = SIZE_MAX;
	buf_clear(body);
	do {
		if (!read_line(input, line))
			return MESSAGE_END;
		(void)read_length(line, &length);
	} while (*line);
	if (length == SIZE_MAX)
		return MESSAGE_BROKEN;
	if (!take(input, length, length > MESSAGE_SIZE_MAX ? NULL : body))
		return MESSAGE_END;
	return length > MESSAGE_SIZE_MAX ? MESSAGE_TOO_LARGE : buf_failed(body) ? MESSAGE_NO_MEMORY : MESSAGE_OK;
}

bool message_write(FILE *out, struct str body)
{
	return fprintf(out, "Content-Length: %zu\r\n\r\n", body.len) > 0 &&
	       fwrite(body.at, 1, body.len, out) == body.len && fflush(out) == 0;
}
