/* Gets what an assembler wants of a file from a server: in as few requests as the gaps allow, with further tries where the
 * connection breaks, whatever the server makes of ranges. */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include "fetch/http.h"
#include "fetch/range_assembler.h"

/* Is told how much came so far, and of how much, as far as that is known. */
typedef void fetch_progress(void *context, uint64_t got, uint64_t of);

struct transfer {
	struct http *http;
	const char *url;
	uint64_t size;	/* of the file, as latest.json tells */
	bool whole;	/* ask for the whole at first, not for ranges */
	bool no_ranges; /* the server answers with the whole, whatever it is asked for */
	enum plan_many many;
	bool only_many; /* fetch nothing where many ranges don't come in one answer */
	/* What the file was when it was first seen. */
	bool seen;
	char etag[256], modified[64];
	fetch_progress *progress; /* or NULL */
	void *progress_context;
	uint64_t expected; /* bytes in all, with those of the requests before */
	unsigned expected_requests;
	unsigned drops; /* of the connection, so far */
};

/* FETCH_CHANGED where the file is not the one that it was, or that latest.json tells of. */
enum fetch_status transfer_get(struct transfer *transfer, struct range_assembler *assembler, struct buf *why) MUST_CHECK;

/* Whether something of a broken kind is worth another try, the count of which is in *tries; then it waits a little. */
bool transfer_again(unsigned *tries);
/* Servers' own failures, that may go away: 429, 500, 502 and so on. */
bool is_passing(long code);

#endif
