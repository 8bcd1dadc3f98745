/* Ranges of the text: what can be folded, and what is selected step by step. */
#include "editor/server.h"

#include "lesson/markup.h"

enum { DEPTH_MAX = 200, AROUND_MAX = 2 * DEPTH_MAX + 8 };

/* The innermost of the open elements with this name; depth if there is none. */
static size_t find_open(const struct markup *open, size_t depth, struct str name)
{
	size_t match = depth;
	while (match && !str_equal(open[match - 1].name, name))
		match--;
	return match ? match - 1 : depth;
}

/* Each element and comment of several lines can be folded. */
enum reply list_folds(struct language_server *server, struct json_walk params, struct json *result)
{
	const struct document *document = server_document(server, params);
	if (!document)
		return REPLY_INVALID;
	struct str bytes = buf_view(&document->text.bytes);
	struct markup_scan scan = { .bytes = bytes };
	struct markup markup, open[DEPTH_MAX];
	size_t depth = 0;
	json_open_array(result);
	for (size_t at = 0; markup_next(&scan, at, &markup); at = markup.end) {
		size_t start = markup.start;
		if (markup.kind == MARKUP_START) {
			if (depth < DEPTH_MAX)
				open[depth++] = markup;
			continue;
		}
		if (markup.kind == MARKUP_END) {
			size_t match = find_open(open, depth, markup.name);
			if (match == depth)
				continue;
			depth = match;
			start = open[depth].start;
		} else if (markup.kind != MARKUP_COMMENT) {
			continue;
		}
		uint32_t first = text_position(&document->text, start, server->encoding).line;
		uint32_t last = text_position(&document->text, markup.end, server->encoding).line;
		if (last && markup.kind == MARKUP_END)
			last--; /* the end tag remains visible */
		if (last <= first)
			continue;
		json_open_object(result);
		json_member_uint(result, "startLine", first);
		json_member_uint(result, "endLine", last);
		if (markup.kind == MARKUP_COMMENT)
			json_member_text(result, "kind", "comment");
		json_close_object(result);
	}
	json_close_array(result);
	return REPLY_OK;
}

/* The spans around an offset, from the inside out: each contains the one before. */
struct around {
	size_t offset;
	struct span spans[AROUND_MAX];
	size_t count;
};

/* Adds a span if it contains the last one and is larger. */
static void add_span(struct around *around, size_t start, size_t end)
{
	const struct span *last = around->count ? &around->spans[around->count - 1] : NULL;
	if (start > around->offset || end < around->offset || around->count == AROUND_MAX)
		return;
	if (!last || (start <= last->start && end >= last->end && end - start > last->end - last->start))
		around->spans[around->count++] = (struct span){ (uint32_t)start, (uint32_t)end };
}

/* In a tag: its name or a word of a value, the value, the attribute, what is between the brackets, the tag. */
static void add_tag(struct around *around, struct str bytes, const struct markup *markup)
{
	struct markup_attribute one;
	size_t offset = markup->inside;
	bool start = markup->kind == MARKUP_START || markup->kind == MARKUP_EMPTY;
	if (start || markup->kind == MARKUP_END) {
		size_t name = (size_t)(markup->name.at - bytes.at);
		add_span(around, name, name + markup->name.len);
	}
	while (start && markup_attribute(bytes, &offset, markup->inside_end, &one)) {
		add_span(around, one.name, one.name_end);
		add_span(around, one.value, one.value_end);
		add_span(around, one.name, offset);
	}
	if (!start)
		add_span(around, markup->inside, markup->inside_end);
	add_span(around, markup->start, markup->end);
}

static bool is_word(char c)
{
	return ascii_is_alphanumeric(c) || (unsigned char)c >= 0x80;
}

/* In a text: the word, the line, all of it. */
static void add_text(struct around *around, struct str bytes, size_t from, size_t to)
{
	size_t start = around->offset, end = around->offset;
	while (start > from && is_word(bytes.at[start - 1]))
		start--;
	while (end < to && is_word(bytes.at[end]))
		end++;
	add_span(around, start, end);
	while (start > from && bytes.at[start - 1] != '\n' && bytes.at[start - 1] != '\r')
		start--;
	while (end < to && bytes.at[end] != '\n' && bytes.at[end] != '\r')
		end++;
	while (start < around->offset && ascii_is_space(bytes.at[start]))
		start++;
	while (end > around->offset && ascii_is_space(bytes.at[end - 1]))
		end--;
	add_span(around, start, end);
	add_span(around, from, to);
}

static void find_around(struct around *around, struct str bytes)
{
	struct markup_scan scan = { .bytes = bytes };
	struct markup markup, open[DEPTH_MAX];
	size_t depth = 0, at = 0;
	bool found = false;
	for (; markup_next(&scan, at, &markup); at = markup.end) {
		if (!found && markup.end > around->offset) {
			found = true;
			if (markup.start < around->offset)
				add_tag(around, bytes, &markup);
			else
				add_text(around, bytes, at, markup.start);
		}
		if (markup.kind == MARKUP_START && depth < DEPTH_MAX)
			open[depth++] = markup;
		size_t match = markup.kind == MARKUP_END ? find_open(open, depth, markup.name) : depth;
		if (match == depth)
			continue;
		depth = match;
		add_span(around, open[depth].end, markup.start);
		add_span(around, open[depth].start, markup.end);
	}
	if (!found)
		add_text(around, bytes, at, bytes.len);
	add_span(around, 0, bytes.len);
}

static void write_around(struct json *json, const struct language_server *server, const struct editor_text *text,
			 struct around *around)
{
	find_around(around, buf_view(&text->bytes));
	for (size_t i = 0; i < around->count; i++) {
		if (i)
			json_key(json, "parent");
		json_open_object(json);
		json_key(json, "range");
		write_range(json, server, text, around->spans[i]);
	}
	for (size_t i = 0; i < around->count; i++)
		json_close_object(json);
}

enum reply select_ranges(struct language_server *server, struct json_walk params, struct json *result)
{
	const struct document *document = server_document(server, params);
	struct json_walk positions;
	struct position position;
	struct around around;
	if (!document || !params_find(params, "positions", &positions) || walk_kind(&positions) != '[')
		return REPLY_INVALID;
	json_open_array(result);
	for (bool more = walk_array(&positions); more && walk_element(&positions); walk_skip(&positions)) {
		if (!params_position(positions, "", &position))
			return REPLY_INVALID;
		around.offset = text_offset(&document->text, position, server->encoding);
		around.count = 0;
		write_around(result, server, &document->text, &around);
	}
	json_close_array(result);
	return REPLY_OK;
}
