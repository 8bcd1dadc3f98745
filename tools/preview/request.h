/* What the headers of a request mean. Nothing in them is trusted. */
#ifndef PREVIEW_REQUEST_H
#define PREVIEW_REQUEST_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stdint.h>

/* Whether Host, NULL if it is missing, is localhost, 127.0.0.1 or [::1] with that port, so that a page of another site
 * whose name leads to this machine reads nothing (DNS rebinding). */
bool request_is_local(const char *host, unsigned port);

enum request_range {
	RANGE_WHOLE, /* no range, or one that is not understood, such as several: everything is sent */
	RANGE_PART,
	RANGE_NOT_SATISFIABLE,
};

/* The bytes that Range asks for, of a file of size bytes. range and if_range are NULL if they are missing; if_range
 * must be the etag. Sets *from and *length, unless it is not satisfiable. */
enum request_range request_range(const char *range, const char *if_range, const char *etag, uint64_t size,
				 uint64_t *from, uint64_t *length);
/* Whether If-None-Match, NULL if it is missing, has the etag. */
bool request_has_etag(const char *if_none_match, const char *etag);

#endif
