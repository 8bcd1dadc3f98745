/* A file or folder as it was at a Git revision, in a temporary folder of its own. */
#ifndef CMD_REVISION_H
#define CMD_REVISION_H

#include "base/buf.h"

#include <signal.h>

struct revision {
	struct buf folder; /* the temporary folder; empty where there is none */
	struct buf path;   /* of the file or folder in it */
	bool guarded;      /* SIGINT, SIGTERM and SIGHUP wait until it is released, so that the folder does not stay */
	sigset_t mask;     /* the signals that waited before */
};

enum revision_status {
	REVISION_OK,
	REVISION_UNKNOWN, /* there is no such revision, or no such file in it, or no repository, or no Git; why says more */
	REVISION_FAILED, /* the temporary folder can't be written, or memory ran out; why says more where it can */
};

/* Lays out all that the commit held that revision and what is checked out have in common, and finds in it what path
 * names. Release it whatever comes back, which removes the folder. */
enum revision_status revision_open(struct revision *revision, const char *name, const char *path,
				   struct buf *why) MUST_CHECK;
void revision_release(struct revision *revision);
/* Appends what was said of the revision's files, which names them where they were laid out, with the names that people
 * know them by. */
void revision_tell(const struct revision *revision, const char *name, const struct buf *said, struct buf *out);

#endif
