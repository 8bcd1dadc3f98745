/* FILE.part: the new file while it is built, beside FILE and with its final size from the start. Its content is
 * verified by digests alone, so a later run can use whatever is correct in it.
 *
 * The file is locked, so that two runs never write to it. */
#ifndef FETCH_PARTIAL_FILE_H
#define FETCH_PARTIAL_FILE_H

#include "fetch/status.h"

#include <sys/stat.h>

struct partial_file {
	int fd;	      /* or -1 */
	char *path;   /* FILE.part; NULL if the partial file has no name and disappears when it is closed */
	char *target; /* FILE, with symbolic links resolved */
	uint64_t size;
	bool has_content; /* an earlier run left content in it */
};

/* Opens or creates FILE.part. FETCH_FAILED if another run has locked it. */
enum fetch_status partial_file_open(struct partial_file *partial, const char *file, struct buf *why) MUST_CHECK;
/* Whether FILE.part is safe to use: a regular file of this user without other links. Otherwise someone else may have
 * put it there to make us overwrite another file, or to change it after it was verified. */
bool partial_file_is_own(const struct stat *info, const char *path, struct buf *why) MUST_CHECK;
/* Creates one without a name, for runs that write nothing. */
enum fetch_status partial_file_open_unnamed(struct partial_file *partial, struct buf *why) MUST_CHECK;
/* Closes it without removing it. */
void partial_file_close(struct partial_file *partial);
/* Copies its content into an unnamed file, which the caller closes, and empties it. */
enum fetch_status partial_file_detach(struct partial_file *partial, int *fd, struct buf *why) MUST_CHECK;

enum fetch_status partial_file_resize(struct partial_file *partial, uint64_t size, struct buf *why) MUST_CHECK;
enum fetch_status partial_file_write(const struct partial_file *partial, uint64_t offset, const void *bytes,
				     size_t size, struct buf *why) MUST_CHECK;
/* Renames it to FILE. */
enum fetch_status partial_file_commit(struct partial_file *partial, struct buf *why) MUST_CHECK;
/* Deletes it. */
void partial_file_remove(struct partial_file *partial);

/* Computes the SHA-256 of a whole file. */
enum fetch_status file_digest(int fd, const char *path, uint8_t digest[SATCHEL_DIGEST_SIZE],
			      struct buf *why) MUST_CHECK;

/* Reads an incomplete pack file through a substitute end record. The struct belongs to the caller, must not move, and
 * must outlive the pack. */
struct unfinished {
	int fd;
	uint64_t size;
};
struct satchel *unfinished_open(const struct unfinished *unfinished, struct satchel_error *error) MUST_CHECK;

#endif
