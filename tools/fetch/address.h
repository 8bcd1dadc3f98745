/* Addresses of releases and their files: http, https, and file: URLs of this machine. */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include "fetch/status.h"

/* Appends the URL of latest.json. The user may give its URL, the URL of its folder, or the path of either.
 * FETCH_REFUSED if the address is invalid. */
enum fetch_status address_of_latest(const char *given, struct buf *url, struct buf *why) MUST_CHECK;
/* Appends url with suffix inserted after its path. */
enum fetch_status address_with(const char *url, const char *suffix, struct buf *out, struct buf *why) MUST_CHECK;
/* Resolves a reference in the document at base, and appends the resulting URL. FETCH_REFUSED if the reference is
 * invalid or address_may_lead forbids it. */
enum fetch_status address_resolve(const char *base, const char *reference, struct buf *url, struct buf *why) MUST_CHECK;

/* Whether a redirection or a reference may lead from one address to another: from https only to https, and to file:
 * only from file:. from is NULL if the user gave the address. */
bool address_may_lead(const char *from, const char *to);
bool address_is_safe(const char *url);
bool address_is_local(const char *url);
/* Appends the path of a file: URL. False if url is not one. */
bool address_path(const char *url, struct buf *path) MUST_CHECK;

#endif
