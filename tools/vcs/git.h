/* Runs Git, without a shell. Only plumbing commands are used, whose output no setting of the user changes. */
#ifndef VCS_GIT_H
#define VCS_GIT_H

#include "base/attributes.h"
#include "base/buf.h"

#include <signal.h>
#include <stdbool.h>

enum { GIT_NOT_THERE = -1, GIT_FAILED = -2 };

/* Where Git is run. */
struct git {
	const char *folder;  /* Git finds the repository that this folder is in */
	const char *index;   /* an index file used instead of the repository's own; or NULL */
	bool by_environment; /* the repository is the one that GIT_DIR names, seen from the working folder; otherwise
	                      * GIT_DIR and the like, which Git sets for hooks, are ignored */
};

/* Runs git with arguments, which end with NULL, and reads what it prints into out, which is cleared first, and what it
 * complains of into said, which may be NULL. Returns its exit code, GIT_NOT_THERE if there is no such program, or
 * GIT_FAILED if it could not be run or read, or memory ran out. */
int git_run(const struct git *git, const char *const *arguments, struct buf *out, struct buf *said) MUST_CHECK;

/* Reads into commit the merge base of revision and what is checked out. Returns 0 or what git_run returned; then why,
 * if it is not empty, says what is wrong with the revision. */
int git_base(const struct git *git, const char *revision, struct buf *commit, struct buf *why) MUST_CHECK;
/* The signals by which somebody ends a program. Git is ended by them even if its caller blocks them. */
void git_ends(sigset_t *set);
/* Whether a .git marks the folder, whose path is a real one, or a folder above it. */
bool git_is_near(const char *folder) MUST_CHECK;
/* Removes the line ends at the end of Git's answer. */
void git_cut_line_end(struct buf *text);

#endif
