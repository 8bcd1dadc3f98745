/* Release folders on this machine or a mounted drive, with the same interface as a server. */
#ifndef FETCH_LOCAL_H
#define FETCH_LOCAL_H

#include "fetch/http.h"

/* Answers a request with at most one range from the file at path: 404 if it does not exist, else 200 or 206. Adds the
 * bytes read to *received. */
enum http_status local_get(const char *path, const struct http_request *request, uint64_t *received,
			   struct buf *why) MUST_CHECK;

#endif
