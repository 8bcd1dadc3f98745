#include "editor/message.h"

#include "base/ascii.h"

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

/* The code unit of the escape at the start of text; -1 if there is none. */
static long unit_at(struct str text)
{
	long unit = 0;
	if (text.len < 6 || text.at[0] != '\\' || text.at[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = ascii_hex(text.at[i]);
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* Replaces half surrogate pairs and zeros, which texts cannot have, by other characters that count as much in all
 * encodings; so positions remain right. */
static void replace_escapes(struct buf *body)
{
	for (size_t i = 0; i < body->len;) {
		struct str rest = { body->at + i, body->len - i };
		long unit = unit_at(rest);
		if (unit < 0) {
			i += *rest.at == '\\' ? 2 : 1;
			continue;
		}
		long next = unit >= 0xd800 && unit < 0xdc00 && rest.len >= 6
				    ? unit_at((struct str){ rest.at + 6, rest.len - 6 })
				    : -1;
		bool pair = next >= 0xdc00 && next < 0xe000;
		if (unit == 0)
			memcpy(body->at + i, "\\u0001", 6);
		else if (unit >= 0xd800 && unit < 0xe000 && !pair)
			memcpy(body->at + i, "\\ufffd", 6);
		i += pair ? 12 : 6;
	}
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
	if (length > MESSAGE_SIZE_MAX || buf_failed(body))
		return length > MESSAGE_SIZE_MAX ? MESSAGE_TOO_LARGE : MESSAGE_NO_MEMORY;
	replace_escapes(body);
	return MESSAGE_OK;
}

bool message_write(FILE *out, struct str body)
{
	return fprintf(out, "Content-Length: %zu\r\n\r\n", body.len) > 0 &&
	       fwrite(body.at, 1, body.len, out) == body.len && fflush(out) == 0;
}
