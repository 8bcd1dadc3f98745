#include "report/source.h"

#include "base/utf8.h"

#include <stdlib.h>

enum { USUAL_LINE = 24 }; /* bytes; most lines are longer */

void source_init(struct source *source, const char *path, struct str bytes)
{
	*source = (struct source){ .path = path, .bytes = bytes };
}

void source_release(struct source *source)
{
	free(source->lines);
	source->lines = NULL;
	source->line_count = 0;
}

static bool find_lines(struct source *source)
{
	if (source->lines)
		return true;
	struct str bytes = source->bytes;
	const char *end = bytes.at + bytes.len;
	size_t count = 0, room = bytes.len / USUAL_LINE + 1;
	uint32_t *lines = malloc(room * sizeof(*lines));
	if (!lines)
		return false;
	lines[count++] = str_starts(bytes, "\xef\xbb\xbf") ? 3 : 0;
	for (const char *p = bytes.at; bytes.len && (p = memchr(p, '\n', (size_t)(end - p))); p++) {
		if (count == room) {
			room *= 2;
			uint32_t *more = realloc(lines, room * sizeof(*lines));
			if (!more) {
				free(lines);
				return false;
			}
			lines = more;
		}
		lines[count++] = (uint32_t)(p - bytes.at) + 1;
	}
	source->lines = lines;
	source->line_count = count;
	source->last.line = 0;
	return true;
}

/* The last line that starts at or before offset, counted from 0. Most often it is the one that was found last, or one
 * shortly after it. */
static uint32_t line_of(const struct source *source, uint32_t offset)
{
	size_t low = source->last.line ? source->last.line - 1 : 0, high = low + 1;
	if (source->lines[low] > offset)
		low = 0;
	for (size_t step = 1; high < source->line_count && source->lines[high] <= offset; step *= 2) {
		low = high;
		high += step;
	}
	high = high < source->line_count ? high : source->line_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (source->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return (uint32_t)low;
}

static uint32_t count(const struct source *source, uint32_t from, uint32_t to)
{
	return (uint32_t)utf8_count((struct str){ source->bytes.at + from, to - from });
}

static void locate(struct source *source, uint32_t offset, uint32_t *line, uint32_t *column)
{
	uint32_t at = line_of(source, offset), start = source->lines[at], last = source->last.offset;
	if (offset < start)
		offset = start;
	/* The column is computed from the nearest known one: that of the line's start or of the last result. On a long
	 * line this is essential, in either direction. */
	bool same_line = source->last.line == at + 1;
	if (same_line && last <= offset)
		*column = source->last.column + count(source, last, offset);
	else if (same_line && last - offset < offset - start)
		*column = source->last.column - count(source, offset, last);
	else
		*column = 1 + count(source, start, offset);
	*line = at + 1;
	source->last.line = *line;
	source->last.offset = offset;
	source->last.column = *column;
}

struct location source_location(struct source *source, struct span span)
{
	struct location location = { 0, 0, 0, 0 };
	if (!find_lines(source))
		return location;
	uint32_t len = (uint32_t)source->bytes.len;
	uint32_t start = span.start < len ? span.start : len;
	uint32_t end = span.end < start ? start : span.end < len ? span.end : len;
	locate(source, start, &location.line, &location.column);
	locate(source, end, &location.end_line, &location.end_column);
	return location;
}

struct str source_line(struct source *source, uint32_t line)
{
	if (line == 0 || !find_lines(source) || line > source->line_count)
		return STR_NONE;
	size_t start = source->lines[line - 1];
	size_t end = line < source->line_count ? source->lines[line] - 1u : source->bytes.len;
	if (start > source->bytes.len)
		start = source->bytes.len;
	if (end > start && source->bytes.at[end - 1] == '\r')
		end--;
	return (struct str){ source->bytes.at + start, end - start };
}
