/* The state of the files of a preview, to notice which have changed. */
#ifndef PREVIEW_SNAPSHOT_H
#define PREVIEW_SNAPSHOT_H

#include "base/file_list.h"

#include <sys/types.h>
#include <time.h>

struct file_stamp {
	const char *path;
	struct timespec changed; /* 0 if it cannot be examined */
	off_t size;
	ino_t inode;
};

struct snapshot {
	struct file_list files;	   /* owns the paths */
	struct file_stamp *stamps; /* sorted by path */
	size_t count;
};

/* Examines the files below each of the paths, which are folders or files. False if memory ran out; release it even
 * then. */
bool snapshot_take(struct snapshot *snapshot, const char *const *paths, size_t count) MUST_CHECK;
void snapshot_release(struct snapshot *snapshot);

/* Called for a file that is not the same in both; exists: it still does. */
typedef void snapshot_difference(void *context, const char *path, bool exists);
/* Returns the number of calls. */
size_t snapshot_compare(const struct snapshot *before, const struct snapshot *after, snapshot_difference *differs,
			void *context);

#endif
