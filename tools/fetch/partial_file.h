/* FILE.part: the new file while it is made, beside its place, and as long as it will be from the first moment. What is
 * in it is known by digests alone; so whatever a run leaves behind, the next one may look at what is right in it.
 *
 * It is locked: two runs don't write into one. */
#ifndef FETCH_PARTIAL_FILE_H
#define FETCH_PARTIAL_FILE_H

#include "fetch/status.h"

#include <sys/stat.h>

struct partial_file {
	int fd;	      /* or -1 */
	char *path;   /* FILE.part; NULL where the partial file has no name and is gone when it is closed */
	char *target; /* FILE, behind all links */
	uint64_t size;
	bool had_bytes; /* another run left something in it */
};

/* Opens FILE.part or makes it. FETCH_FAILED where another run has it. */
enum fetch_status partial_file_open(struct partial_file *partial, const char *file, struct buf *why) MUST_CHECK;
/* Whether what is at FILE.part may be used: a plain file of this user with no other name. Anything else may have been put
 * there so that something else is written, or so that its owner can change it after it was checked. */
bool partial_file_is_own(const struct stat *info, const char *path, struct buf *why) MUST_CHECK;
/* One that has no name, and is for what is only looked at. */
enum fetch_status partial_file_open_nameless(struct partial_file *partial, struct buf *why) MUST_CHECK;
/* Closes it. What is in it stays. */
void partial_file_close(struct partial_file *partial);
/* Copies what is in it into a file without a name, whose descriptor is the caller's, and empties it. */
enum fetch_status partial_file_set_aside(struct partial_file *partial, int *fd, struct buf *why) MUST_CHECK;

enum fetch_status partial_file_resize(struct partial_file *partial, uint64_t size, struct buf *why) MUST_CHECK;
enum fetch_status partial_file_write(const struct partial_file *partial, uint64_t offset, const void *bytes, size_t size,
			      struct buf *why) MUST_CHECK;
/* Reads exactly so many bytes; false where they can't be read. */
bool partial_file_read(const struct partial_file *partial, uint64_t offset, void *bytes, size_t size) MUST_CHECK;
/* Puts it in FILE's place. */
enum fetch_status partial_file_commit(struct partial_file *partial, struct buf *why) MUST_CHECK;
/* Removes it. */
void partial_file_remove(struct partial_file *partial);

/* The SHA-256 of a whole file. */
enum fetch_status file_digest(int fd, const char *path, uint8_t digest[SATCHEL_DIGEST_SIZE],
			      struct buf *why) MUST_CHECK;

/* Reads what there is of a pack's file as if its end were there already: a record that leads to itself stands in for
 * it. It belongs to the caller, stays where it is, and must outlive the pack. */
struct unfinished {
	int fd;
	uint64_t size;
};
struct satchel *unfinished_open(const struct unfinished *unfinished, struct satchel_error *error) MUST_CHECK;

#endif
