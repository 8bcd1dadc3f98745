/* Files: read whole, written whole or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"

#include <stdio.h>

enum file_status {
	FILE_OK,
	FILE_FAILED,    /* errno says why */
	FILE_IS_FOLDER,
	FILE_NOT_PLAIN, /* a device, a socket, a pipe */
	FILE_TOO_LARGE, /* more than was allowed */
	FILE_NO_MEMORY,
};

/* Reads a whole file into out, which is cleared first and whose own cap must be above cap. More than cap bytes:
 * FILE_TOO_LARGE, and out holds the first of them. A file that grows or shrinks meanwhile is read to the end it has
 * then. */
enum file_status file_read(const char *path, size_t cap, struct buf *out) MUST_CHECK;
/* The same from an open stream, such as standard input; it is not closed. */
enum file_status file_read_stream(FILE *stream, size_t cap, struct buf *out) MUST_CHECK;
/* What went wrong, for people: "no such file or directory". Reads errno for FILE_FAILED. */
const char *file_status_text(enum file_status status);

/* Writes a file beside its place, and puts it there when it is whole. Until then it has no name, so that nothing is left
 * of it where the process is killed; where the system or the file system does not know such files, a temporary one. */
struct file_writer {
	FILE *stream; /* write here; NULL once finished or dropped */
	char *path;
	char *temporary;
	bool named; /* temporary is its name */
};

/* Opens the file; FILE_FAILED with errno where that can't be done. */
enum file_status file_writer_open(struct file_writer *writer, const char *path) MUST_CHECK;
/* The same for a file that is there and is to be written anew: it keeps its mode and, where that may be done, its
 * owner; where path is a symbolic link, what it leads to is replaced. A file that nobody may write fails with
 * EACCES, whoever asks. */
enum file_status file_writer_open_over(struct file_writer *writer, const char *path) MUST_CHECK;
/* Flushes, syncs and renames. On failure the file is gone and the old one is as it was. */
enum file_status file_writer_commit(struct file_writer *writer) MUST_CHECK;
/* The same where nothing may be there, not even a link: FILE_FAILED and EEXIST then, and it stays as it is. */
enum file_status file_writer_commit_new(struct file_writer *writer) MUST_CHECK;
/* Which of several files could not be put in its place. */
struct file_failure {
	size_t at;
	bool mixed; /* others were, and what was there before can't be put back */
};
/* The same for several: all of them are put in their places, or none, and what was there before stays. Only a process that
 * is killed between two renames leaves some of each. */
enum file_status file_writers_commit(struct file_writer *const *writers, size_t count,
				     struct file_failure *failure) MUST_CHECK;
/* Removes what writers of path left beside it that were killed, .NAME.tmp-xxxxxx, and that no running one has. */
void file_writer_clear(const char *path);
/* Removes the file. Does nothing after a commit. */
void file_writer_drop(struct file_writer *writer);

#endif
