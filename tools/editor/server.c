#include "editor/server.h"

#include "base/file.h"
#include "editor/diagnostics.h"
#include "editor/folders.h"
#include "lesson/reader.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

/* Error codes of JSON-RPC 2.0 and of LSP. */
enum {
	ERROR_PARSE = -32700,
	ERROR_REQUEST = -32600,
	ERROR_METHOD = -32601,
	ERROR_PARAMS = -32602,
	ERROR_INTERNAL = -32603,
	ERROR_NOT_INITIALIZED = -32002,
	ERROR_FAILED = -32803,
};

enum { NAME_SIZE = 64 };

/* Between checks of whether the client's process is still there. */
enum { PARENT_MILLISECONDS = 5000 };

static server_handler shut_down, quit, ignore;

static const struct server_method methods[] = {
	{ "initialize", initialize, false },
	{ "initialized", note_initialized, true },
	{ "shutdown", shut_down, false },
	{ "exit", quit, true },
	{ "textDocument/didOpen", open_document, true },
	{ "textDocument/didChange", change_document, true },
	{ "textDocument/didClose", close_document, true },
	{ "textDocument/didSave", save_document, true },
	{ "textDocument/diagnostic", pull_diagnostics, false },
	{ "workspace/diagnostic", pull_all_diagnostics, false },
	{ "textDocument/codeAction", list_actions, false },
	{ "textDocument/hover", show_hover, false },
	{ "textDocument/definition", find_definition, false },
	{ "textDocument/references", find_references, false },
	{ "textDocument/documentHighlight", list_highlights, false },
	{ "textDocument/prepareRename", prepare_rename, false },
	{ "textDocument/rename", rename_id, false },
	{ "textDocument/documentSymbol", list_symbols, false },
	{ "textDocument/foldingRange", list_folds, false },
	{ "textDocument/selectionRange", select_ranges, false },
	{ "textDocument/documentLink", list_links, false },
	{ "textDocument/codeLens", list_lenses, false },
	{ "textDocument/formatting", format_document, false },
	{ "textDocument/rangeFormatting", format_range, false },
	{ "textDocument/completion", complete, false },
	{ "workspace/symbol", find_symbols, false },
	{ "workspace/executeCommand", run_command, false },
	{ "workspace/didChangeWatchedFiles", note_files, true },
	{ "workspace/didChangeWorkspaceFolders", note_folders, true },
	{ "workspace/willRenameFiles", move_files, false },
	{ "workspace/didCreateFiles", note_files, true },
	{ "workspace/didRenameFiles", note_files, true },
	{ "workspace/didDeleteFiles", note_files, true },
	{ "workspace/didChangeConfiguration", ignore, true },
	{ "$/cancelRequest", ignore, true },
	{ "$/setTrace", ignore, true },
};

void server_open_message(struct json *json, struct buf *out, const char *method)
{
	json_init(json, out);
	json_open_object(json);
	json_member_text(json, "jsonrpc", "2.0");
	if (method)
		json_member_text(json, "method", method);
}

bool server_send(struct language_server *server, struct json *json)
{
	json_close_object(json);
	if (buf_failed(json->out)) {
		server->starved = true;
		return false;
	}
	server->failed = server->failed || !message_write(server->out, buf_view(json->out));
	return true;
}

void server_ask(struct language_server *server, const char *method, struct str params)
{
	struct json json;
	struct buf out;
	buf_init(&out, BUF_CAP);
	server_open_message(&json, &out, method);
	json_member_uint(&json, "id", ++server->asked);
	if (params.at) {
		json_key(&json, "params");
		json_raw(&json, params);
	}
	server_send(server, &json);
	buf_release(&out);
}

enum reply server_fail(struct language_server *server, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vformat(&server->why, format, args);
	va_end(args);
	return REPLY_FAILED;
}

void write_range(struct json *json, const struct language_server *server, const struct editor_text *text,
		 struct span span)
{
	struct position ends[2] = { text_position(text, span.start, server->encoding),
				    text_position(text, span.end, server->encoding) };
	json_open_object(json);
	for (int i = 0; i < 2; i++) {
		json_key(json, i ? "end" : "start");
		json_open_object(json);
		json_member_uint(json, "line", ends[i].line);
		json_member_uint(json, "character", ends[i].character);
		json_close_object(json);
	}
	json_close_object(json);
}

