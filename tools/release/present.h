/* Examines the existing release in the destination, and whether another may replace it. */
#ifndef RELEASE_PRESENT_H
#define RELEASE_PRESENT_H

#include "release/latest.h"

struct present {
	bool there;	 /* something exists, even an empty folder */
	bool is_release; /* it is a release, described by latest */
	struct release_latest latest;
};

/* Examines path, where there may be nothing, an empty folder, or a release without foreign files. Anything else is
 * RESULT_FAILED with the reason in why, as with any file that is not ours to overwrite. */
enum result present_read(struct present *present, const char *path, struct buf *why) MUST_CHECK;
/* Whether path is unchanged: during the build, somebody may have added a file, or another run a release. */
enum result present_remains(const struct present *present, const char *path, struct buf *why) MUST_CHECK;
/* Whether next may replace it: a release of the same pack with a higher number and another version, so that its files
 * have other names, or the same release with the same packs. */
enum result present_allows(const struct present *present, const struct release_latest *next, const char *path,
			   struct buf *why) MUST_CHECK;

#endif
