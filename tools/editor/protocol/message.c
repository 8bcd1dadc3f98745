#include "editor/protocol/message.h"

#include "base/ascii.h"

#include <errno.h>
#include <poll.h>
#include <strings.h>
#include <unistd.h>

static void start_message(struct message_input *input)
{
	input->line_len = 0;
	input->length = SIZE_MAX;
	input->in_body = false;
	buf_init(&input->body, MESSAGE_SIZE_MAX + 1);
}

void message_input_init(struct message_input *input, int number)
{
	input->number = number;
	input->ended = false;
	input->start = input->end = 0;
	start_message(input);
}

void message_input_release(struct message_input *input)
{
	buf_release(&input->body);
}

void message_wait(const struct message_input *input, int milliseconds)
{
	struct pollfd poll_one = { .fd = input->number, .events = POLLIN };
	if (input->start == input->end && !input->ended)
		(void)poll(&poll_one, 1, milliseconds);
}

/* Whether there are bytes to use. */
static bool fill(struct message_input *input)
{
	struct pollfd poll_one = { .fd = input->number, .events = POLLIN };
	if (input->start < input->end)
		return true;
	if (input->ended || poll(&poll_one, 1, 0) <= 0)
		return false;
	ssize_t count;
	do
		count = read(input->number, input->bytes, sizeof(input->bytes));
	while (count < 0 && errno == EINTR);
	input->start = 0;
	input->end = count > 0 ? (size_t)count : 0;
	input->ended = count <= 0;
	return count > 0;
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

/* Reads header lines up to the empty one; false if that has not arrived yet. */
static bool read_headers(struct message_input *input)
{
	while (!input->in_body) {
		if (!fill(input))
			return false;
		char c = input->bytes[input->start++];
		if (c != '\n') {
			if (input->line_len + 1 < HEADER_MAX)
				input->line[input->line_len++] = c;
			continue;
		}
		if (input->line_len && input->line[input->line_len - 1] == '\r')
			input->line_len--;
		input->line[input->line_len] = '\0';
		(void)read_length(input->line, &input->length);
		input->in_body = input->line_len == 0;
		input->line_len = 0;
		input->left = input->length == SIZE_MAX ? 0 : input->length;
	}
	return true;
}

/* Reads the body, but keeps nothing of one that is too large; false if its end has not arrived yet. */
static bool read_body(struct message_input *input)
{
	while (input->left) {
		if (!fill(input))
			return false;
		size_t there = input->end - input->start, count = there < input->left ? there : input->left;
		if (input->length <= MESSAGE_SIZE_MAX)
			buf_add(&input->body, input->bytes + input->start, count);
		input->start += count;
		input->left -= count;
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
	if (!read_headers(input) || !read_body(input))
		return input->ended ? MESSAGE_END : MESSAGE_NONE;
	enum message_status status = input->length == SIZE_MAX		? MESSAGE_BROKEN
				     : input->length > MESSAGE_SIZE_MAX ? MESSAGE_TOO_LARGE
				     : buf_failed(&input->body)		? MESSAGE_NO_MEMORY
									: MESSAGE_OK;
	if (status == MESSAGE_OK) {
		replace_escapes(&input->body);
		*body = input->body;
	} else {
		buf_release(&input->body);
	}
	start_message(input);
	return status;
}

bool message_write(FILE *out, struct str body)
{
	return fprintf(out, "Content-Length: %zu\r\n\r\n", body.len) > 0 &&
	       fwrite(body.at, 1, body.len, out) == body.len && fflush(out) == 0;
}
