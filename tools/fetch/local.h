/* A release folder on this machine, or one that is mounted: its files are read as if a server sent them. */
#ifndef FETCH_LOCAL_H
#define FETCH_LOCAL_H

#include "fetch/http.h"

/* Answers the request, which has at most one range, from the file at path: with 404 if it is not there, else with 200 or
 * 206. Adds what was read to *received. */
enum http_status local_get(const char *path, const struct http_request *request, uint64_t *received,
			   struct buf *why) MUST_CHECK;

#endif
