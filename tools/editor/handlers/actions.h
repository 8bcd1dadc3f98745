/* Code actions: what those of findings and those of ids share. */
#ifndef EDITOR_ACTIONS_H
#define EDITOR_ACTIONS_H

#include "editor/handlers/workspace_edit.h"
#include "lesson/id.h"

/* Starts an action up to its text edits, and ends these; the caller closes the object. kind is that of LSP. */
void open_action(struct json *json, const struct language_server *server, const struct document *document,
		 const char *title, const char *kind);
void close_action(struct json *json, const struct language_server *server);
/* The member "command" that shows the page of a rule. */
void write_explain(struct json *json, struct str title, const char *rule);

/* Records all ids of the document and its tree. False if memory ran out. */
bool note_tree_ids(struct language_server *server, const struct document *document, struct new_ids *ids) MUST_CHECK;

/* id_actions.c: for the start tag at the offset, if they fit. */
void write_id_giving(struct json *json, struct language_server *server, struct document *document, size_t offset);
/* Withdraws it; keeps progress on it. */
void write_item_actions(struct json *json, struct language_server *server, struct document *document, size_t offset);

#endif
