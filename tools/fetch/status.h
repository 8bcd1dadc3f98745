/* Results of the functions in this folder. The reason for a failure is in a buffer, as text for people. */
#ifndef FETCH_STATUS_H
#define FETCH_STATUS_H

#include "base/attributes.h"
#include "base/buf.h"
#include "reader/satchel.h"

enum fetch_status {
	FETCH_OK,
	FETCH_REFUSED, /* the published or received data must not be used */
	FETCH_CHANGED, /* a file changed during the transfer: start again */
	FETCH_DIFFERS, /* the pack is not the one in latest.json, which may have been updated meanwhile: start again,
	                * once */
	FETCH_FAILED,  /* network, server or disk error */
	FETCH_NO_MEMORY,
};

/* Replaces why with the formatted reason and returns status. */
enum fetch_status fetch_because(enum fetch_status status, struct buf *why, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same for an error that the reader reports about the file called name. */
enum fetch_status fetch_because_of(const struct satchel_error *error, const char *name, struct buf *why);

#endif