void write_uri(struct json *json, const struct language_server *server, const char *path)
{
	struct buf uri;
	buf_init(&uri, BUF_CAP);
	folders_uri(server, path, &uri);
	json_str(json, buf_view(&uri));
	release_text(json, &uri);
}

void release_text(struct json *json, struct buf *text)
{
	json->out->failed = json->out->failed || buf_failed(text);
	buf_release(text);
}

struct document *server_document(struct language_server *server, struct json_walk params)
{
	return params_text(params, "textDocument.uri", &server->uri)
		       ? documents_find(&server->documents, buf_view(&server->uri))
		       : NULL;
}

const struct editor_text *server_text(struct language_server *server, const char *path, struct editor_text *loaded)
{
	const struct document *document = documents_find_path(&server->documents, path);
	struct buf bytes;
	if (document || loaded->line_count)
		return document ? &document->text : loaded;
	buf_init(&bytes, BUF_CAP);
	enum file_status status = file_read(path, LESSON_SIZE_MAX, &bytes);
	bool good = status == FILE_OK && text_set(loaded, buf_view(&bytes));
	server->starved = server->starved || status == FILE_NO_MEMORY || (status == FILE_OK && !good);
	buf_release(&bytes);
	return good ? loaded : NULL;
}

struct mentions *server_lesson(struct language_server *server, const struct mentions *known, struct str key,
			       struct editor_text *loaded, const struct editor_text **text)
{
	const struct id_mention *mention = known->first;
	while (mention && !str_equal(mention->key, key))
		mention = mention->next;
	*text = mention ? server_text(server, known->path, loaded) : NULL;
	return *text ? mentions_read_text(known->path, buf_view(&(*text)->bytes), &server->starved) : NULL;
}

static enum reply shut_down(struct language_server *server, struct json_walk params, struct json *result)
{
	(void)params;
	server->shut_down = true;
	json_none(result);
	return REPLY_OK;
}

static enum reply quit(struct language_server *server, struct json_walk params, struct json *result)
{
	(void)params, (void)result;
	server->ended = true;
	return REPLY_OK;
}

static enum reply ignore(struct language_server *server, struct json_walk params, struct json *result)
{
	(void)server, (void)params, (void)result;
	return REPLY_OK;
}

static void send_error(struct language_server *server, struct str id, int code, const char *text)
{
	struct json json;
	struct buf out;
	char number[16];
	buf_init(&out, BUF_CAP);
	server_open_message(&json, &out, NULL);
	json_key(&json, "id");
	json_raw(&json, id);
	json_key(&json, "error");
	json_open_object(&json);
	json_key(&json, "code");
	snprintf(number, sizeof(number), "%d", code);
	json_raw(&json, str_from(number));
	json_member_text(&json, "message", text);
	json_close_object(&json);
	server_send(server, &json);
	buf_release(&out);
}

static const struct server_method *find_method(const char *name)
{
	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (strcmp(methods[i].name, name) == 0)
			return &methods[i];
	return NULL;
}

static bool starved(const struct language_server *server)
{
	return server->starved || server->trees.failed;
}

static void answer(struct language_server *server, const struct server_method *method, struct str id,
		   struct json_walk params)
{
	struct json json;
	struct buf out;
	buf_init(&out, BUF_CAP);
	server_open_message(&json, &out, NULL);
	json_key(&json, "id");
	json_raw(&json, id);
	json_key(&json, "result");
	enum reply reply = method->handle(server, params, &json);
	if (method->handle == initialize && starved(server))
		server->initialized = false; /* the client may try again */
	/* What lacks something for want of memory is no answer. */
	if (starved(server) || (reply == REPLY_OK && !server_send(server, &json)))
		send_error(server, id, ERROR_INTERNAL, server->why.len ? buf_cstr(&server->why) : "out of memory");
	else if (reply == REPLY_INVALID)
		send_error(server, id, ERROR_PARAMS, "invalid parameters");
	else if (reply == REPLY_FAILED)
		send_error(server, id, ERROR_FAILED, buf_cstr(&server->why));
	buf_release(&out);
}

