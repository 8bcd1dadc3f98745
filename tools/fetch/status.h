/* What the files of this folder return. Why it went wrong stands in a buffer beside it, for people. */
#ifndef FETCH_STATUS_H
#define FETCH_STATUS_H

#include "base/attributes.h"
#include "base/buf.h"
#include "reader/satchel.h"

enum fetch_status {
	FETCH_OK,
	FETCH_REFUSED, /* what is published, or what came, must not be used */
	FETCH_CHANGED, /* a file became another one while it was fetched: begin anew */
	FETCH_DIFFERS, /* what came is not what latest.json tells of, which may be newer by now: begin anew, once */
	FETCH_FAILED,  /* the network, a server, a disk */
	FETCH_NO_MEMORY,
};

/* Writes the reason into why, which is cleared first, and returns status. */
enum fetch_status fetch_because(enum fetch_status status, struct buf *why, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same of what the reader says about the thing called name. */
enum fetch_status fetch_because_of(const struct satchel_error *error, const char *name, struct buf *why);

#endif
