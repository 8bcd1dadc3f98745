#include "lesson/recover_scan.h"

enum { TAG_LOOK = 2048 }; /* maximum distance of a missing < before its > */

size_t scan_line_end(const struct scan *scan, size_t offset)
{
	while (offset < scan->s.len && scan->s.at[offset] != '\n' && scan->s.at[offset] != '\r')
		offset++;
	return offset;
}

bool scan_find_conflict(const struct scan *scan, size_t offset, size_t end, size_t *theirs, size_t *theirs_end)
{
	if (!scan_starts(scan, offset, "<<<<<<<"))
		return false;
	size_t middle = scan_find(scan, end, "\n=======");
	size_t last = middle == SIZE_MAX ? SIZE_MAX : scan_find(scan, middle, "\n>>>>>>>");
	if (last == SIZE_MAX)
		return false;
	const char *base = memmem(scan->s.at + end, middle - end, "\n|||||||", 8);
	*theirs = (base ? (size_t)(base - scan->s.at) : middle) + 1;
	*theirs_end = scan_line_end(scan, last + 1);
	return true;
}

/* State of the search for tokens. */
struct token_walk {
	struct scan *scan;
	size_t counted; /* line is the line of this offset */
	uint32_t line;
	size_t line_start;
	size_t theirs, theirs_end; /* as in struct scan */
};

static void add_token(struct token_walk *walk, size_t start, struct reading *readings)
{
	struct scan *scan = walk->scan;
	for (; walk->counted < start; walk->counted++) {
		if (scan->s.at[walk->counted] != '\n')
			continue;
		walk->line++;
		walk->line_start = walk->counted + 1;
	}
	bool first = scan_skip_space(scan, walk->line_start) >= start;
	struct token token = { start, walk->line, first ? (long)(start - walk->line_start) : -1, STR_NONE, readings };
	buf_add(&scan->tokens, (const char *)&token, sizeof(token));
}

/* The last token is followed by the text from start to end. */
static void note_text(struct token_walk *walk, size_t start, size_t end)
{
	struct scan *scan = walk->scan;
	size_t count = scan_token_count(scan);
	if (count == 0)
		return;
	for (struct reading *r = scan_token(scan, count - 1)->readings; r; r = r->next) {
		size_t from = r->end > start ? r->end : start;
		r->text = r->text || (from < end && !scan_is_blank(scan, from, end));
	}
}

/* Finds tags without < in the text from start to end. */
static void find_without_bracket(struct token_walk *walk, size_t start, size_t end)
{
	struct scan *scan = walk->scan;
	size_t from = start;
	for (size_t i = start; i < end;) {
		const char *found = memchr(scan->s.at + i, '>', end - i);
		if (!found)
			break;
		size_t close = (size_t)(found - scan->s.at), at = close > from + TAG_LOOK ? close - TAG_LOOK : from;
		struct reading *reading = NULL;
		for (; at < close && !reading; at += !reading)
			if (at == start || scan->s.at[at] == '/' || !scan_is_name(scan->s.at[at - 1]))
				reading = scan_without_bracket(scan, at, close + 1);
		if (reading) {
			note_text(walk, from, at);
			add_token(walk, at, reading);
			from = close + 1;
		}
		i = close + 1;
	}
	note_text(walk, from, end);
}

size_t scan_broken_comment(const struct scan *scan, size_t offset)
{
	bool begins = scan_starts(scan, offset, "<! ") ||
		      (scan_starts(scan, offset, "<!-") && !scan_starts(scan, offset, "<!--"));
	size_t end = begins ? scan_find(scan, offset, ">") : SIZE_MAX;
	return end < scan_find(scan, offset + 1, "<") ? end + 1 : 0;
}

/* Skips the first line of a conflict, or a single marker. */
static size_t conflict_end(struct token_walk *walk, size_t offset)
{
	struct scan *scan = walk->scan;
	if (!scan_starts(scan, offset, "<<<<<<<") || (offset > 0 && scan->s.at[offset - 1] != '\n'))
		return 0;
	size_t end = scan_line_end(scan, offset);
	if (walk->theirs <= offset && scan_find_conflict(scan, offset, end, &walk->theirs, &walk->theirs_end))
		return end;
	if (walk->theirs <= offset)
		walk->theirs = SIZE_MAX;
	return end > offset + 7 && scan->s.at[offset + 7] != ' ' ? 0 : end;
}

/* Notes of each token which end tag would close its parent, by matching tags from the end whatever their names. */
static void note_closers(struct scan *scan)
{
	size_t count = scan_token_count(scan), depth = 0;
	struct str *open = arena_alloc(scan->scratch, (count + 1) * sizeof(*open));
	struct token *tokens = (struct token *)(void *)scan->tokens.at;
	for (size_t i = count; open && i-- > 0;) {
		const struct reading *reading = tokens[i].readings;
		if (reading->kind == READ_END)
			open[depth++] = reading->named;
		else if (reading->kind == READ_START && depth > 0)
			depth--;
		tokens[i].closer = depth > 0 ? open[depth - 1] : STR_NONE;
	}
}

static void read_tokens(struct scan *scan)
{
	struct token_walk walk = { .scan = scan, .line = 1 };
	for (size_t at = 0; at < scan->s.len && !arena_failed(scan->scratch);) {
		if (scan->s.at[at] != '<') {
			const char *found = memchr(scan->s.at + at, '<', scan->s.len - at);
			size_t end = found ? (size_t)(found - scan->s.at) : scan->s.len;
			bool skips = walk.theirs > at && walk.theirs <= end && walk.theirs_end > 0;
			find_without_bracket(&walk, at, skips ? walk.theirs : end);
			at = skips ? walk.theirs_end : end;
			continue;
		}
		struct markup markup;
		size_t end;
		if (markup_at(&scan->markup, at, &markup) && markup.kind > MARKUP_END) {
			end = markup.end;
			if (markup.kind == MARKUP_CDATA)
				note_text(&walk, at + 1, end);
		} else {
			end = scan_broken_comment(scan, at);
			end = end ? end : conflict_end(&walk, at);
		}
		if (end) {
			at = end;
			continue;
		}
		const char *found = memchr(scan->s.at + at + 1, '<', scan->s.len - at - 1);
		size_t limit = found ? (size_t)(found - scan->s.at) : scan->s.len;
		struct reading *readings = scan_readings(scan, at, limit);
		if (!readings)
			return;
		add_token(&walk, at, readings);
		size_t last = at + 1;
		for (const struct reading *r = readings; r; r = r->next)
			last = r->end > last ? r->end : last;
		note_text(&walk, at + 1, last);
		at = last;
	}
}

void scan_tokens(struct scan *scan)
{
	read_tokens(scan);
	if (!arena_failed(scan->scratch) && !buf_failed(&scan->tokens))
		note_closers(scan);
}