/* Handles a request or notification, or ignores an answer to a request of the server. */
static void handle(struct language_server *server, struct str body)
{
	static const char none[] = "{}";
	size_t offset;
	struct str id = STR("null");
	struct json_walk all = { body.at }, value, params = { none };
	char name[NAME_SIZE] = "";
	struct json_string string;
	if (json_check_foreign(body.at, body.len, &offset) != JSON_GOOD) {
		send_error(server, id, ERROR_PARSE, "the message is not a JSON object");
		return;
	}
	buf_release(&server->why);
	buf_init(&server->why, BUF_CAP);
	server->starved = server->trees.failed = false;
	bool request = params_find(all, "id", &value);
	if (request)
		id = params_raw(value);
	(void)params_find(all, "params", &params);
	/* No method has a longer name. */
	bool named = params_find(all, "method", &value) && walk_kind(&value) == '"' && walk_text(&value, &string);
	const struct server_method *method =
		named && string_copy(string, name, sizeof(name)) ? find_method(name) : NULL;
	if (!named && !params_find(all, "result", &value) && !params_find(all, "error", &value))
		send_error(server, id, ERROR_REQUEST, "the message has no method");
	else if (named && request && !method)
		send_error(server, id, ERROR_METHOD, "unknown method");
	else if (method && request && !server->initialized && method->handle != initialize)
		send_error(server, id, ERROR_NOT_INITIALIZED, "the server is not initialized");
	else if (method && request && server->shut_down)
		send_error(server, id, ERROR_REQUEST, "the server was shut down");
	else if (method && request && method->notification)
		send_error(server, id, ERROR_REQUEST, "this method is a notification, so it has no id");
	else if (method && request)
		answer(server, method, id, params);
	else if (method && method->notification && (server->initialized || method->handle == quit))
		(void)method->handle(server, params, NULL);
}

static bool parent_is_gone(const struct language_server *server)
{
	return server->parent && kill(server->parent, 0) != 0 && errno == ESRCH;
}

/* Reads and handles a message; false at the end of the input. */
static bool take_message(struct language_server *server, struct buf *body)
{
	switch (message_read(&server->input, body)) {
	case MESSAGE_END: return false;
	case MESSAGE_OK: handle(server, buf_view(body)); break;
	case MESSAGE_BROKEN: send_error(server, STR("null"), ERROR_PARSE, "no valid Content-Length"); break;
	case MESSAGE_TOO_LARGE: send_error(server, STR("null"), ERROR_REQUEST, "the message is too large"); break;
	case MESSAGE_NO_MEMORY:
		send_error(server, STR("null"), ERROR_INTERNAL, "out of memory");
		/* The next one may be larger or smaller. */
		buf_release(body);
		buf_init(body, MESSAGE_SIZE_MAX + 1);
		server_lose_documents(server);
		break;
	}
	return true;
}

enum server_end server_run(int in, FILE *out)
{
	struct language_server server = { .out = out, .encoding = POSITION_UTF16 };
	struct buf body;
	message_input_init(&server.input, in);
	buf_init(&body, MESSAGE_SIZE_MAX + 1);
	buf_init(&server.uri, BUF_CAP);
	buf_init(&server.why, BUF_CAP);
	bool more = false;
	server.schema = schema_text_new();
	bool good = server.schema;
	while (good && !server.ended && !server.failed) {
		if (message_waits(&server.input, more ? 0 : PARENT_MILLISECONDS)) {
			if (!take_message(&server, &body))
				break;
			more = true;
		} else if (more) {
			server.starved = server.trees.failed = false;
			/* What failed is tried again after the next message. */
			more = diagnostics_work(&server) && !starved(&server);
		} else if (parent_is_gone(&server)) {
			break;
		}
	}
	schema_text_free(server.schema);
	documents_release(&server.documents);
	trees_release(&server.trees);
	folders_release(server.folders);
	buf_release(&body);
	buf_release(&server.uri);
	buf_release(&server.why);
	return !good		  ? SERVER_STARVED
	       : server.failed	  ? SERVER_FAILED
	       : server.shut_down ? SERVER_SHUT_DOWN
				  : SERVER_LEFT;
}
