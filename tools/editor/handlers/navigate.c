#include "editor/documents/diagnostics.h"

/* What the position of a request is in. */
struct mentioned {
	struct document *document;
	const struct mentions *lesson;	/* of the document; NULL if it is none */
	const struct mentions *lessons; /* that may mention the same */
	struct mentions *own;		/* owned: of a lesson in no tree, which has only its own ids; else NULL */
	const struct id_mention *mention;
};

static enum reply find_mentioned(struct language_server *server, struct json_walk params, struct mentioned *at)
{
	struct position position;
	struct document *document = server_document(server, params);
	*at = (struct mentioned){ .document = document };
	if (!document || !params_position(params, "position", &position))
		return REPLY_INVALID;
	const struct editor_tree *tree = diagnostics_tree(server, document);
	if (!tree)
		at->own = mentions_read_text(document->path, buf_view(&document->text.bytes), &server->starved);
	at->lesson = tree ? map_get(&tree->by_path, str_from(document->path)) : at->own;
	at->lessons = tree ? tree->lessons : at->own;
	at->mention = mentions_at(at->lesson, text_offset(&document->text, position, server->encoding));
	return REPLY_OK;
}

/* Writes the locations of the mentions of the key in a lesson, which is read again unless it is open. */
static void write_locations(struct json *json, struct language_server *server, const struct mentions *lesson,
			    struct str key, bool definitions, bool uses)
{
	struct editor_text loaded;
	const struct editor_text *text;
	text_init(&loaded);
	struct mentions *now = server_lesson(server, lesson, key, &loaded, &text);
	for (const struct id_mention *m = now ? now->first : NULL; m; m = m->next) {
		if (str_equal(m->key, key) && (m->defines ? definitions : uses))
			write_location(json, server, lesson->path, text, m->span);
	}
	mentions_free(now);
	text_release(&loaded);
}

static enum reply write_all(struct language_server *server, struct json_walk params, struct json *result,
			    bool definitions, bool uses)
{
	struct mentioned at;
	enum reply reply = find_mentioned(server, params, &at);
	if (reply != REPLY_OK)
		return reply;
	json_open_array(result);
	const struct mentions *lesson = at.mention ? at.lessons : NULL;
	for (; lesson && !server_must_stop(server); lesson = lesson->next)
		write_locations(result, server, lesson, at.mention->key, definitions, uses);
	json_close_array(result);
	mentions_free(at.own);
	return REPLY_OK;
}

enum reply find_definition(struct language_server *server, struct json_walk params, struct json *result)
{
	return write_all(server, params, result, true, false);
}

enum reply find_references(struct language_server *server, struct json_walk params, struct json *result)
{
	return write_all(server, params, result, params_bool(params, "context.includeDeclaration"), true);
}

enum reply list_highlights(struct language_server *server, struct json_walk params, struct json *result)
{
	struct mentioned at;
	enum reply reply = find_mentioned(server, params, &at);
	if (reply != REPLY_OK)
		return reply;
	json_open_array(result);
	for (const struct id_mention *m = at.mention ? at.lesson->first : NULL; m; m = m->next) {
		if (!str_equal(m->key, at.mention->key))
			continue;
		json_open_object(result);
		json_key(result, "range");
		write_range(result, server, &at.document->text, m->span);
		json_member_uint(result, "kind", m->defines ? 3 : 2);
		json_close_object(result);
	}
	json_close_array(result);
	mentions_free(at.own);
	return REPLY_OK;
}
