/* What http.c asks of addresses. */
#ifndef FETCH_HTTP_URL_H
#define FETCH_HTTP_URL_H

#include <stdbool.h>

/* Whether a redirection, or what a document names, may lead from one address to another; from is NULL where it is a
 * person's own. */
bool url_may_lead(const char *from, const char *to);
bool url_is_safe(const char *url);

#endif
