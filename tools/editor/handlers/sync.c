/* Changes of documents and files. */
#include "editor/server.h"

#include "base/path.h"
#include "check/core/config.h"
#include "editor/documents/diagnostics.h"
#include "editor/documents/folders.h"

/* What is on disk, or satchel.xml, may have changed, so everything is checked again. */
static void mark_all(struct language_server *server)
{
	diagnostics_note_change(server);
	for (struct document *document = server->documents.first; document; document = document->next)
		document->state = DOCUMENT_CHANGED;
	trees_mark_changed(&server->trees);
}

static bool is_config(const struct document *document)
{
	return strcmp(path_name(document->path), CONFIG_NAME) == 0;
}

/* The trees of open documents may have changed with one of them. */
static void mark_others(struct language_server *server, const struct document *document)
{
	if (is_config(document)) {
		mark_all(server);
		return;
	}
	diagnostics_note_change(server);
	const struct editor_tree *tree = document->is_file ? trees_of(&server->trees, document->path) : NULL;
	for (struct document *other = server->documents.first; other; other = other->next)
		if (other != document && other->state == DOCUMENT_CHECKED && tree &&
		    trees_of(&server->trees, other->path) == tree)
			other->state = DOCUMENT_ALONE;
	for (struct editor_tree *one = server->trees.first; one; one = one->next)
		one->changed = one->changed || one == tree;
}

/* Whether it has no characters that are escaped in valid addresses. */
static bool is_address(struct str uri)
{
	for (size_t i = 0; i < uri.len; i++)
		if ((unsigned char)uri.at[i] <= ' ' || strchr("\"\\<>", uri.at[i]))
			return false;
	return true;
}

/* Without memory for its text, a document would differ from what the editor shows, so it is closed. */
static void lose(struct language_server *server, struct document *document)
{
	static const char message[] =
		"{\"type\":1,\"message\":\"satchel-lsp ran out of memory: close your lessons, and open them again\"}";
	struct json json;
	struct buf out;
	if (document) {
		diagnostics_clear(server, document->uri);
		documents_close(&server->documents, document);
	}
	buf_init(&out, BUF_CAP);
	server_open_message(&json, &out, "window/showMessage");
	json_key(&json, "params");
	json_raw(&json, STR(message));
	(void)server_send(server, &json);
	buf_release(&out);
}

void server_lose_documents(struct language_server *server)
{
	do
		lose(server, server->documents.first);
	while (server->documents.first);
}

enum reply open_document(struct language_server *server, struct json_walk params, struct json *result)
{
	struct buf text;
	uint64_t version = 0;
	(void)result;
	buf_init(&text, UINT32_MAX - 1);
	params_number(params, "textDocument.version", &version);
	bool good = params_text(params, "textDocument.uri", &server->uri) && is_address(buf_view(&server->uri)) &&
		    params_text(params, "textDocument.text", &text);
	bool starved = buf_failed(&server->uri) || buf_failed(&text);
	struct document *document =
		good ? documents_open(&server->documents, buf_view(&server->uri), (int64_t)version, buf_view(&text))
		     : NULL;
	if (document) {
		diagnostics_take_over(server, document);
		mark_others(server, document);
	}
	buf_release(&text);
	if (starved || (good && !document))
		lose(server, NULL);
	return document ? REPLY_OK : REPLY_INVALID;
}

/* REPLY_FAILED if memory ran out. */
static enum reply apply_change(struct language_server *server, struct document *document, struct json_walk change,
			       struct buf *text)
{
	struct json_walk range;
	struct position start, end;
	size_t from = 0, to = document->text.bytes.len;
	if (!params_text(change, "text", text))
		return buf_failed(text) ? REPLY_FAILED : REPLY_INVALID;
	if (params_find(change, "range", &range)) {
		if (!params_position(range, "start", &start) || !params_position(range, "end", &end))
			return REPLY_INVALID;
		from = text_offset(&document->text, start, server->encoding);
		to = text_offset(&document->text, end, server->encoding);
	}
	return document_change(document, from, to, buf_view(text)) ? REPLY_OK : REPLY_FAILED;
}

enum reply change_document(struct language_server *server, struct json_walk params, struct json *result)
{
	struct document *document = server_document(server, params);
	struct json_walk changes;
	struct buf text;
	uint64_t version = 0;
	(void)result;
	if (!document || !params_find(params, "contentChanges", &changes) || walk_kind(&changes) != '[')
		return REPLY_INVALID;
	enum reply reply = REPLY_OK;
	buf_init(&text, UINT32_MAX - 1);
	for (bool more = walk_array(&changes); more && walk_element(&changes); walk_skip(&changes))
		if (reply == REPLY_OK)
			reply = apply_change(server, document, changes, &text);
	buf_release(&text);
	if (reply == REPLY_FAILED) {
		mark_others(server, document);
		lose(server, document);
		return REPLY_FAILED;
	}
	if (params_number(params, "textDocument.version", &version))
		document->version = (int64_t)version;
	mark_others(server, document);
	return reply;
}

enum reply close_document(struct language_server *server, struct json_walk params, struct json *result)
{
	struct document *document = server_document(server, params);
	(void)result;
	if (!document)
		return REPLY_INVALID;
	mark_others(server, document);
	if (document->published.len) /* else the client has none, or those of the tree */
		diagnostics_clear(server, document->uri);
	documents_close(&server->documents, document);
	return REPLY_OK;
}

enum reply save_document(struct language_server *server, struct json_walk params, struct json *result)
{
	(void)result;
	/* The texts are known, but the first satchel.xml of a folder makes it a tree. */
	const struct document *document = server_document(server, params);
	if (document && is_config(document)) {
		folders_refresh(server);
		mark_all(server);
	}
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
