#include "merge/chunks.h"

#include "base/array.h"

#include <stdlib.h>

void chunks_init(struct merge_chunks *chunks)
{
	*chunks = (struct merge_chunks){ .chunks = NULL };
}

void chunks_release(struct merge_chunks *chunks)
{
	free(chunks->chunks);
	chunks_init(chunks);
}

void chunks_clear(struct merge_chunks *chunks)
{
	chunks->count = chunks->conflicts = 0;
}

static void put(struct merge_chunks *chunks, struct merge_chunk chunk)
{
	struct merge_chunk *grown = chunks->chunks;
	if (chunks->count == chunks->room || !grown)
		grown = array_grow(grown, chunks->count, &chunks->room, sizeof(*grown));
	if (!grown) {
		chunks->failed = true;
		return;
	}
	chunks->chunks = grown;
	chunks->chunks[chunks->count++] = chunk;
}

void chunks_add(struct merge_chunks *chunks, struct str text)
{
	if (text.len)
		put(chunks, (struct merge_chunk){ .text = text });
}

void chunks_conflict(struct merge_chunks *chunks, struct str base, struct str ours, struct str theirs)
{
	put(chunks, (struct merge_chunk){ .conflict = true, .sides = { base, ours, theirs } });
	chunks->conflicts++;
}

/* Lines of which the versions differ, while they are collected. */
struct merge_hunk {
	bool open;
	struct buf sides[MERGE_SIDES];
};

struct writing {
	const struct merge_request *request;
	const char *line_end;
	struct buf *out;
	size_t line; /* offset in out of the last line */
	size_t conflicts;
	struct merge_hunk hunk;
};

static size_t first_line(struct str text)
{
	const char *end = text.len ? memchr(text.at, '\n', text.len) : NULL;
	return end ? (size_t)(end - text.at) + 1 : text.len;
}

/* The length of the last line with its end. */
static size_t last_line(struct str text)
{
	size_t start = text.len - (text.len > 0);
	while (start > 0 && text.at[start - 1] != '\n')
		start--;
	return text.len - start;
}

static bool all_begin(const struct str sides[MERGE_SIDES], size_t len)
{
	struct str line = { sides[MERGE_OURS].at, len };
	for (int i = 0; i < MERGE_SIDES; i++)
		if (sides[i].len < len || memcmp(sides[i].at, line.at, len) != 0)
			return false;
	return true;
}

static bool all_end(const struct str sides[MERGE_SIDES], size_t len)
{
	struct str line = { sides[MERGE_OURS].at + sides[MERGE_OURS].len - len, len };
	for (int i = 0; i < MERGE_SIDES; i++) {
		size_t start = sides[i].len - len;
		if (sides[i].len < len || memcmp(sides[i].at + start, line.at, len) != 0 ||
		    (start > 0 && sides[i].at[start - 1] != '\n'))
			return false;
	}
	return true;
}

/* Removes the lines with which all versions begin or end, and returns those at the end. */
static struct str narrow(struct str sides[MERGE_SIDES], struct buf *out)
{
	for (size_t len; (len = first_line(sides[MERGE_OURS])) > 0 && sides[MERGE_OURS].at[len - 1] == '\n' &&
			 all_begin(sides, len);) {
		buf_add(out, sides[MERGE_OURS].at, len);
		for (int i = 0; i < MERGE_SIDES; i++)
			sides[i] = (struct str){ sides[i].at + len, sides[i].len - len };
	}
	struct str ours = sides[MERGE_OURS];
	size_t end = ours.len;
	for (size_t len; (len = last_line(sides[MERGE_OURS])) > 0 && all_end(sides, len);)
		for (int i = 0; i < MERGE_SIDES; i++)
			sides[i].len -= len;
	return (struct str){ ours.at + sides[MERGE_OURS].len, end - sides[MERGE_OURS].len };
}

static void mark(struct writing *writing, char c, const char *label)
{
	buf_repeat(writing->out, c, writing->request->marker_size);
	if (label && *label && c != '=')
		buf_format(writing->out, " %s", label);
	buf_text(writing->out, writing->line_end);
}

