/* A language server (LSP 3.17) for lessons. It has one thread: messages are handled in order, and documents are checked
 * while there is none; a check stops when a message arrives. So an answer never refers to an older text. */
#ifndef EDITOR_SERVER_H
#define EDITOR_SERVER_H

#include "base/json.h"
#include "editor/documents/document.h"
#include "editor/protocol/inbox.h"
#include "editor/protocol/params.h"
#include "editor/documents/schema_text.h"
#include "editor/documents/tree.h"

#include <sys/types.h>

/* What the client can do. */
struct client {
	bool versions;	     /* diagnostics with the version of the document */
	bool related;	     /* and with other locations */
	bool pulls;	     /* asks for the diagnostics of open documents */
	bool pulls_all;	     /* and, as it has shown, for those of the others */
	bool refreshes;	     /* asks again if requested */
	bool lenses;	     /* asks for lenses again if requested */
	bool watches;	     /* reports changes of files */
	bool hierarchy;	     /* document symbols with children */
	bool snippets;	     /* completions with places to fill in */
	bool edits_versions; /* edits documents of a version */
	bool creates;	     /* and creates files with them */
};

/* Why the current request is not answered. */
enum server_stop {
	STOP_NOT,
	STOP_CANCELLED, /* by the client */
	STOP_OUTDATED,	/* it asks for findings, and an edit arrived */
};

struct language_server {
	struct inbox inbox;
	FILE *out;
	struct documents documents;
	struct trees trees;
	struct folder *folders; /* of the workspace */
	struct schema_text *schema;
	struct dictionaries *dictionaries;
	enum position_encoding encoding;
	struct client client;
	struct buf uri;			    /* scratch: of the document of the current request */
	struct buf why;			    /* reason of a request that failed */
	pid_t parent;			    /* 0: unknown */
	uint64_t asked;			    /* number of requests made to the client */
	const struct message *current;	    /* the request that is being answered; NULL if there is none */
	const struct server_method *method; /* of it */
	enum server_stop stop;
	unsigned stops;	     /* how often checks were stopped since one was completed */
	uint64_t changed_at; /* when something changed last, in milliseconds of the monotonic clock */
	bool starved;	     /* memory ran out during the current request or check, or something else failed: see why */
	bool initialized, shut_down, ended, failed;
};

enum server_end {
	SERVER_SHUT_DOWN, /* as the client asked for */
	SERVER_LEFT,	  /* the client ended without that */
	SERVER_FAILED,	  /* output failed */
	SERVER_STARVED,	  /* there was not even memory to start */
};

/* Serves until the client ends it. */
enum server_end server_run(int in, FILE *out);

enum reply {
	REPLY_OK,
	REPLY_INVALID, /* wrong parameters */
	REPLY_FAILED,  /* see why */
};

/* Answers a request with a JSON value, or handles a notification, whose result is NULL. */
typedef enum reply server_handler(struct language_server *server, struct json_walk params, struct json *result);

struct server_method {
	const char *name;
	server_handler *handle;
	enum method_kind {
		METHOD_QUERY, /* changes nothing, so it may be cancelled */
		METHOD_PULL,  /* likewise, and the client asks again if it is outdated */
		METHOD_STATE, /* changes the state of the server */
		METHOD_NOTIFICATION,
	} kind;
};

/* The open document that textDocument.uri of the parameters names; NULL if it is not open. */
struct document *server_document(struct language_server *server, struct json_walk params);
/* The text of the lesson at path: of the open document, else of its file, which is read into loaded unless it was. NULL
 * if it cannot be read. */
const struct editor_text *server_text(struct language_server *server, const char *path, struct editor_text *loaded);
/* The mentions of a known lesson as they are now, because not all clients report changed files; *text is its text. NULL
 * if it did not mention the key, cannot be read, or memory ran out. */
struct mentions *server_lesson(struct language_server *server, const struct mentions *known, struct str key,
			       struct editor_text *loaded, const struct editor_text **text);
/* Sends a message; call server_open_message first, and write its members from "params" on. False if memory ran out, and
 * nothing was sent. */
void server_open_message(struct json *json, struct buf *out, const char *method);
bool server_send(struct language_server *server, struct json *json);
/* Sends a request to the client, whose answer is ignored; params are JSON, or none if at is NULL. */
void server_ask(struct language_server *server, const char *method, struct str params);
/* Whether to stop what is being done, now and then called while it takes time: a request whose answer is not wanted any
 * more, which then may have any result, or, if there is none, a check because a message waits. */
bool server_must_stop(void *server);
/* Appends a reason for REPLY_FAILED. */
enum reply server_fail(struct language_server *server, const char *format, ...) PRINTF_LIKE(2, 3);

/* Values that many answers contain. */
void write_range(struct json *json, const struct language_server *server, const struct editor_text *text,
		 struct span span);
/* Releases a text that was written to json, which is incomplete if the text is. */
void release_text(struct json *json, struct buf *text);
/* The address of the file at path, as the client writes it. */
void write_uri(struct json *json, const struct language_server *server, const char *path);
/* A span of the file at path, which has that text. */
void write_location(struct json *json, const struct language_server *server, const char *path,
		    const struct editor_text *text, struct span span);

/* handlers/sync.c: a message was lost for want of memory, which may have been about any document. */
void server_lose_documents(struct language_server *server);

/* In handlers/: */
server_handler initialize, note_initialized;			  /* capabilities.c */
server_handler open_document, change_document, close_document;	  /* sync.c */
server_handler save_document, note_files, note_folders;		  /* sync.c */
server_handler pull_diagnostics, pull_all_diagnostics;		  /* pull.c */
server_handler list_actions, run_command;			  /* actions.c */
server_handler show_hover;					  /* hover.c */
server_handler find_definition, find_references, list_highlights; /* navigate.c */
server_handler prepare_rename, rename_id;			  /* rename.c */
server_handler list_symbols, find_symbols;			  /* symbols.c */
server_handler list_folds, select_ranges;			  /* ranges.c */
server_handler list_lenses;					  /* lens.c */
server_handler list_links, move_files;				  /* links.c */
server_handler format_document, format_range;			  /* formatting.c */
server_handler complete;					  /* completion.c */

#endif
