/* The messages that have arrived and wait to be handled in their order. They are read ahead, so that a request can be
 * cancelled before its turn, and while it is handled. */
#ifndef EDITOR_INBOX_H
#define EDITOR_INBOX_H

#include "editor/protocol/message.h"
#include "reader/json.h"

enum {
	INBOX_MAX = 256,	    /* messages; and, if there is more than one, */
	INBOX_BYTES_MAX = 16 << 20, /* bytes that are read ahead; the rest waits in the pipe */
	METHOD_SIZE = 64,	    /* no method that is known has a longer name */
};

/* A message as JSON-RPC 2.0 divides it. */
struct message {
	enum message_status status; /* unless MESSAGE_OK, it has nothing of what follows */
	bool is_json;		    /* likewise */
	struct buf body;
	struct str id;		  /* as it is written; at is NULL if there is none */
	bool named;		  /* it has a method */
	char method[METHOD_SIZE]; /* empty if it is longer */
	bool is_answer;		  /* to a request of the server */
	struct json_walk params;  /* an empty object if there are none */
	bool cancelled;
};

struct inbox {
	struct message_input input;
	struct message messages[INBOX_MAX]; /* a ring */
	size_t first, count, bytes;
};

void inbox_init(struct inbox *inbox, int number);
void inbox_release(struct inbox *inbox);
/* Reads what has arrived, and marks what is cancelled. */
void inbox_read(struct inbox *inbox);
/* Whether a message waits, or the input has ended; waits for that, at most that many milliseconds. */
bool inbox_waits(struct inbox *inbox, int milliseconds);
/* The message whose turn it is; NULL if there is none. It stays until it is dropped. */
struct message *inbox_first(struct inbox *inbox);
void inbox_drop(struct inbox *inbox);
/* Whether the change of a document waits after the first message. */
bool inbox_has_edit(const struct inbox *inbox);

#endif
