/* A folder that is written completely or not at all: it is filled beside its destination and renamed. */
#ifndef CONVERT_CORE_NEW_FOLDER_H
#define CONVERT_CORE_NEW_FOLDER_H

#include "base/file.h"

struct new_folder {
	const char *path; /* its destination */
	char *work;	  /* where it is filled; NULL before new_folder_begin and after new_folder_commit */
	int lock;	  /* the open folder while work is set: it is in use */
};

/* Whether a folder can become path: it does not exist, or is empty. */
enum result new_folder_is_vacant(const char *path, bool *vacant, struct buf *why) MUST_CHECK;
/* Also removes what killed programs left of the same folder. path is borrowed. Call new_folder_drop whatever the
 * result. */
enum result new_folder_begin(struct new_folder *folder, const char *path, struct buf *why) MUST_CHECK;
enum result new_folder_commit(struct new_folder *folder, struct buf *why) MUST_CHECK;
/* Removes what was not committed. */
void new_folder_drop(struct new_folder *folder);

/* Writes a file in a new folder, and creates the folders that name contains. It is on the disk after
 * new_folder_commit. */
enum result new_folder_write(const char *work, struct str name, struct str bytes, struct buf *why) MUST_CHECK;
/* The same in an existing folder: whole or not at all, and on the disk when this returns. */
enum result folder_write(const char *folder, struct str name, struct str bytes, struct buf *why) MUST_CHECK;

#endif
