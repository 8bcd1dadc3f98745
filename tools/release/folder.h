/* The folder of a release. It is written beside its destination, as .NAME.tmp-XXXXXXXX, and replaces it atomically once
 * it is complete and on the disk; so at any moment, even if a run is killed, the old or the new release is there. The
 * next run removes what a killed run left. */
#ifndef RELEASE_FOLDER_H
#define RELEASE_FOLDER_H

#include "release/present.h"

struct release_folder {
	struct buf destination;	/* destination; with links resolved */
	struct buf temporary;	/* where it is written; "" once it is committed or dropped */
	struct buf old;		/* where the old one is kept if the two cannot be exchanged atomically */
	int lock;		/* on the folder, so that no other run considers it left over; or -1 */
	struct present present; /* what is at the destination */
	struct checksums checksums; /* of the files written */
	bool changelog_of_ids;	    /* the changelog names changes by id, because there is no pack of the last
	                             * release */
};

/* Creates the temporary folder for the destination path, which must not exist or be replaceable (see present_read), and
 * removes what earlier runs left there. Call release_folder_drop whatever the result. */
enum result release_folder_open(struct release_folder *folder, const char *path, struct buf *why) MUST_CHECK;
/* Removes what was not committed. */
void release_folder_drop(struct release_folder *folder);

/* Creates the folder name, and its parents, in it. */
enum result release_folder_make(struct release_folder *folder, const char *name, struct buf *why) MUST_CHECK;
/* Writes a file, and records its checksum. */
enum result release_folder_write(struct release_folder *folder, const char *name, struct str bytes,
				 struct buf *why) MUST_CHECK;
/* Records the checksum of an existing file. Sets digest unless it is NULL. */
enum result release_folder_take(struct release_folder *folder, const char *name, char digest[DIGEST_HEX_SIZE],
				struct buf *why) MUST_CHECK;
/* Copies a file, and records its checksum. */
enum result release_folder_copy(struct release_folder *folder, const char *from, const char *name,
				struct buf *why) MUST_CHECK;

/* Takes over a file from the destination, as a hard link if possible. Does not record its checksum. */
enum result release_folder_inherit(struct release_folder *folder, const char *name, struct buf *why) MUST_CHECK;

/* Moves it to its destination. If it succeeds and why is not empty, that is a warning. */
enum result release_folder_commit(struct release_folder *folder, struct buf *why) MUST_CHECK;

#endif
