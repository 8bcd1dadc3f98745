#include "editor/documents/diagnostics.h"

/* The tree of the document of a request, with the mention at its position; NULL if there is none. */
static const struct id_mention *mention_of(struct language_server *server, struct json_walk params,
					   struct editor_tree **tree, struct document **document, enum reply *reply)
{
	struct position position;
	*document = server_document(server, params);
	*reply = REPLY_INVALID;
	if (!*document || !params_position(params, "position", &position))
		return NULL;
	*reply = REPLY_OK;
	*tree = diagnostics_tree(server, *document);
	if (!*tree)
		return NULL;
	size_t offset = text_offset(&(*document)->text, position, server->encoding);
	return tree_mention_at(*tree, (*document)->path, offset);
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
	struct editor_tree *tree = NULL;
	struct document *document;
	enum reply reply;
	const struct id_mention *mention = mention_of(server, params, &tree, &document, &reply);
	if (reply != REPLY_OK)
		return reply;
	json_open_array(result);
	const struct mentions *lesson = mention ? tree->lessons : NULL;
	for (; lesson && !server_must_stop(server); lesson = lesson->next)
		write_locations(result, server, lesson, mention->key, definitions, uses);
	json_close_array(result);
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
	struct editor_tree *tree = NULL;
	struct document *document;
	enum reply reply;
	const struct id_mention *mention = mention_of(server, params, &tree, &document, &reply);
	if (reply != REPLY_OK)
		return reply;
	json_open_array(result);
	const struct mentions *lesson = mention ? map_get(&tree->by_path, str_from(document->path)) : NULL;
	for (const struct id_mention *m = lesson ? lesson->first : NULL; m; m = m->next) {
		if (!str_equal(m->key, mention->key))
			continue;
		json_open_object(result);
		json_key(result, "range");
		write_range(result, server, &document->text, m->span);
		json_member_uint(result, "kind", m->defines ? 3 : 2);
		json_close_object(result);
	}
	json_close_array(result);
	return REPLY_OK;
}
