/* Folders that a run which was killed may leave beside a release, and what to do about them:
 *
 *	.NAME.tmp-XXXXXXXX	half of a release, or an old one that has given way: to be removed
 *	.NAME.old-XXXXXXXX	the old release, between two renames: it goes back where nothing is in its place */
#ifndef RELEASE_LEFTOVERS_H
#define RELEASE_LEFTOVERS_H

#include "base/buf.h"
#include "release/status.h"

enum leftover { LEFTOVER_TEMPORARY, LEFTOVER_OLD };

/* Appends such a name for the folder at place: its path, or, where place has no slash, the name. */
void leftover_name(struct buf *out, const char *place, enum leftover kind, unsigned noise);
/* Puts an old release back where place is empty or not there, a killed run having got no further. */
enum release_status leftovers_restore(const char *place, struct buf *why) MUST_CHECK;
/* Removes the others. Where one is in use by another run: RELEASE_REFUSED. */
enum release_status leftovers_clear(const char *place, struct buf *why) MUST_CHECK;
/* Takes the lock that tells a folder in use from one that is left over; -1 where another has it, or errno says why. The
 * descriptor is the caller's to close. */
int leftover_lock(const char *path);
/* Removes a folder with all that is in it, following no links. False and errno where that fails. */
bool tree_remove(const char *path) MUST_CHECK;

#endif
