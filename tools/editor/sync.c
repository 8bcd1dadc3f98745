/* Changes of documents and files. */
#include "editor/server.h"

#include "check/core/config.h"
#include "editor/diagnostics.h"
#include "editor/folders.h"

/* The trees of open documents may have changed with one of them. */
static void mark_others(struct language_server *server, const struct document *document)
{
	diagnostics_note_change(server);
	const struct editor_tree *tree = document->is_file ? trees_of(&server->trees, document->path) : NULL;
	for (struct document *other = server->documents.first; other; other = other->next)
		if (other != document && other->state == DOCUMENT_CHECKED && tree &&
		    trees_of(&server->trees, other->path) == tree)
			other->state = DOCUMENT_ALONE;
	for (struct editor_tree *one = server->trees.first; one; one = one->next)
		one->changed = one->changed || one == tree;
}

enum reply open_document(struct language_server *server, struct json_walk params, struct json *result)
{
	struct buf text;
	uint64_t version = 0;
	(void)result;
	buf_init(&text, UINT32_MAX - 1);
	params_number(params, "textDocument.version", &version);
	bool good = params_text(params, "textDocument.uri", &server->uri) &&
		    params_text(params, "textDocument.text", &text);
	struct document *document =
		good ? documents_open(&server->documents, buf_view(&server->uri), (int64_t)version, buf_view(&text))
		     : NULL;
	if (document) {
		diagnostics_take_over(server, document);
		mark_others(server, document);
	}
	buf_release(&text);
	return document ? REPLY_OK : REPLY_INVALID;
}

static bool apply_change(struct language_server *server, struct document *document, struct json_walk change,
			 struct buf *text)
{
	struct json_walk range;
	struct position start, end;
	if (!params_text(change, "text", text))
		return false;
	if (!params_find(change, "range", &range))
		return document_change(document, 0, document->text.bytes.len, buf_view(text));
	if (!params_position(range, "start", &start) || !params_position(range, "end", &end))
		return false;
	return document_change(document, text_offset(&document->text, start, server->encoding),
			       text_offset(&document->text, end, server->encoding), buf_view(text));
}

enum reply change_document(struct language_server *server, struct json_walk params, struct json *result)
{
	struct document *document = server_document(server, params);
	struct json_walk changes;
	struct buf text;
	uint64_t version = 0;
	bool good = document && params_find(params, "contentChanges", &changes) && walk_kind(&changes) == '[';
	(void)result;
	if (!good)
		return REPLY_INVALID;
	buf_init(&text, UINT32_MAX - 1);
	if (walk_array(&changes))
		while (walk_element(&changes)) {
			good = good && apply_change(server, document, changes, &text);
			walk_skip(&changes);
		}
	buf_release(&text);
	if (params_number(params, "textDocument.version", &version))
		document->version = (int64_t)version;
	mark_others(server, document);
	return good ? REPLY_OK : REPLY_INVALID;
}

enum reply close_document(struct language_server *server, struct json_walk params, struct json *result)
{
	struct document *document = server_document(server, params);
	(void)result;
	if (!document)
		return REPLY_INVALID;
	mark_others(server, document);
	diagnostics_clear(server, document->uri);
	documents_close(&server->documents, document);
	return REPLY_OK;
}

/* What is on disk may have changed, so everything is checked again. */
static void mark_all(struct language_server *server)
{
	diagnostics_note_change(server);
	for (struct document *document = server->documents.first; document; document = document->next)
		document->state = DOCUMENT_CHANGED;
	trees_mark_changed(&server->trees);
}

enum reply save_document(struct language_server *server, struct json_walk params, struct json *result)
{
	(void)result;
	/* That of a lesson changes nothing: its text is known. satchel.xml is read from its file. */
	const struct document *document = server_document(server, params);
	if (document && strstr(document->path, "/" CONFIG_NAME))
		mark_all(server);
	return REPLY_OK;
}

enum reply note_files(struct language_server *server, struct json_walk params, struct json *result)
{
	(void)params, (void)result;
	folders_refresh(server);
	mark_all(server);
	if (server->client.lenses) /* of a new lock */
		server_ask(server, "workspace/codeLens/refresh", STR_NONE);
	return REPLY_OK;
}

enum reply note_folders(struct language_server *server, struct json_walk params, struct json *result)
{
	struct json_walk folders;
	(void)result;
	if (params_find(params, "event.added", &folders))
		folders_add(server, folders);
	if (params_find(params, "event.removed", &folders))
		folders_remove(server, folders);
	return REPLY_OK;
}
