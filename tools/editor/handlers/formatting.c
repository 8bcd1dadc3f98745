/* Formats a lesson as satchel-fmt does, but gives no new ids. The layout keeps all markup in its order, so what is
 * between two tags can be replaced without the rest: that is how a part of a lesson is formatted, and why the cursor
 * and folds survive. */
#include "editor/server.h"

#include "format/format.h"
#include "lesson/markup.h"

struct layout_edits {
	struct json *json;
	const struct language_server *server;
	const struct editor_text *text;
	struct str before, after;
	size_t from, to; /* the part of before to be formatted */
};

/* Writes the edit that turns one span of the text into one of the layout, without what they have in common. */
static void write_edit(struct layout_edits *layout, struct span was, struct span now)
{
	struct str a = markup_slice(layout->before, was.start, was.end);
	struct str b = markup_slice(layout->after, now.start, now.end);
	size_t most = a.len < b.len ? a.len : b.len, start = 0, end = 0;
	if (was.end < layout->from || was.start > layout->to || str_equal(a, b))
		return;
	while (start < most && a.at[start] == b.at[start])
		start++;
	/* Neither a character nor a line end is divided. */
	while (start && (((unsigned char)a.at[start - 1] & 0x80) || a.at[start - 1] == '\r'))
		start--;
	while (end < most - start && a.at[a.len - 1 - end] == b.at[b.len - 1 - end])
		end++;
	while (end && (((unsigned char)a.at[a.len - end] & 0x80) || a.at[a.len - end] == '\n'))
		end--;
	json_open_object(layout->json);
	json_key(layout->json, "range");
	write_range(layout->json, layout->server, layout->text,
		    (struct span){ was.start + (uint32_t)start, was.end - (uint32_t)end });
	json_member_str(layout->json, "newText", markup_slice(b, start, b.len - end));
	json_close_object(layout->json);
}

/* Moves *end after the end tag that follows an empty element's start tag. */
static bool take_end(struct markup_scan *scan, struct str name, size_t *end)
{
	struct markup markup;
	if (!markup_next(scan, *end, &markup) || markup.kind != MARKUP_END || !str_equal(markup.name, name))
		return false;
	*end = markup.end;
	return true;
}

static bool is_declared(struct markup_scan *scan, struct markup *markup)
{
	return markup_next(scan, 0, markup) && markup->kind == MARKUP_INSTRUCTION && str_is(markup->name, "xml");
}

/* Goes through text and layout, markup by markup, and writes the edits unless it only tries. False if their markup
 * differs. */
static bool write_parts(struct layout_edits *layout, bool only_try)
{
	struct markup_scan was_scan = { .bytes = layout->before }, now_scan = { .bytes = layout->after };
	struct markup was, now;
	/* now_from is where markup is looked for: after the XML declaration, if only the layout has it. */
	size_t was_at = 0, now_at = 0, now_from = 0;
	if (is_declared(&now_scan, &now) && !is_declared(&was_scan, &was))
		now_from = now.end;
	for (;;) {
		bool more = markup_next(&was_scan, was_at, &was);
		if (more != markup_next(&now_scan, now_from, &now))
			return false;
		size_t was_end = more ? was.end : layout->before.len, now_end = more ? now.end : layout->after.len;
		if (more && !str_equal(was.name, now.name))
			return false;
		if (more && was.kind != now.kind &&
		    !(was.kind == MARKUP_START && now.kind == MARKUP_EMPTY
			      ? take_end(&was_scan, was.name, &was_end)
			      : was.kind == MARKUP_EMPTY && now.kind == MARKUP_START &&
					take_end(&now_scan, now.name, &now_end)))
			return false;
		if (!only_try)
			write_edit(layout, (struct span){ (uint32_t)was_at, (uint32_t)was_end },
				   (struct span){ (uint32_t)now_at, (uint32_t)now_end });
		if (!more)
			return true;
		was_at = was_end;
		now_at = now_from = now_end;
	}
}

static enum reply write_layout(struct language_server *server, struct layout_edits *layout, bool whole)
{
	bool parts = write_parts(layout, true);
	if (!parts && !whole)
		return server_fail(server, "this lesson can only be formatted as a whole");
	json_open_array(layout->json);
	if (parts)
		(void)write_parts(layout, false);
	else
		write_edit(layout, (struct span){ 0, (uint32_t)layout->before.len },
			   (struct span){ 0, (uint32_t)layout->after.len });
	json_close_array(layout->json);
	return REPLY_OK;
}

static enum reply format(struct language_server *server, const struct document *document, struct json *result,
			 const struct position range[2])
{
	struct buf formatted;
	size_t ids = 0;
	struct str bytes = buf_view(&document->text.bytes);
	if (!document_is_lesson(document)) {
		json_none(result);
		return REPLY_OK;
	}
	buf_init(&formatted, BUF_CAP);
	enum format_status status = format_lesson(bytes, NULL, NULL, &formatted, &ids);
	struct layout_edits layout = { .json = result,
				       .server = server,
				       .text = &document->text,
				       .before = bytes,
				       .after = buf_view(&formatted),
				       .to = bytes.len };
	if (range) {
		layout.from = text_offset(&document->text, range[0], server->encoding);
		layout.to = text_offset(&document->text, range[1], server->encoding);
	}
	enum reply reply =
		status == FORMAT_OK ? write_layout(server, &layout, !range)
		: status == FORMAT_NOT_XML
			? server_fail(server, "the lesson cannot be formatted before its XML is well-formed")
		: status == FORMAT_NO_MEMORY
			? server_fail(server, "the lesson cannot be formatted: out of memory")
			: server_fail(server, "the lesson cannot be formatted, which is a bug; please report it");
	buf_release(&formatted);
	return reply;
}

enum reply format_document(struct language_server *server, struct json_walk params, struct json *result)
{
	const struct document *document = server_document(server, params);
	return document ? format(server, document, result, NULL) : REPLY_INVALID;
}

enum reply format_range(struct language_server *server, struct json_walk params, struct json *result)
{
	const struct document *document = server_document(server, params);
	struct position range[2];
	if (!document || !params_position(params, "range.start", &range[0]) ||
	    !params_position(params, "range.end", &range[1]))
		return REPLY_INVALID;
	return format(server, document, result, range);
}
