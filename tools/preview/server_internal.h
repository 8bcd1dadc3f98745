/* Shared by the files of preview/server.h. */
#ifndef PREVIEW_SERVER_INTERNAL_H
#define PREVIEW_SERVER_INTERNAL_H

#include "preview/server.h"

#include <microhttpd.h>

/* A page that listens to events. */
struct stream {
	struct server *server;
	struct MHD_Connection *connection;
	struct buf text; /* to be sent */
	size_t sent;	 /* bytes of it */
	uint64_t next;	 /* event */
	bool waits;	 /* the connection is suspended */
	bool beats;	 /* a sign of life is due */
	struct stream *next_stream;
};

struct server {
	struct live *live;
	struct MHD_Daemon *daemons[2]; /* of IPv4 and IPv6 */
	unsigned port;
	pthread_mutex_t lock; /* protects what follows */
	struct stream *streams;
	size_t stream_count;
	bool stops;
};

/* server_listen.c: a socket at the loopback address of that family, not yet used by anyone else; -1, with errno. Sets
 * *port if it is 0. */
int server_listen(int family, unsigned *port);
/* server_answer.c: answers a request whose Host and method are right. */
enum MHD_Result server_answer(struct server *server, struct MHD_Connection *connection, const char *url);
/* Sends it with the headers that all responses have. */
enum MHD_Result server_send(struct MHD_Connection *connection, unsigned status, struct MHD_Response *response);
/* A short text. */
enum MHD_Result server_say(struct MHD_Connection *connection, unsigned status, const char *text);
/* server_stream.c: answers with the events from now on. */
enum MHD_Result server_send_stream(struct server *server, struct MHD_Connection *connection);
/* Lets waiting streams send what there is. The on_add of the events. */
void server_wake_streams(void *context);
/* Ends all streams. */
void server_end_streams(struct server *server);

#endif
