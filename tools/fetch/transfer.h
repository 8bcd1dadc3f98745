/* Downloads the ranges that an assembler wants: in as few requests as the gaps allow, with retries after broken
 * connections, and adapting to servers that ignore ranges. */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include "fetch/http.h"
#include "fetch/range_assembler.h"

/* Called with the bytes received so far, and the expected total as far as known. */
typedef void fetch_progress(void *context, uint64_t got, uint64_t of);

struct transfer {
	struct http *http;
	const char *url;
	uint64_t size;	/* of the file, according to latest.json */
	bool whole;	/* request the whole file rather than ranges */
	bool no_ranges; /* the server ignores ranges and sends the whole file */
	enum plan_many many;
	/* The validators of the first answer. */
	bool seen;
	char etag[256], modified[64];
	fetch_progress *progress; /* or NULL */
	void *progress_context;
	uint64_t expected; /* total bytes, including earlier requests */
	unsigned expected_requests;
	unsigned drops; /* broken connections so far */
};

/* FETCH_CHANGED if the file changed, or its size is not the one in latest.json. */
enum fetch_status transfer_get(struct transfer *transfer, struct range_assembler *assembler,
			       struct buf *why) MUST_CHECK;

/* Whether to retry after a failure of a retryable kind; *tries counts the tries. Waits before it returns true. */
bool transfer_again(unsigned *tries);
/* Whether an HTTP status is a temporary failure: 429, 500, 502 and so on. */
bool http_is_temporary(long code);

#endif
