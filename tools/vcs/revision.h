/* All files of a work tree at a Git revision, in a temporary folder. */
#ifndef VCS_REVISION_H
#define VCS_REVISION_H

#include "base/buf.h"
#include "base/result.h"

#include <signal.h>

struct revision {
	struct buf folder; /* the temporary folder; empty if there is none */
	struct buf top;    /* real path of the work tree */
	bool guarded;      /* SIGINT, SIGTERM and SIGHUP are blocked until release, so that the folder is removed */
	sigset_t mask;     /* the previous signal mask */
};

void revision_init(struct revision *revision);
/* Writes all files of the merge base of revision name and HEAD into the temporary folder, including those of submodules
 * at their recorded commits. The repository is that of the file or folder at path. Call revision_release whatever the
 * result; it removes the folder. */
enum result revision_open(struct revision *revision, const char *name, const char *path, struct buf *why) MUST_CHECK;
void revision_release(struct revision *revision);
/* Appends the path that the file or folder at path had in the revision; false if path does not exist, or is outside the
 * work tree. */
bool revision_path(const struct revision *revision, const char *path, struct buf *out) MUST_CHECK;
/* Sets then to this path; also false if there was no such file or folder. */
bool revision_had(const struct revision *revision, const char *path, struct buf *then) MUST_CHECK;
/* The inverse: appends the current path of the file or folder at then, in the temporary folder. */
void revision_now(const struct revision *revision, const char *then, struct buf *now);
/* Finds the nearest folder, from the one at folder upwards, that contained a file of that name, and appends its current
 * path; false if there was none. */
bool revision_find_up(const struct revision *revision, const char *folder, const char *name,
		      struct buf *now) MUST_CHECK;
/* A file or folder in the repository, to ask about path: the working folder if path is below it, because it may be in a
 * submodule. */
const char *revision_repository(const char *path);
/* Appends output about the revision's files, replacing paths in the temporary folder by those that users know. */
void revision_rewrite(const struct revision *revision, const char *name, const struct buf *said, struct buf *out);

#endif
