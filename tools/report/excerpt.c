#include "report/excerpt.h"

#include "base/utf8.h"

/* Moves at, the start of a code point, forward by up to count code points, and subtracts their number from count. */
static size_t forward(struct str line, size_t at, size_t *count)
{
	for (; *count && at < line.len; --*count)
		utf8_next(line, &at);
	return at;
}

static size_t backward(struct str line, size_t at, size_t *count)
{
	for (; *count && at > 0; --*count) {
		size_t start = at - 1;
		for (size_t n = 2; n <= 4 && n <= at; n++) {
			size_t end = at - n;
			utf8_next(line, &end);
			if (end == at)
				start = at - n;
		}
		at = start;
	}
	return at;
}

/* Moves an offset inside a code point to its start. */
static size_t code_point_start(struct str line, size_t at)
{
	for (size_t n = 1; n <= 3 && n <= at && at < line.len; n++) {
		size_t end = at - n;
		utf8_next(line, &end);
		if (end > at)
			return at - n;
	}
	return at;
}

struct excerpt excerpt_make(struct arena *arena, struct str line, size_t start, size_t end)
{
	start = code_point_start(line, start < line.len ? start : line.len);
	end = end < start ? start : end < line.len ? end : line.len;
	size_t from = 0, left = EXCERPT_LINE;
	size_t to = forward(line, 0, &left);
	if (to < line.len) {
		size_t before = EXCERPT_BEFORE;
		from = backward(line, start, &before);
		left = EXCERPT_LINE - (EXCERPT_BEFORE - before);
		to = forward(line, start, &left);
		/* Near the end of the line, show more text before the location instead. */
		from = backward(line, from, &left);
	}
	if (end > to)
		end = to;
	struct excerpt excerpt = {
		.text = arena_str(arena, (struct str){ line.at + from, to - from }),
		.caret = start - from,
		.caret_end = end - from,
		.cut_before = from > 0,
		.cut_after = to < line.len,
	};
	return excerpt;
}

size_t excerpt_column_offset(struct str line, uint32_t column)
{
	size_t before = column ? column - 1 : 0;
	return forward(line, 0, &before);
}
