/* The streams of events: connections that stay open, and are suspended while there is nothing to send. */
#include "preview/server_internal.h"

#include <stdlib.h>

/* An MHD_ContentReaderCallback. */
static ssize_t read_stream(void *context, uint64_t position, char *to, size_t most)
{
	struct stream *stream = context;
	struct server *server = stream->server;
	ssize_t sent = 0;
	(void)position;
	pthread_mutex_lock(&server->lock);
	if (stream->sent == stream->text.len) {
		buf_clear(&stream->text);
		stream->sent = 0;
		events_read(&server->live->events, &stream->next, &stream->text);
		if (stream->beats && !stream->text.len)
			buf_text(&stream->text, ":\n\n");
		stream->beats = false;
	}
	if (server->stops || buf_failed(&stream->text)) {
		sent = MHD_CONTENT_READER_END_OF_STREAM;
	} else if (stream->sent < stream->text.len) {
		size_t left = stream->text.len - stream->sent;
		sent = (ssize_t)(left < most ? left : most);
		memcpy(to, stream->text.at + stream->sent, (size_t)sent);
		stream->sent += (size_t)sent;
	} else {
		stream->waits = true;
		MHD_suspend_connection(stream->connection);
	}
	pthread_mutex_unlock(&server->lock);
	return sent;
}

/* An MHD_ContentReaderFreeCallback. */
static void free_stream(void *context)
{
	struct stream *stream = context;
	struct server *server = stream->server;
	pthread_mutex_lock(&server->lock);
	struct stream **link = &server->streams;
	while (*link && *link != stream)
		link = &(*link)->next_stream;
	if (*link) {
		*link = stream->next_stream;
		server->stream_count--;
	}
	pthread_mutex_unlock(&server->lock);
	buf_release(&stream->text);
	free(stream);
}

/* Holds the lock. */
static void resume(struct server *server)
{
	for (struct stream *stream = server->streams; stream; stream = stream->next_stream) {
		stream->beats = true;
		if (!stream->waits)
			continue;
		stream->waits = false;
		MHD_resume_connection(stream->connection);
	}
}

void server_wake_streams(void *context)
{
	struct server *server = context;
	pthread_mutex_lock(&server->lock);
	resume(server);
	pthread_mutex_unlock(&server->lock);
}

void server_end_streams(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	server->stops = true;
	resume(server);
	pthread_mutex_unlock(&server->lock);
}

static struct stream *new_stream(struct server *server, struct MHD_Connection *connection)
{
	struct stream *stream = calloc(1, sizeof(*stream));
	if (!stream)
		return NULL;
	*stream = (struct stream){ .server = server, .connection = connection };
	stream->next = events_next(&server->live->events);
	buf_init(&stream->text, 16 * 1024 * 1024);
	/* So that the page knows that it is connected, and when to try again. */
	buf_text(&stream->text, "retry: 1000\nevent: hello\ndata: {}\n\n");
	pthread_mutex_lock(&server->lock);
	bool full = server->stream_count >= SERVER_STREAMS_MAX || server->stops;
	if (!full) {
		stream->next_stream = server->streams;
		server->streams = stream;
		server->stream_count++;
	}
	pthread_mutex_unlock(&server->lock);
	if (!full)
		return stream;
	buf_release(&stream->text);
	free(stream);
	return NULL;
}

enum MHD_Result server_send_stream(struct server *server, struct MHD_Connection *connection)
{
	struct stream *stream = new_stream(server, connection);
	if (!stream)
		return server_say(connection, MHD_HTTP_SERVICE_UNAVAILABLE,
				  "too many pages show this preview; close some of them\n");
	struct MHD_Response *response =
		MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read_stream, stream, free_stream);
	if (!response) {
		free_stream(stream);
		return MHD_NO;
	}
	MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, 0U);
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/event-stream");
	return server_send(connection, MHD_HTTP_OK, response);
}
