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
/* Sets then to this path; false also if there was no such file or folder. */
bool revision_had(const struct revision *revision, const char *path, struct buf *then) MUST_CHECK;
/* The reverse: appends where the file or folder at then, in the temporary folder, would be now. */
void revision_now(const struct revision *revision, const char *then, struct buf *now);
/* Looks for the nearest folder, itself or upwards of the one at folder now, that held a file of that name then, and
 * appends where it would be now; false if there was none. */
bool revision_find_up(const struct revision *revision, const char *folder, const char *name, struct buf *now) MUST_CHECK;
/* A file or folder in the repository to ask about path: the working folder if path is below it, since that may be in a
 * submodule. */
const char *revision_repository(const char *path);
/* Appends what was said of the revision's files, with the names that people know them by instead of those in the
 * temporary folder. */
void revision_tell(const struct revision *revision, const char *name, const struct buf *said, struct buf *out);

#endif
