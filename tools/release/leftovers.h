/* Folders that a killed run may leave beside a release, and their cleanup:
 *
 *         .NAME.tmp-XXXXXXXX      an incomplete release, or an old one that was replaced: to be removed
 *         .NAME.old-XXXXXXXX      the old release between two renames: restored if nothing replaced it */
#ifndef RELEASE_LEFTOVERS_H
#define RELEASE_LEFTOVERS_H

#include "base/buf.h"
#include "base/result.h"

enum leftover { LEFTOVER_TEMPORARY, LEFTOVER_OLD };

/* Appends such a name for the folder at destination: its path or, if destination has no slash, the name. */
void leftover_name(struct buf *out, const char *destination, enum leftover kind, unsigned noise);
/* Restores an old release if destination is empty or does not exist because a run was killed. */
enum result leftovers_restore(const char *destination, struct buf *why) MUST_CHECK;
/* Removes the others. RESULT_REFUSED if another run uses one. */
enum result leftovers_clear(const char *destination, struct buf *why) MUST_CHECK;
/* Locks a folder to mark it as in use; -1 if another process has the lock, or on failure, with errno. The caller closes
 * the descriptor. */
int leftover_lock(const char *path);
/* Removes a folder and its content, without following links. False, with errno, on failure. */
bool tree_remove(const char *path) MUST_CHECK;

#endif
