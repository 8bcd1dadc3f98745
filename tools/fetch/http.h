/* HTTP client: one request at a time over a persistent connection. Follows up to HTTP_REDIRECTS redirections, only to
 * http and https, and never from https to http. Requests no compression. file: URLs are served from this machine
 * through the same interface. */
#ifndef FETCH_HTTP_H
#define FETCH_HTTP_H

#include "base/str.h"
#include "fetch/plan.h"
#include "fetch/status.h"

enum {
	HTTP_REDIRECTS = 5,
	HTTP_TIMEOUT = 30,
	HTTP_HEAD_MAX = 64 * 1024, /* bytes of all headers and trailers of an answer */
	HTTP_SLOWEST = 4096,
};

struct http;

/* The head of an answer. */
struct http_answer {
	long code;
	bool has_length;
	uint64_t length; /* Content-Length */
	/* Header values; "" if absent. */
	char type[256], range[128], encoding[64], etag[256], modified[64];
};

struct http_request {
	const char *url;
	const struct byte_span *ranges; /* to request; none: the whole file */
	size_t range_count;
	const char *etag, *modified; /* for If-Range: a strong ETag, or a date; or NULL */
	/* Receives the head of the final answer before its body; false stops the request. */
	bool (*on_answer)(void *context, const struct http_answer *answer);
	/* Receives the body; false stops the request. */
	bool (*on_bytes)(void *context, const char *bytes, size_t size);
	void *context;
};

enum http_status {
	HTTP_OK,
	HTTP_STOPPED, /* a callback returned false */
	HTTP_DROPPED, /* the connection broke or the body was truncated; may be retried */
	HTTP_FAILED,  /* any other failure; a retry would fail too */
	HTTP_NO_MEMORY,
};

/* timeout is in seconds and limits connecting, silence, and transfers slower than WATCH_RATE. ca_file contains the
 * trusted certificates, or is NULL for those of the system. NULL if curl cannot be initialised. */
struct http *http_open(unsigned timeout, const char *ca_file) MUST_CHECK;
void http_close(struct http *http);
/* Limits all requests from now on to a total of timeouts times the timeout plus a second per HTTP_SLOWEST bytes. */
void http_allow(struct http *http, unsigned timeouts, uint64_t bytes);

enum http_status http_get(struct http *http, const struct http_request *request, struct buf *why) MUST_CHECK;
/* The final address of the last answer, after redirections. Valid until the next request. */
const char *http_address(const struct http *http);
/* The same for messages: the path if it is a file. */
const char *http_location(const struct http *http);

/* Totals of all requests so far: bytes of bodies, and the number of requests, including redirections. */
uint64_t http_received(const struct http *http);
unsigned http_requests(const struct http *http);

/* Waits before the next try; the wait grows with tries. */
void http_pause(unsigned tries);

#endif
