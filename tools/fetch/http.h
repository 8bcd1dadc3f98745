/* Requests over HTTP, one at a time over a connection that is kept open. Redirections are followed, at most
 * HTTP_REDIRECTS of them, to http and https alone, and never from https to http. Nothing is taken compressed. The files of
 * this machine answer in the same way to file: URLs. */
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
	/* Header values; "" where there is none. */
	char type[256], range[128], encoding[64], etag[256], modified[64];
};

struct http_request {
	const char *url;
	const struct span *ranges; /* to ask for; none: the whole */
	size_t range_count;
	const char *etag, *modified; /* what the answer is to be a part of: a strong tag, or a date; or NULL */
	/* Gets the head of the answer, before its body; false ends the request. Redirections don't come here. */
	bool (*on_answer)(void *context, const struct http_answer *answer);
	/* Gets the body; false ends the request. */
	bool (*on_bytes)(void *context, const char *bytes, size_t size);
	void *context;
};

enum http_status {
	HTTP_OK,
	HTTP_STOPPED, /* one of the functions said false */
	HTTP_DROPPED, /* the connection broke or the body ended early: it may be worth another try */
	HTTP_FAILED,  /* anything else; so will the next try */
	HTTP_NO_MEMORY,
};

/* timeout is in seconds: for so long a connection may take, nothing may come, or less than WATCH_RATE a second. ca_file is a file of certificates to
 * trust, or NULL for those of the system. NULL where it can't be started. */
struct http *http_open(unsigned timeout, const char *ca_file) MUST_CHECK;
void http_close(struct http *http);
/* Allows all requests from now on the timeout so many times, and a second for each HTTP_SLOWEST of the bytes, in all. */
void http_allow(struct http *http, unsigned timeouts, uint64_t bytes);

enum http_status http_get(struct http *http, const struct http_request *request, struct buf *why) MUST_CHECK;
/* Where the last answer came from: the address behind all redirections. Lives until the next request. */
const char *http_address(const struct http *http);
/* The same as people call it: of a file its path. */
const char *http_place(const struct http *http);

/* What all requests so far took: bodies, in bytes, and how many there were, redirections counted. */
uint64_t http_received(const struct http *http);
unsigned http_requests(const struct http *http);

/* Waits a little, the longer the higher tries is, before the next try. */
void http_pause(unsigned tries);

#endif
