/* Small texts from a server, read whole: latest.json and its signature. */
#ifndef FETCH_DOCUMENT_H
#define FETCH_DOCUMENT_H

#include "fetch/http.h"

/* Reads what is at url, at most cap bytes of it, into out, which is cleared first and whose own cap is above cap.
 * place, where not NULL, gets the address that it came from behind all redirections. name is what it should be, for
 * messages. FETCH_REFUSED where the server says that there is none. */
enum fetch_status document_get(struct http *http, const char *url, const char *name, size_t cap, struct buf *out,
			       struct buf *place, struct buf *why) MUST_CHECK;

#endif
