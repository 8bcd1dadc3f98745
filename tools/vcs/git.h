/* Runs Git, without a shell. Uses only plumbing commands, whose output does not depend on user settings. */
#ifndef VCS_GIT_H
#define VCS_GIT_H

#include "base/attributes.h"
#include "base/buf.h"

#include <signal.h>
#include <stdbool.h>

enum { GIT_NOT_THERE = -1, GIT_FAILED = -2 };

/* How to run Git. */
struct git {
	const char *folder;  /* Git uses the repository that contains this folder */
	const char *index;   /* an index file to use instead of the repository's own; or NULL */
	bool by_environment; /* use the repository in GIT_DIR, relative to the working folder; otherwise ignore GIT_DIR
	                      * and the like, which Git sets for hooks */
};

/* Runs git with arguments, which end with NULL. Reads its stdout into out and its stderr into said, which may be NULL;
 * both are cleared first. Returns its exit code, GIT_NOT_THERE if it is not installed, or GIT_FAILED if it could not be
 * run or read, or memory ran out. */
int git_run(const struct git *git, const char *const *arguments, struct buf *out, struct buf *said) MUST_CHECK;

/* Sets commit to the merge base of revision and HEAD. Returns 0 or the result of git_run; then why, unless empty, says
 * what is wrong with the revision. */
int git_base(const struct git *git, const char *revision, struct buf *commit, struct buf *why) MUST_CHECK;
/* The signals that terminate a program. They terminate Git even if its caller blocks them. */
void git_ends(sigset_t *set);
/* Whether the folder, given by its real path, or an ancestor contains .git. */
bool git_is_near(const char *folder) MUST_CHECK;
/* Removes line ends at the end of Git's output. */
void git_cut_line_end(struct buf *text);

#endif
