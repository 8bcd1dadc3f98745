/* Runs Git, without a shell. */
#ifndef CMD_GIT_H
#define CMD_GIT_H

#include "base/attributes.h"
#include "base/buf.h"

#include <signal.h>

enum { GIT_NOT_THERE = -1, GIT_FAILED = -2 };

/* Runs git in folder with arguments, which end with NULL, and reads what it prints into out, which is cleared first;
 * what it complains of goes nowhere. Returns its exit code, GIT_NOT_THERE where there is no such program, or GIT_FAILED
 * where it could not be run or read, or memory ran out. */
int git_run(const char *folder, const char *const *arguments, struct buf *out) MUST_CHECK;

/* Reads into commit what revision and what is checked out in the work tree of folder have in common. Returns 0 or what
 * git_run returned; then why, where it is not empty, says what is wrong with the revision. */
int git_base(const char *folder, const char *revision, struct buf *commit, struct buf *why) MUST_CHECK;
/* The signals by which somebody ends a program. Git ends by them also where its caller has them wait. */
void git_ends(sigset_t *set);
/* Takes the line ends away that Git's answers end with. */
void git_cut_line_end(struct buf *text);

#endif
