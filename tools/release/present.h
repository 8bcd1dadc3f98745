/* The release that is in a folder already: whether it is one that may give way to another. */
#ifndef RELEASE_PRESENT_H
#define RELEASE_PRESENT_H

#include "release/latest.h"

struct present {
	bool there;	 /* there is something, be it an empty folder */
	bool is_release; /* it is a release, of latest */
	struct release_latest latest;
};

/* Looks at what is at path, which may be nothing or an empty folder. Else it must be a release, with no file that a
 * release does not make: RELEASE_FAILED and why, as with any file that is not ours to write over. */
enum release_status present_read(struct present *present, const char *path, struct buf *why) MUST_CHECK;
/* Whether what is at path is still what was there: while the new release was built, a person may have put a file there,
 * or another run a release. */
enum release_status present_remains(const struct present *present, const char *path, struct buf *why) MUST_CHECK;
/* Whether next may take its place: it is of the same pack, and of a higher release with another version, by which its
 * files have other names, or the same release with the same packs. */
enum release_status present_allows(const struct present *present, const struct release_latest *next, const char *path,
				   struct buf *why) MUST_CHECK;

#endif
