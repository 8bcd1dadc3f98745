/* The folder of a release. It is written beside its place, as .NAME.tmp-XXXXXXXX, and takes it in one step when it is
 * whole and on the disk; so whoever looks, and whatever is killed, sees the old release or the new one. What a killed
 * run has left is cleared away by the next. */
#ifndef RELEASE_FOLDER_H
#define RELEASE_FOLDER_H

#include "release/present.h"

struct release_folder {
	struct buf place;	/* where it goes; what a link that is there leads to */
	struct buf temporary;	/* where it is written; "" once it is in its place or dropped */
	struct buf old;		/* where the old one waits when the two can't change places in one step */
	int lock;		/* held on the folder, so that no other run takes it for one that is left over; or -1 */
	struct present present; /* what is in its place */
	struct checksums checksums; /* of the files written */
	bool changelog_of_ids;	    /* the changelog names what changed by ids, there being no pack of the last release */
};

/* Makes the temporary folder for one that goes to path, where nothing is or what may give way (see present_read), and
 * clears away what earlier runs have left there. Drop it whatever comes back. */
enum release_status release_folder_open(struct release_folder *folder, const char *path, struct buf *why) MUST_CHECK;
/* Removes what was not put in its place. */
void release_folder_drop(struct release_folder *folder);

/* Makes the folder name in it, and in those that have a slash all of them. */
enum release_status release_folder_make(struct release_folder *folder, const char *name, struct buf *why) MUST_CHECK;
/* Writes a file, and takes its checksum down. */
enum release_status release_folder_write(struct release_folder *folder, const char *name, struct str bytes,
					 struct buf *why) MUST_CHECK;
/* Takes down the checksum of a file that is there. Sets digest where it is not NULL. */
enum release_status release_folder_take(struct release_folder *folder, const char *name, char digest[DIGEST_HEX_SIZE],
					struct buf *why) MUST_CHECK;
/* Writes a file that has the bytes of another, and takes its checksum down. */
enum release_status release_folder_copy(struct release_folder *folder, const char *from, const char *name,
					struct buf *why) MUST_CHECK;

/* Takes over a file that is in its place: as another name of the same file if the file system has such. Its checksum is not
 * taken down. */
enum release_status release_folder_inherit(struct release_folder *folder, const char *name, struct buf *why) MUST_CHECK;

/* Puts it in its place. Where why says something then, the release is there, and what it says is a warning. */
enum release_status release_folder_commit(struct release_folder *folder, struct buf *why) MUST_CHECK;

#endif
