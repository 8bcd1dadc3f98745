#include "editor/protocol/text.h"

#include "base/utf8.h"

#include <stdlib.h>

void text_init(struct editor_text *text)
{
	*text = (struct editor_text){ .lines = NULL };
	buf_init(&text->bytes, UINT32_MAX - 1);
}

void text_release(struct editor_text *text)
{
	buf_release(&text->bytes);
	free(text->lines);
	text_init(text);
}

/* Whether a line starts at offset, which is not 0. */
static bool starts_line(struct str bytes, size_t offset)
{
	char before = bytes.at[offset - 1];
	return before == '\n' || (before == '\r' && (offset == bytes.len || bytes.at[offset] != '\n'));
}

static bool make_room(struct editor_text *text, size_t count)
{
	if (count <= text->line_room)
		return true;
	size_t room = count + count / 2;
	uint32_t *lines = realloc(text->lines, room * sizeof(*lines));
	if (!lines)
		return false;
	text->lines = lines;
	text->line_room = room;
	return true;
}

/* The number of lines that start before offset. */
static size_t lines_before(const struct editor_text *text, size_t offset)
{
	size_t low = 0, high = text->line_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (text->lines[middle] < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Finds the lines again that start from start to end, which was old_end. Whether one starts at an offset depends on the
 * bytes before and at it, so the others have only moved. */
static bool find_lines(struct editor_text *text, size_t start, size_t old_end, size_t end)
{
	struct str bytes = buf_view(&text->bytes);
	size_t kept = lines_before(text, start), rest = lines_before(text, old_end + 1);
	size_t found = start == 0, after = text->line_count - rest;
	for (size_t i = start ? start : 1; i <= end; i++)
		found += starts_line(bytes, i);
	if (!make_room(text, kept + found + after))
		return false;
	memmove(text->lines + kept + found, text->lines + rest, after * sizeof(*text->lines));
	for (size_t i = 0; i < after; i++)
		text->lines[kept + found + i] += (uint32_t)(end - old_end);
	if (start == 0)
		text->lines[kept++] = 0;
	for (size_t i = start ? start : 1; i <= end; i++)
		if (starts_line(bytes, i))
			text->lines[kept++] = (uint32_t)i;
	text->line_count = kept + after;
	return true;
}

bool text_replace(struct editor_text *text, size_t start, size_t end, struct str with)
{
	size_t len = text->bytes.len;
	end = end > len ? len : end;
	start = start > end ? end : start;
	size_t tail = len - end;
	if (with.len > end - start && !buf_reserve(&text->bytes, with.len - (end - start)))
		return false;
	if (with.len > end - start)
		buf_grew(&text->bytes, with.len - (end - start));
	if (text->bytes.at) {
		memmove(text->bytes.at + start + with.len, text->bytes.at + end, tail);
		if (with.len)
			memcpy(text->bytes.at + start, with.at, with.len);
	}
	buf_cut(&text->bytes, start + with.len + tail);
	return find_lines(text, start, end, start + with.len);
}

bool text_set(struct editor_text *text, struct str bytes)
{
	text_release(text);
	buf_reserve(&text->bytes, 1) ? (void)0 : (void)(text->bytes.failed = true);
	buf_str(&text->bytes, bytes);
	return !buf_failed(&text->bytes) && find_lines(text, 0, 0, bytes.len);
}

static size_t units(uint32_t code, size_t bytes, enum position_encoding encoding)
{
	return encoding == POSITION_UTF8 ? bytes : encoding == POSITION_UTF16 && code > 0xffff ? 2 : 1;
}

/* The bytes of a line without its end. */
static struct str line_at(const struct editor_text *text, size_t line)
{
	size_t start = text->lines[line];
	size_t end = line + 1 < text->line_count ? text->lines[line + 1] : text->bytes.len;
	while (end > start && (text->bytes.at[end - 1] == '\n' || text->bytes.at[end - 1] == '\r'))
		end--;
	return (struct str){ text->bytes.at + start, end - start };
}

size_t text_offset(const struct editor_text *text, struct position position, enum position_encoding encoding)
{
	if (position.line >= text->line_count)
		return text->bytes.len;
	struct str line = line_at(text, position.line);
	size_t offset = 0, counted = 0;
	while (offset < line.len) {
		size_t next = offset;
		uint32_t code = utf8_next(line, &next);
		counted += units(code, next - offset, encoding);
		if (counted > position.character)
			break;
		offset = next;
	}
	return text->lines[position.line] + offset;
}

struct position text_position(const struct editor_text *text, size_t offset, enum position_encoding encoding)
{
	offset = offset > text->bytes.len ? text->bytes.len : offset;
	size_t number = lines_before(text, offset + 1);
	if (number == 0)
		return (struct position){ 0, 0 };
	size_t start = text->lines[number - 1], counted = 0;
	struct str line = { text->bytes.at + start, offset - start };
	for (size_t at = 0; at < line.len;) {
		size_t next = at;
		uint32_t code = utf8_next(line, &next);
		counted += units(code, next - at, encoding);
		at = next;
	}
	return (struct position){ (uint32_t)(number - 1), (uint32_t)counted };
}

/* The offset of a line and column; the end of the line if it is shorter. */
static uint32_t offset_of(struct source *source, uint32_t line, uint32_t column)
{
	struct str text = source_line(source, line);
	if (!text.at)
		return (uint32_t)source->bytes.len;
	size_t at = 0;
	for (uint32_t i = 1; i < column && at < text.len; i++)
		(void)utf8_next(text, &at);
	return (uint32_t)((size_t)(text.at - source->bytes.at) + at);
}

struct span text_span(struct source *source, const struct location *location)
{
	if (!location->line)
		return (struct span){ 0, 0 };
	struct span span = { offset_of(source, location->line, location->column), 0 };
	span.end = offset_of(source, location->end_line, location->end_column);
	return span.end < span.start ? (struct span){ span.start, span.start } : span;
}
