/* Finds files given by name, and those in given folders. */
#ifndef BASE_FILE_LIST_H
#define BASE_FILE_LIST_H

#include "base/arena.h"
#include "base/file.h"

/* Paths, sorted by byte order. Each file is listed once, even if it was named several times. */
struct file_list {
	struct arena arena;
	const char **paths;
	size_t count;
	size_t room;
	bool repeats; /* a file may be listed more than once, because of links or several calls */
};

void file_list_init(struct file_list *list);
void file_list_release(struct file_list *list);
/* Adds path without examining it, such as "-" for standard input. Returns false if memory ran out. */
bool file_list_append(struct file_list *list, const char *path) MUST_CHECK;
/* Adds path if it is a file; if it is a folder, adds all files below it whose names end with suffix. Skips names that
 * begin with a dot, follows links, and enters each folder once. Calls on_error, unless NULL, for what cannot be opened
 * (with errno set for FILE_FAILED), and continues. keep, unless NULL, decides for each file found in a folder whether
 * to add it. Returns false if memory ran out. */
typedef void file_error_handler(void *context, const char *path, enum file_status status);
typedef bool file_filter(void *context, const char *path);
bool file_list_add(struct file_list *list, const char *path, const char *suffix, file_filter *keep,
		   file_error_handler *on_error, void *context) MUST_CHECK;
void file_list_sort(struct file_list *list);
/* Sorts, and removes duplicates (by device and inode). */
void file_list_finish(struct file_list *list);

#endif
