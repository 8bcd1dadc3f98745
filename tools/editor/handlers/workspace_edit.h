/* Writes edits of documents and files as a WorkspaceEdit of LSP: with the versions of the documents if the client knows
 * these, so that it refuses edits of a text that has changed since. */
#ifndef EDITOR_WORKSPACE_EDIT_H
#define EDITOR_WORKSPACE_EDIT_H

#include "editor/server.h"

void open_edit(struct json *json, const struct language_server *server);
/* The edits of a document; or of the file at path, if document is NULL. */
void open_file_edits(struct json *json, const struct language_server *server, const struct document *document,
		     const char *path);
/* Creates the file at path, unless it exists by then; only if server->client.creates, and before its edits. */
void write_file_creation(struct json *json, const struct language_server *server, const char *path);
void write_text_edit(struct json *json, const struct language_server *server, const struct editor_text *text,
		     struct span span, struct str with);
void close_file_edits(struct json *json, const struct language_server *server);
void close_edit(struct json *json, const struct language_server *server);

#endif
