#include "editor/server.h"

#include "format/format.h"

/* The common start and end of two texts, at line ends, so that an edit leaves the rest alone. */
static void common_ends(struct str a, struct str b, size_t *start, size_t *end)
{
	size_t most = a.len < b.len ? a.len : b.len, at = 0;
	*start = *end = 0;
	while (at < most && a.at[at] == b.at[at])
		if (a.at[at++] == '\n')
			*start = at;
	at = 0;
	while (at < most - *start && a.at[a.len - 1 - at] == b.at[b.len - 1 - at]) {
		if (a.at[a.len - 1 - at] == '\n')
			*end = at;
		at++;
	}
}

/* Formats the whole document as satchel-fmt does, but gives no new ids; a range only says where an edit may be. */
enum reply format_document(struct language_server *server, struct json_walk params, struct json *result)
{
	const struct document *document = server_document(server, params);
	struct buf formatted;
	size_t ids = 0, start, end;
	if (!document)
		return REPLY_INVALID;
	struct str bytes = buf_view(&document->text.bytes);
	buf_init(&formatted, BUF_CAP);
	enum format_status status = format_lesson(bytes, NULL, NULL, &formatted, &ids);
	enum reply reply = REPLY_OK;
	if (status == FORMAT_NOT_XML) {
		reply = server_fail(server, "the lesson cannot be formatted before its XML is well-formed");
	} else if (status != FORMAT_OK) {
		reply = server_fail(server, "the lesson cannot be formatted%s",
				    status == FORMAT_NO_MEMORY ? ": out of memory"
							       : ", which is a bug; please report it");
	} else {
		common_ends(bytes, buf_view(&formatted), &start, &end);
		json_open_array(result);
		if (!str_equal(bytes, buf_view(&formatted))) {
			struct span span = { (uint32_t)start, (uint32_t)(bytes.len - end) };
			json_open_object(result);
			json_key(result, "range");
			write_range(result, server, &document->text, span);
			json_member_str(result, "newText",
					(struct str){ formatted.at + start, formatted.len - end - start });
			json_close_object(result);
		}
		json_close_array(result);
	}
	buf_release(&formatted);
	return reply;
}
