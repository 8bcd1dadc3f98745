/* Finds files: those that are named, and those in folders that are. */
#ifndef BASE_FILE_LIST_H
#define BASE_FILE_LIST_H

#include "base/arena.h"
#include "base/file.h"

/* Paths found, sorted by byte order, each file once however often it was named. */
struct file_list {
	struct arena arena;
	const char **paths;
	size_t count;
	size_t room;
};

void file_list_init(struct file_list *list);
void file_list_release(struct file_list *list);
/* Adds path without looking at it, such as "-" for standard input. Returns false where memory ran out. */
bool file_list_append(struct file_list *list, const char *path) MUST_CHECK;
/* Adds path if it is a file, or all files below it whose name ends with suffix if it is a folder: names
 * that begin with a dot are left out, links are followed, a folder is entered once. What can't be opened
 * is told to on_error (with errno set for FILE_FAILED) and passed over. keep, where not NULL, is asked
 * for each file found in a folder. Returns false where memory ran out. */
typedef void file_error_handler(void *context, const char *path, enum file_status status);
typedef bool file_filter(void *context, const char *path);
bool file_list_add(struct file_list *list, const char *path, const char *suffix, file_filter *keep,
		   file_error_handler *on_error, void *context) MUST_CHECK;
void file_list_sort(struct file_list *list);
/* Sorts, and drops files named twice (the same device and inode). */
void file_list_finish(struct file_list *list);

#endif
