/* All files of a work tree as they were at a Git revision, in a temporary folder. */
#ifndef VCS_REVISION_H
#define VCS_REVISION_H

#include "base/buf.h"

#include <signal.h>

struct revision {
	struct buf folder; /* the temporary folder; empty if there is none */
	struct buf top;    /* the real path of the work tree */
	bool guarded;      /* SIGINT, SIGTERM and SIGHUP wait until it is released, so that the folder is removed */
	sigset_t mask;     /* the signals that waited before */
};

enum revision_status {
	REVISION_OK,
	REVISION_UNKNOWN, /* there is no such revision, or no repository, or no Git; why says more */
	REVISION_FAILED, /* the temporary folder can't be written, or memory ran out; why says more if it can */
};

void revision_init(struct revision *revision);
/* Writes all that the merge base of revision name and what is checked out holds into the temporary folder; in
 * submodules, all that their commits of then hold. The repository is that of the file or folder at path. Release it
 * whatever is returned, which removes the folder. */
enum revision_status revision_open(struct revision *revision, const char *name, const char *path,
				   struct buf *why) MUST_CHECK;
void revision_release(struct revision *revision);
/* Appends where the file or folder that is at path now would have been then; false if path does not exist, or is not in
 * the work tree. */
bool revision_path(const struct revision *revision, const char *path, struct buf *out) MUST_CHECK;
/* Appends what was said of the revision's files, with the names that people know them by instead of those in the
 * temporary folder. */
void revision_tell(const struct revision *revision, const char *name, const struct buf *said, struct buf *out);

#endif
