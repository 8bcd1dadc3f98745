#include "fetch/byteranges.h"

#include <stdio.h>
#include <strings.h>

static bool read_digits(struct str *rest, uint64_t *number)
{
	size_t digits = 0;
	for (*number = 0; digits < rest->len && digits < 18; digits++) {
		char c = rest->at[digits];
		if (c < '0' || c > '9')
			break;
		*number = *number * 10 + (uint64_t)(c - '0');
	}
	rest->at += digits;
	rest->len -= digits;
	return digits > 0;
}

static bool take(struct str *rest, char wanted)
{
	if (rest->len == 0 || rest->at[0] != wanted)
		return false;
	rest->at++;
	rest->len--;
	return true;
}

/* Removes prefix from the start of s, ignoring case. False if s does not begin with it. */
static bool take_word(struct str *s, const char *prefix)
{
	size_t len = strlen(prefix);
	if (s->len < len || strncasecmp(s->at, prefix, len) != 0)
		return false;
	*s = (struct str){ s->at + len, s->len - len };
	return true;
}

bool content_range_read(struct str value, uint64_t *first, uint64_t *last, uint64_t *complete)
{
	struct str rest = str_trim(value);
	if (!take_word(&rest, "bytes ") || !read_digits(&rest, first) || !take(&rest, '-') ||
	    !read_digits(&rest, last) || !take(&rest, '/'))
		return false;
	if (take(&rest, '*'))
		*complete = UINT64_MAX;
	else if (!read_digits(&rest, complete))
		return false;
	return rest.len == 0 && *first <= *last && *last < *complete;
}

bool boundary_read(struct str content_type, char boundary[BOUNDARY_MAX + 1])
{
	struct str rest = str_trim(content_type);
	if (!take_word(&rest, "multipart/byteranges"))
		return false;
	rest = str_trim(rest);
	if (!take(&rest, ';'))
		return false;
	rest = str_trim(rest);
	if (!take_word(&rest, "boundary="))
		return false;
	bool quoted = take(&rest, '"');
	if (quoted && (rest.len == 0 || rest.at[--rest.len] != '"'))
		return false;
	if (rest.len == 0 || rest.len > BOUNDARY_MAX)
		return false;
	for (size_t i = 0; i < rest.len; i++)
		if (rest.at[i] <= ' ' || rest.at[i] > '~' || strchr("\";\\", rest.at[i]))
			return false;
	memcpy(boundary, rest.at, rest.len);
	boundary[rest.len] = '\0';
	return true;
}

enum {
	BEFORE,	 /* the first delimiter, which an empty line may precede */
	HEADERS, /* the headers of a part */
	BODY,
	AFTER_PART,	   /* after a part: the line end that belongs to the next delimiter */
	DELIMITER, /* the delimiter of the next part, or the closing one */
	ENDED,	   /* the rest is ignored */
};

void byteranges_init(struct byteranges *parser, const char *boundary, uint64_t complete, size_t parts,
		     byteranges_sink *sink, void *context)
{
	*parser = (struct byteranges){
		.sink = sink, .context = context, .complete = complete, .parts_left = parts, .state = BEFORE
	};
	snprintf(parser->delimiter, sizeof(parser->delimiter), "--%s", boundary);
}

static bool broken(struct byteranges *parser, const char *what)
{
	parser->broken = what;
	return false;
}

static bool take_header(struct byteranges *parser, struct str line)
{
	uint64_t first, last, complete;
	if (!take_word(&line, "Content-Range:"))
		return !take_word(&line, "Content-Encoding:") || broken(parser, "a part has a Content-Encoding");
	if (parser->has_range)
		return broken(parser, "a part has two ranges");
	if (!content_range_read(line, &first, &last, &complete))
		return broken(parser, "a part has a malformed Content-Range");
	if (complete != parser->complete)
		return broken(parser, "a part is of a file of a different length");
	parser->has_range = true;
	parser->offset = first;
	parser->left = last - first + 1;
	return true;
}

static bool take_delimiter(struct byteranges *parser, struct str line)
{
	line = str_trim(line);
	size_t len = strlen(parser->delimiter);
	if (!str_starts(line, parser->delimiter))
		return broken(parser, "a boundary is missing");
	struct str rest = { line.at + len, line.len - len };
	if (str_is(rest, "--")) {
		parser->state = ENDED;
		return true;
	}
	if (rest.len > 0)
		return broken(parser, "a boundary is missing");
	if (parser->parts_left-- == 0)
		return broken(parser, "more parts than requested");
	parser->state = HEADERS;
	parser->has_range = false;
	parser->lines = 0;
	return true;
}

static bool take_line(struct byteranges *parser, struct str line)
{
	switch (parser->state) {
	case BEFORE:
		if (line.len == 0)
			return ++parser->lines <= 2 || broken(parser, "a boundary is missing");
		return take_delimiter(parser, line);
	case AFTER_PART:
		parser->state = DELIMITER;
		return line.len == 0 || broken(parser, "a part is longer than its range");
	case DELIMITER: return take_delimiter(parser, line);
	default: break;
	}
	if (line.len > 0)
		return ++parser->lines <= BYTERANGES_LINES ? take_header(parser, line)
							   : broken(parser, "a part has too many headers");
	if (!parser->has_range)
		return broken(parser, "a part has no Content-Range");
	parser->state = BODY;
	return true;
}

/* Adds one byte to the current line. */
static bool take_byte(struct byteranges *parser, char c)
{
	if (c != '\n') {
		/* A part is followed by a line end. */
		if (parser->state == AFTER_PART && c != '\r')
			return broken(parser, "a part is longer than its range");
		if (parser->line_size == sizeof(parser->line))
			return broken(parser, "a line is too long");
		parser->line[parser->line_size++] = c;
		return true;
	}
	if (parser->line_size == 0 || parser->line[parser->line_size - 1] != '\r')
		return broken(parser, "invalid line end");
	struct str line = { parser->line, parser->line_size - 1 };
	parser->line_size = 0;
	return take_line(parser, line);
}

bool byteranges_take(struct byteranges *parser, const char *bytes, size_t size)
{
	while (size > 0 && parser->state != ENDED) {
		size_t now = 1;
		if (parser->state == BODY) {
			now = parser->left < size ? (size_t)parser->left : size;
			uint64_t offset = parser->offset;
			parser->offset += now;
			parser->left -= now;
			if (parser->left == 0)
				parser->state = AFTER_PART;
			if (!parser->sink(parser->context, offset, bytes, now))
				return false;
		} else if (!take_byte(parser, *bytes)) {
			return false;
		}
		bytes += now;
		size -= now;
	}
	return true;
}

bool byteranges_ended(const struct byteranges *parser)
{
	size_t len = strlen(parser->delimiter);
	/* The line end after the closing delimiter is optional. */
	bool last = parser->state == DELIMITER && parser->line_size == len + 2 &&
		    memcmp(parser->line, parser->delimiter, len) == 0 && memcmp(parser->line + len, "--", 2) == 0;
	return (parser->state == ENDED || last) && !parser->broken;
}
