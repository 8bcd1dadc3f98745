/* Which bytes of a note are code. Blocks are those that cmark finds; spans follow CommonMark 0.31, sections 6.1 and
 * 2.4: a run of backticks up to the next one of the same length, in the same paragraph, heading or row of a table. */
#include "convert/markdown/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

enum { TICKS_MAX = 80 }; /* longer runs of backticks are text, as for cmark */

enum line_kind {
	LINE_GOES_ON, /* what is inline in the line before may go on here */
	LINE_BEGINS,
	LINE_CODE,
};

struct note_lines {
	size_t *starts; /* offsets; the last one is the length of the text */
	unsigned char *kinds;
	size_t count;
};

struct tick_run {
	size_t at, length;
};

static void mark_lines(struct note_lines *lines, int first, int last, enum line_kind kind)
{
	for (int i = first < 1 ? 1 : first; i <= last && (size_t)i <= lines->count; i++)
		lines->kinds[i - 1] = (unsigned char)kind;
}

static void mark_node(struct note_lines *lines, struct cmark_node *node)
{
	int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_CODE_BLOCK:
		mark_lines(lines, first, last, LINE_CODE);
		mark_lines(lines, last + 1, last + 1, LINE_BEGINS);
		break;
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		mark_lines(lines, first, first, LINE_BEGINS);
		mark_lines(lines, last + 1, last + 1, LINE_BEGINS);
		break;
	default:
		if (strncmp(cmark_node_get_type_string(node), "table", 5) == 0)
			mark_lines(lines, first, last, LINE_BEGINS);
	}
}

static bool find_lines(struct note_lines *lines, struct str text)
{
	size_t count = 1;
	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	*lines = (struct note_lines){ .starts = calloc(count + 1, sizeof(*lines->starts)), .kinds = calloc(count, 1) };
	if (!lines->starts || !lines->kinds)
		return false;
	lines->count = count;
	count = 1;
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '\n')
			lines->starts[count++] = i + 1;
	lines->starts[count] = text.len;
	return true;
}

/* The runs of backticks between two offsets. NULL if there are none. */
static struct tick_run *find_runs(struct str text, size_t at, size_t end, size_t *count, bool *failed)
{
	struct tick_run *runs = NULL;
	size_t room = 0;
	*count = 0;
	for (const char *found; at < end && (found = memchr(text.at + at, '`', end - at));) {
		at = (size_t)(found - text.at);
		struct tick_run run = { at, 0 };
		while (at < end && text.at[at] == '`')
			at++;
		run.length = at - run.at;
		if (*count == room) {
			room = room ? 2 * room : 16;
			struct tick_run *larger = realloc(runs, room * sizeof(*runs));
			if (!larger) {
				*failed = true;
				break;
			}
			runs = larger;
		}
		runs[(*count)++] = run;
	}
	return runs;
}

/* Whether the character at the offset has a backslash before it that is none itself. */
static bool is_escaped(struct str text, size_t start, size_t at)
{
	size_t slashes = 0;
	while (at - slashes > start && text.at[at - slashes - 1] == '\\')
		slashes++;
	return slashes % 2;
}

/* Marks the spans of code between two offsets, which are of one paragraph. False if memory ran out. */
static bool mark_spans(struct str text, size_t start, size_t end, unsigned char *code)
{
	size_t count, next[TICKS_MAX + 1] = { 0 }; /* for each length: no earlier run than this one has it */
	bool failed = false;
	struct tick_run *runs = find_runs(text, start, end, &count, &failed);
	size_t done = start;
	for (size_t i = 0; i < count && !failed; i++) {
		if (runs[i].at < done)
			continue;
		size_t escaped = is_escaped(text, done, runs[i].at), length = runs[i].length - escaped;
		if (!length || length > TICKS_MAX)
			continue;
		size_t j = next[length] > i ? next[length] : i + 1;
		while (j < count && runs[j].length != length)
			j++;
		next[length] = j;
		if (j == count)
			continue;
		done = runs[j].at + runs[j].length;
		memset(code + runs[i].at + escaped, 1, done - runs[i].at - escaped);
	}
	free(runs);
	return !failed;
}

static bool mark_all(struct str text, const struct note_lines *lines, unsigned char *code)
{
	bool good = true;
	for (size_t i = 0, next; i < lines->count && good; i = next) {
		next = i + 1;
		size_t start = lines->starts[i];
		if (lines->kinds[i] == LINE_CODE) {
			memset(code + start, 1, lines->starts[next] - start);
			continue;
		}
		while (next < lines->count && lines->kinds[next] == LINE_GOES_ON)
			next++;
		good = mark_spans(text, start, lines->starts[next], code);
	}
	return good;
}

const unsigned char *markdown_code(struct arena *arena, struct str text)
{
	unsigned char *code = arena_alloc(arena, text.len + 1);
	struct cmark_parser *parser = NULL;
	struct cmark_node *document = code ? markdown_parse(text, &parser) : NULL;
	struct cmark_iter *iter = document ? cmark_iter_new(document) : NULL;
	struct note_lines lines = { .count = 0 };
	bool good = iter && find_lines(&lines, text);
	for (cmark_event_type event; good && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
		if (event == CMARK_EVENT_ENTER)
			mark_node(&lines, cmark_iter_get_node(iter));
	good = good && mark_all(text, &lines, code);
	free(lines.starts);
	free(lines.kinds);
	if (iter)
		cmark_iter_free(iter);
	if (document)
		cmark_node_free(document);
	if (parser)
		cmark_parser_free(parser);
	arena->failed = arena->failed || !good;
	return good ? code : NULL;
}
