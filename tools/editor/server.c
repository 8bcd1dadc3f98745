#include "editor/server.h"

#include "base/file.h"
#include "check/spelling/dictionaries.h"
#include "editor/documents/diagnostics.h"
#include "editor/documents/folders.h"
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
	ERROR_OUTDATED = -32802, /* ServerCancelled */
	ERROR_CANCELLED = -32800,
};

/* After so many stopped checks, the next one is completed, even if messages wait. */
enum { STOPS_MAX = 20 };

/* Between checks of whether the client's process is still there. */
enum { PARENT_MILLISECONDS = 5000 };

static server_handler shut_down, quit, ignore;

static const struct server_method methods[] = {
	{ "initialize", initialize, METHOD_STATE },
	{ "initialized", note_initialized, METHOD_NOTIFICATION },
	{ "shutdown", shut_down, METHOD_STATE },
	{ "exit", quit, METHOD_NOTIFICATION },
	{ "textDocument/didOpen", open_document, METHOD_NOTIFICATION },
	{ "textDocument/didChange", change_document, METHOD_NOTIFICATION },
	{ "textDocument/didClose", close_document, METHOD_NOTIFICATION },
	{ "textDocument/didSave", save_document, METHOD_NOTIFICATION },
	{ "textDocument/diagnostic", pull_diagnostics, METHOD_PULL },
	{ "workspace/diagnostic", pull_all_diagnostics, METHOD_PULL },
	{ "textDocument/codeAction", list_actions, METHOD_QUERY },
	{ "textDocument/hover", show_hover, METHOD_QUERY },
	{ "textDocument/definition", find_definition, METHOD_QUERY },
	{ "textDocument/references", find_references, METHOD_QUERY },
	{ "textDocument/documentHighlight", list_highlights, METHOD_QUERY },
	{ "textDocument/prepareRename", prepare_rename, METHOD_QUERY },
	{ "textDocument/rename", rename_id, METHOD_QUERY },
	{ "textDocument/documentSymbol", list_symbols, METHOD_QUERY },
	{ "textDocument/foldingRange", list_folds, METHOD_QUERY },
	{ "textDocument/selectionRange", select_ranges, METHOD_QUERY },
	{ "textDocument/documentLink", list_links, METHOD_QUERY },
	{ "textDocument/codeLens", list_lenses, METHOD_QUERY },
	{ "textDocument/formatting", format_document, METHOD_QUERY },
	{ "textDocument/rangeFormatting", format_range, METHOD_QUERY },
	{ "textDocument/completion", complete, METHOD_QUERY },
	{ "workspace/symbol", find_symbols, METHOD_QUERY },
	{ "workspace/executeCommand", run_command, METHOD_QUERY },
	{ "workspace/didChangeWatchedFiles", note_files, METHOD_NOTIFICATION },
	{ "workspace/didChangeWorkspaceFolders", note_folders, METHOD_NOTIFICATION },
	{ "workspace/willRenameFiles", move_files, METHOD_QUERY },
	{ "workspace/didCreateFiles", note_files, METHOD_NOTIFICATION },
	{ "workspace/didRenameFiles", note_files, METHOD_NOTIFICATION },
	{ "workspace/didDeleteFiles", note_files, METHOD_NOTIFICATION },
	{ "workspace/didChangeConfiguration", ignore, METHOD_NOTIFICATION },
	{ "$/cancelRequest", ignore, METHOD_NOTIFICATION },
	{ "$/setTrace", ignore, METHOD_NOTIFICATION },
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

void write_location(struct json *json, const struct language_server *server, const char *path,
		    const struct editor_text *text, struct span span)
{
	json_open_object(json);
	json_key(json, "uri");
	write_uri(json, server, path);
	json_key(json, "range");
	write_range(json, server, text, span);
	json_close_object(json);
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
	if (code == ERROR_OUTDATED) {
		json_key(&json, "data");
		json_raw(&json, STR("{\"retriggerRequest\":true}"));
	}
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

bool server_must_stop(void *context)
{
	struct language_server *server = context;
	bool may_stop = server->stops < STOPS_MAX;
	if (!server->current)
		return may_stop && inbox_waits(&server->inbox, 0);
	if (server->stop == STOP_NOT && server->method->kind != METHOD_STATE) {
		inbox_read(&server->inbox);
		if (server->current->cancelled)
			server->stop = STOP_CANCELLED;
		else if (server->method->kind == METHOD_PULL && may_stop && inbox_has_edit(&server->inbox))
			server->stop = STOP_OUTDATED;
	}
	return server->stop != STOP_NOT;
}

/* Sends the error that a request gets instead of its result; false if it gets that. */
static bool send_refusal(struct language_server *server, enum reply reply, struct str id)
{
	const char *why = buf_cstr(&server->why);
	if (server->stop == STOP_CANCELLED)
		send_error(server, id, ERROR_CANCELLED, "the request was cancelled");
	else if (server->stop == STOP_OUTDATED)
		send_error(server, id, ERROR_OUTDATED, "a lesson has changed");
	else if (starved(server)) /* what lacks something for want of memory is no answer */
		send_error(server, id, ERROR_INTERNAL, *why ? why : "out of memory");
	else if (reply == REPLY_INVALID)
		send_error(server, id, ERROR_PARAMS, "invalid parameters");
	else if (reply == REPLY_FAILED)
		send_error(server, id, ERROR_FAILED, why);
	else
		return false;
	return true;
}

static void answer(struct language_server *server, const struct server_method *method, const struct message *message)
{
	struct json json;
	struct buf out;
	enum reply reply = REPLY_OK;
	buf_init(&out, BUF_CAP);
	server_open_message(&json, &out, NULL);
	json_key(&json, "id");
	json_raw(&json, message->id);
	json_key(&json, "result");
	server->current = message;
	server->method = method;
	server->stop = message->cancelled && method->kind != METHOD_STATE ? STOP_CANCELLED : STOP_NOT;
	if (server->stop == STOP_NOT)
		reply = method->handle(server, message->params, &json);
	server->current = NULL;
	if (method->handle == initialize && starved(server))
		server->initialized = false; /* the client may try again */
	if (!send_refusal(server, reply, message->id) && !server_send(server, &json))
		(void)send_refusal(server, reply, message->id);
	buf_release(&out);
}

/* Handles a request or notification, or ignores an answer to a request of the server. */
static void handle(struct language_server *server, const struct message *message)
{
	bool request = message->id.at;
	struct str id = request ? message->id : STR("null");
	if (!message->is_json) {
		send_error(server, id, ERROR_PARSE, "the message is not a JSON object");
		return;
	}
	buf_release(&server->why);
	buf_init(&server->why, BUF_CAP);
	server->starved = server->trees.failed = false;
	const struct server_method *method = message->named ? find_method(message->method) : NULL;
	if (!message->named && !message->is_answer)
		send_error(server, id, ERROR_REQUEST, "the message has no method");
	else if (message->named && request && !method)
		send_error(server, id, ERROR_METHOD, "unknown method");
	else if (method && request && !server->initialized && method->handle != initialize)
		send_error(server, id, ERROR_NOT_INITIALIZED, "the server is not initialized");
	else if (method && request && server->shut_down)
		send_error(server, id, ERROR_REQUEST, "the server was shut down");
	else if (method && request && method->kind == METHOD_NOTIFICATION)
		send_error(server, id, ERROR_REQUEST, "this method is a notification, so it has no id");
	else if (method && request)
		answer(server, method, message);
	else if (method && method->kind == METHOD_NOTIFICATION && (server->initialized || method->handle == quit))
		(void)method->handle(server, message->params, NULL);
}

static bool parent_is_gone(const struct language_server *server)
{
	return server->parent && kill(server->parent, 0) != 0 && errno == ESRCH;
}

static void take_message(struct language_server *server, const struct message *message)
{
	switch (message->status) {
	case MESSAGE_NONE:
	case MESSAGE_END: break;
	case MESSAGE_OK: handle(server, message); break;
	case MESSAGE_BROKEN: send_error(server, STR("null"), ERROR_PARSE, "no valid Content-Length"); break;
	case MESSAGE_TOO_LARGE: send_error(server, STR("null"), ERROR_REQUEST, "the message is too large"); break;
	case MESSAGE_NO_MEMORY:
		send_error(server, STR("null"), ERROR_INTERNAL, "out of memory");
		server_lose_documents(server);
		break;
	}
}

static void serve(struct language_server *server)
{
	bool more = false; /* to check */
	while (!server->ended && !server->failed) {
		bool waits = inbox_waits(&server->inbox, more ? 0 : PARENT_MILLISECONDS);
		const struct message *message = inbox_first(&server->inbox);
		if (message) {
			take_message(server, message);
			inbox_drop(&server->inbox);
			more = true;
		} else if (waits) {
			break; /* the input has ended */
		} else if (more) {
			server->starved = server->trees.failed = false;
			/* What failed is tried again after the next message. */
			more = diagnostics_work(server) && !starved(server);
		} else if (parent_is_gone(server)) {
			break;
		}
	}
}

enum server_end server_run(int in, FILE *out)
{
	struct language_server server = { .out = out, .encoding = POSITION_UTF16 };
	inbox_init(&server.inbox, in);
	buf_init(&server.uri, BUF_CAP);
	buf_init(&server.why, BUF_CAP);
	server.schema = schema_text_new();
	server.dictionaries = dictionaries_new();
	bool good = server.schema && server.dictionaries;
	if (good)
		serve(&server);
	enum server_end end = !good		 ? SERVER_STARVED
			      : server.failed	 ? SERVER_FAILED
			      : server.shut_down ? SERVER_SHUT_DOWN
						 : SERVER_LEFT;
	schema_text_free(server.schema);
	dictionaries_free(server.dictionaries);
	documents_release(&server.documents);
	trees_release(&server.trees);
	folders_release(server.folders);
	inbox_release(&server.inbox);
	buf_release(&server.uri);
	buf_release(&server.why);
	return end;
}
