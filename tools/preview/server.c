#include "preview/server_internal.h"

#include "preview/request.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 128, TRIES = 16 };

/* An MHD_AccessHandlerCallback. It is called first for the headers, and then for the body, which is never wanted. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
			      const char *version, const char *body, size_t *body_size, void **state)
{
	static const char seen[] = "seen";
	struct server *server = context;
	(void)version, (void)body, (void)body_size;
	const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
	if (!request_is_local(host, server->port))
		return server_say(connection, MHD_HTTP_FORBIDDEN,
				  "this preview answers only to localhost, 127.0.0.1 and [::1], with its port\n");
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0) {
		struct MHD_Response *response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
		if (!response)
			return MHD_NO;
		MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
		return server_send(connection, MHD_HTTP_METHOD_NOT_ALLOWED, response);
	}
	if (!*state) {
		*state = (void *)(uintptr_t)seen;
		return MHD_YES;
	}
	return server_answer(server, connection, url);
}

/* Answers nothing: the reason is not for whoever sent it. */
static void ignore_log(void *context, const char *format, va_list args)
{
	(void)context, (void)format, (void)args;
}

/* An MHD_OPTION_UNESCAPE_CALLBACK: no address of ours has escapes, so %2e and %00 are never decoded. */
static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context, (void)connection;
	return strlen(text);
}

int server_listen(int family, unsigned *port)
{
	struct sockaddr_in four = { .sin_family = AF_INET,
				    .sin_port = htons((uint16_t)*port),
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6,
				    .sin6_port = htons((uint16_t)*port),
				    .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	void *address = family == AF_INET ? (void *)&four : (void *)&six;
	socklen_t size = family == AF_INET ? sizeof(four) : sizeof(six);
	int file = socket(family, SOCK_STREAM, 0), on = 1;
	if (file < 0)
		return -1;
	(void)fcntl(file, F_SETFD, FD_CLOEXEC);
	(void)setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (family == AF_INET6)
		(void)setsockopt(file, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
	if (bind(file, address, size) != 0 || listen(file, BACKLOG) != 0 || getsockname(file, address, &size) != 0) {
		int error = errno;
		close(file);
		errno = error;
		return -1;
	}
	*port = ntohs(family == AF_INET ? four.sin_port : six.sin6_port);
	return file;
}

/* Opens the sockets of both families at one port; that of IPv6 is -1 where there is no IPv6. */
static bool listen_both(unsigned *port, int sockets[2])
{
	unsigned wanted = *port;
	for (int i = 0; i < TRIES; i++) {
		*port = wanted;
		sockets[0] = server_listen(AF_INET, port);
		if (sockets[0] < 0)
			return false;
		sockets[1] = server_listen(AF_INET6, port);
		if (sockets[1] >= 0 || errno != EADDRINUSE)
			return true;
		close(sockets[0]);
		errno = EADDRINUSE;
		if (wanted)
			return false;
	}
	return false;
}

static struct MHD_Daemon *start(struct server *server, int family, int file)
{
	unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO | MHD_ALLOW_SUSPEND_RESUME |
			 (family == AF_INET6 ? MHD_USE_IPv6 : 0);
	return MHD_start_daemon(flags, 0, NULL, NULL, handle, server, MHD_OPTION_EXTERNAL_LOGGER, ignore_log, NULL,
				MHD_OPTION_LISTEN_SOCKET, file, MHD_OPTION_CONNECTION_LIMIT,
				(unsigned)SERVER_CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
				(unsigned)SERVER_TIMEOUT, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK,
				keep_escapes, NULL, MHD_OPTION_END);
}

/* Starts a daemon for each socket, which it closes. */
static bool start_both(struct server *server, int sockets[2])
{
	static const int families[] = { AF_INET, AF_INET6 };
	bool good = true;
	for (int i = 0; i < 2; i++) {
		if (sockets[i] < 0)
			continue;
		server->daemons[i] = good ? start(server, families[i], sockets[i]) : NULL;
		if (!server->daemons[i])
			close(sockets[i]);
		good = good && server->daemons[i];
	}
	return good;
}

enum result server_start(struct server **made, struct live *live, unsigned port, struct buf *why)
{
	struct server *server = calloc(1, sizeof(*server));
	int sockets[2] = { -1, -1 };
	*made = server;
	if (!server || pthread_mutex_init(&server->lock, NULL) != 0) {
		free(server);
		*made = NULL;
		return RESULT_NO_MEMORY;
	}
	server->live = live;
	server->port = port;
	if (!listen_both(&server->port, sockets)) {
		enum result status = errno == EADDRINUSE ? RESULT_REFUSED : RESULT_FAILED;
		buf_format(why, "cannot listen at port %u: %s", port,
			   errno == EADDRINUSE ? "another program, maybe another preview, uses it; choose another "
						 "with --port, or any that is free with --port 0"
					       : file_status_text(FILE_FAILED));
		server_stop(server);
		*made = NULL;
		return status;
	}
	live->events.context = server;
	live->events.on_add = server_wake_streams;
	if (start_both(server, sockets))
		return RESULT_OK;
	buf_text(why, "cannot start the server");
	server_stop(server);
	*made = NULL;
	return RESULT_FAILED;
}

unsigned server_port(const struct server *server)
{
	return server->port;
}

void server_stop(struct server *server)
{
	if (!server)
		return;
	server->live->events.on_add = NULL;
	server_end_streams(server);
	for (int i = 0; i < 2; i++)
		if (server->daemons[i])
			MHD_stop_daemon(server->daemons[i]);
	pthread_mutex_destroy(&server->lock);
	free(server);
}
