/* Small documents, read as a whole: latest.json and its signature. */
#ifndef FETCH_DOCUMENT_H
#define FETCH_DOCUMENT_H

#include "fetch/http.h"

/* Reads the document at url into out, which is cleared first; out's own cap must exceed cap, the maximum size in bytes.
 * *final_url, unless NULL, gets the final address after redirections. name is used in messages. FETCH_REFUSED if the
 * server reports that it does not exist. */
enum fetch_status document_get(struct http *http, const char *url, const char *name, size_t cap, struct buf *out,
			       struct buf *final_url, struct buf *why) MUST_CHECK;

#endif
