/* Checks of documents and trees, and what the client shows of them. */
#ifndef EDITOR_DIAGNOSTICS_H
#define EDITOR_DIAGNOSTICS_H

#include "editor/server.h"

/* diagnostics.c: documents. */
/* Checks what has changed, until a message arrives. Returns whether there is more to do. */
bool diagnostics_work(struct language_server *server);
/* Something has changed now. */
void diagnostics_note_change(struct language_server *server);
/* Whether the document is checked: it may be a lesson, or is in a tree, where every XML file is to be one. If not, its
 * findings, such as those in satchel.xml, are known to its tree. */
bool diagnostics_are_own(struct language_server *server, const struct document *document);
/* Checks the document alone if it has changed, and shows that; so its findings are those of its text. */
void diagnostics_refresh(struct language_server *server, struct document *document);
/* Checks the document with its tree, and all of it, and shows that; false if server_must_stop stopped that. */
bool diagnostics_check(struct language_server *server, struct document *document);
/* What the client shows of the document's file is now that of the document, which was opened. */
void diagnostics_take_over(struct language_server *server, struct document *document);
/* Makes the client show none. */
void diagnostics_clear(struct language_server *server, const char *uri);
/* Sends findings, a JSON array, unless the client has them; published are those that it has. version may be NULL. */
void diagnostics_publish(struct language_server *server, const char *uri, const int64_t *version, struct buf *published,
			 struct str findings);

void write_finding(struct json *json, struct language_server *server, const struct editor_text *text,
		   const struct editor_finding *finding);
/* An array of all of a document. */
void write_findings(struct json *json, struct language_server *server, const struct document *document);

/* tree_check.c: trees. */
/* Checks all lessons of the tree, unless server_must_stop stops that, and shows the findings in those that are not
 * open. */
void diagnostics_check_tree(struct language_server *server, struct editor_tree *tree);
/* Writes an array of the findings in the file at path, from the first one on, in the report of a check; first may be
 * NULL. False if that failed; server->starved is set if memory ran out. */
bool diagnostics_write_file(struct json *json, struct language_server *server, const char *path,
			    const struct diagnostic *first);
/* Reads the lessons of a tree that were not read yet, and those that are open again. False if memory ran out; a request
 * that was stopped may lack lessons. */
bool diagnostics_read_tree(struct language_server *server, struct editor_tree *tree) MUST_CHECK;
/* The tree of the document, whose lessons have been read, open ones as they are now. NULL if it is in none; also if
 * memory ran out, and server->starved is set. */
struct editor_tree *diagnostics_tree(struct language_server *server, const struct document *document);
/* Forgets the tree, and makes the client show none of its findings. */
void diagnostics_drop_tree(struct language_server *server, struct editor_tree *tree);

#endif
