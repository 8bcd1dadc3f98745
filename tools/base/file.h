/* Files: read whole, written whole or not at all, found in folders. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
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

/* Reads a whole file into out, which is cleared first. More than cap bytes: FILE_TOO_LARGE, and out holds
 * the first of them. A file that grows or shrinks meanwhile is read to the end it has then. */
enum file_status file_read(const char *path, size_t cap, struct buf *out) MUST_CHECK;
/* The same from an open stream, such as standard input; it is not closed. */
enum file_status file_read_stream(FILE *stream, size_t cap, struct buf *out) MUST_CHECK;
/* What went wrong, for people: "no such file or directory". Reads errno for FILE_FAILED. */
const char *file_status_text(enum file_status status);

/* Writes a file beside its place under another name, and puts it there when it is whole. */
struct file_writer {
	FILE *stream; /* write here; NULL once finished or dropped */
	char *path;
	char *temporary;
};

/* Opens the temporary file; FILE_FAILED with errno where that can't be done. */
enum file_status file_writer_open(struct file_writer *writer, const char *path) MUST_CHECK;
/* Flushes, syncs and renames. On failure the temporary file is gone and the old file is as it was. */
enum file_status file_writer_commit(struct file_writer *writer) MUST_CHECK;
/* Removes the temporary file. Does nothing after a commit. */
void file_writer_drop(struct file_writer *writer);

/* Paths found, sorted by byte order, each file once however often it was named. */
struct file_list {
	struct arena arena;
	const char **paths;
	size_t count;
	size_t room;
};

void file_list_init(struct file_list *list);
void file_list_release(struct file_list *list);
/* Adds path if it is a file, or all files below it whose name ends with suffix if it is a folder: names
 * that begin with a dot are left out, links are followed, a folder is entered once. What can't be opened
 * is told to on_error (with errno set for FILE_FAILED) and passed over. keep, where not NULL, is asked
 * for each file found in a folder. Returns false where memory ran out. */
typedef void file_error_handler(void *context, const char *path, enum file_status status);
typedef bool file_filter(void *context, const char *path);
bool file_list_add(struct file_list *list, const char *path, const char *suffix, file_filter *keep,
		   file_error_handler *on_error, void *context) MUST_CHECK;
/* Sorts, and drops files named twice (the same device and inode). */
void file_list_finish(struct file_list *list);

/* The folder a path lies in, "." where it has none; a view into path or a constant. */
struct str path_folder(const char *path);
/* Behind the last slash. */
const char *path_name(const char *path);

#endif
