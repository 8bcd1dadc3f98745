/* Reads and writes whole files: a file is written completely or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/result.h"

#include <stdint.h>
#include <stdio.h>

enum file_status {
	FILE_OK,
	FILE_FAILED,    /* see errno */
	FILE_NO_FOLDER, /* the folder of a new file does not exist */
	FILE_IS_FOLDER,
	FILE_NOT_PLAIN, /* a device, a socket, a pipe */
	FILE_TOO_LARGE, /* exceeds the limit */
	FILE_NO_MEMORY,
};

/* Reads a whole file into out, which is cleared first and whose own cap must exceed cap. If the file exceeds cap bytes,
 * returns FILE_TOO_LARGE with the first of them in out. A file that changes its size meanwhile is read up to its
 * current end. */
enum file_status file_read(const char *path, size_t cap, struct buf *out) MUST_CHECK;
/* The same for an open stream, such as standard input, which is not closed. */
enum file_status file_read_stream(FILE *stream, size_t cap, struct buf *out) MUST_CHECK;
/* Reads or writes all bytes at an offset. False, with errno, on failure; EIO if the file is too short. */
bool file_read_at(int fd, uint64_t offset, void *bytes, size_t size) MUST_CHECK;
bool file_write_at(int fd, uint64_t offset, const void *bytes, size_t size) MUST_CHECK;
/* The error as text: "no such file or directory". Uses errno for FILE_FAILED. */
const char *file_status_text(enum file_status status);
/* An errno as text, in lower case. */
const char *file_error_text(int error);
/* RESULT_OK for FILE_OK; else appends "cannot VERB 'PATH': ERROR" to why. */
enum result file_result(enum file_status status, const char *verb, const char *path, struct buf *why) MUST_CHECK;

/* Writes a file completely or not at all. It gets its name only once it is complete. Until then it has none, so that
 * nothing is left if the process is killed; if the system or file system does not support unnamed files, it has a
 * temporary name. */
struct file_writer {
	FILE *stream; /* write here; NULL after commit or drop */
	char *path;
	char *temporary;
	bool named; /* temporary contains its name */
};

/* Opens the file; FILE_FAILED, with errno, or FILE_NO_FOLDER on failure. */
enum file_status file_writer_open(struct file_writer *writer, const char *path) MUST_CHECK;
/* The same to overwrite an existing file: keeps its mode and, if permitted, its owner; if path is a symbolic link,
 * replaces its target. Fails with EACCES if the file is write-protected, even for root. */
enum file_status file_writer_open_over(struct file_writer *writer, const char *path) MUST_CHECK;
/* Writes a whole file with one of these. */
enum file_status file_write(const char *path, struct str bytes) MUST_CHECK;
enum file_status file_write_over(const char *path, struct str bytes) MUST_CHECK;
/* Flushes, syncs and renames. On failure the new file is removed and an old one is unchanged. */
enum file_status file_writer_commit(struct file_writer *writer) MUST_CHECK;
/* The same, but fails with FILE_FAILED and EEXIST, changing nothing, if path exists, even as a broken link. */
enum file_status file_writer_commit_new(struct file_writer *writer) MUST_CHECK;
/* Which of several files could not be committed. */
struct file_failure {
	size_t at;
	bool mixed; /* others were committed and could not be restored */
};
/* Commits several files: all or none. Only a process killed between two renames leaves some of each. */
enum file_status file_writers_commit(struct file_writer *const *writers, size_t count,
				     struct file_failure *failure) MUST_CHECK;
/* Syncs the folder that contains path, so that a new name in it survives a power cut. False: errno says why. */
bool file_sync_folder(const char *path);
/* Removes temporary files, .NAME.tmp-xxxxxx, that killed writers of path left beside it, and that no running process
 * uses. */
void file_writer_clear(const char *path);
/* The same for all files in a folder. */
void file_writer_clear_all(const char *folder);
/* How many files may be written at once, beside a few others: at most 8192. Raises the limit of the process if it
 * can. */
size_t file_writers_room(void);
/* Removes the new file. Does nothing after a commit. */
void file_writer_drop(struct file_writer *writer);

#endif
