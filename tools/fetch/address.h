/* Where releases and their files are: addresses of http and https, and file: URLs, which are of this machine. */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include "fetch/status.h"

/* Appends the address of the latest.json that a person means by its address, that of its folder, or the path of one of
 * them. FETCH_REFUSED if it can't be one. */
enum fetch_status address_of_latest(const char *given, struct buf *url, struct buf *why) MUST_CHECK;
/* Appends url with suffix after its path. */
enum fetch_status address_with(const char *url, const char *suffix, struct buf *out, struct buf *why) MUST_CHECK;
/* Appends the address that reference means in a document at base. FETCH_REFUSED if it is none, or leads where it must
 * not. */
enum fetch_status address_resolve(const char *base, const char *reference, struct buf *url, struct buf *why) MUST_CHECK;

/* Whether a redirection, or what a document names, may lead from one address to another: from https to https alone, and
 * to files only from a file. from is NULL if it is a person's own. */
bool address_may_lead(const char *from, const char *to);
bool address_is_safe(const char *url);
bool address_is_local(const char *url);
/* Appends the path that a file: URL means. False if it means none. */
bool address_path(const char *url, struct buf *path) MUST_CHECK;

#endif