static void write_side(struct writing *writing, struct str side)
{
	buf_str(writing->out, side);
	if (side.len && side.at[side.len - 1] != '\n')
		buf_text(writing->out, writing->line_end);
}

static void close_hunk(struct writing *writing)
{
	const struct merge_request *request = writing->request;
	struct str sides[MERGE_SIDES];
	for (int i = 0; i < MERGE_SIDES; i++) {
		sides[i] = buf_view(&writing->hunk.sides[i]);
		writing->out->failed = writing->out->failed || buf_failed(&writing->hunk.sides[i]);
	}
	if (!request->show_base)
		sides[MERGE_BASE] = sides[MERGE_OURS];
	struct str after = narrow(sides, writing->out);
	if (!str_equal(sides[MERGE_OURS], sides[MERGE_THEIRS])) {
		mark(writing, '<', request->labels[MERGE_OURS]);
		write_side(writing, sides[MERGE_OURS]);
		if (request->show_base) {
			mark(writing, '|', request->labels[MERGE_BASE]);
			write_side(writing, sides[MERGE_BASE]);
		}
		mark(writing, '=', NULL);
		write_side(writing, sides[MERGE_THEIRS]);
		mark(writing, '>', request->labels[MERGE_THEIRS]);
		writing->conflicts++;
	} else {
		buf_str(writing->out, sides[MERGE_OURS]);
	}
	buf_str(writing->out, after);
	writing->line = writing->out->len;
	writing->hunk.open = false;
}

static void write_text(struct writing *writing, struct str text)
{
	struct merge_hunk *hunk = &writing->hunk;
	if (hunk->open) {
		size_t len = first_line(text);
		for (int i = 0; i < MERGE_SIDES; i++)
			buf_add(&hunk->sides[i], text.at, len);
		if (text.at[len - 1] != '\n')
			return;
		close_hunk(writing);
		text = (struct str){ text.at + len, text.len - len };
	}
	const char *end = text.len ? memrchr(text.at, '\n', text.len) : NULL;
	if (end)
		writing->line = writing->out->len + (size_t)(end - text.at) + 1;
	buf_str(writing->out, text);
}

static void write_conflict(struct writing *writing, const struct str sides[MERGE_SIDES])
{
	struct merge_hunk *hunk = &writing->hunk;
	struct str begun = buf_view(writing->out);
	for (int i = 0; i < MERGE_SIDES; i++) {
		if (!hunk->open) {
			buf_clear(&hunk->sides[i]);
			buf_add(&hunk->sides[i], begun.at + writing->line, begun.len - writing->line);
		}
		buf_str(&hunk->sides[i], sides[i]);
	}
	if (!hunk->open)
		buf_cut(writing->out, writing->line);
	hunk->open = true;
}

bool chunks_write(const struct merge_chunks *chunks, const struct merge_request *request, struct buf *out,
		  size_t *conflicts)
{
	struct str ours = request->texts[MERGE_OURS];
	size_t line = first_line(ours);
	struct writing writing = { .request = request, .out = out, .line = out->len };
	writing.line_end = line > 1 && ours.at[line - 1] == '\n' && ours.at[line - 2] == '\r' ? "\r\n" : "\n";
	for (int i = 0; i < MERGE_SIDES; i++)
		buf_init(&writing.hunk.sides[i], BUF_CAP);
	for (size_t i = 0; i < chunks->count && !buf_failed(out); i++) {
		if (chunks->chunks[i].conflict)
			write_conflict(&writing, chunks->chunks[i].sides);
		else
			write_text(&writing, chunks->chunks[i].text);
	}
	if (writing.hunk.open)
		close_hunk(&writing);
	for (int i = 0; i < MERGE_SIDES; i++)
		buf_release(&writing.hunk.sides[i]);
	*conflicts = writing.conflicts;
	return !buf_failed(out) && !chunks->failed;
}
