/* Reports pictures that no lesson shows, and that are no cover of a pack. Each thread records the files that its lessons
 * show; when all lessons are read, the remaining files are reported. */
#ifndef CHECK_MEDIA_PICTURE_UNUSED_H
#define CHECK_MEDIA_PICTURE_UNUSED_H

#include "base/file_list.h"
#include "report/report.h"

#include <stdint.h>
#include <sys/stat.h>

/* A file, identified independently of its path. */
struct shown_file {
	uint64_t device, number;
};

/* The files that the lessons of one thread show. */
struct shown_files {
	struct shown_file *files;
	size_t count, room;
	bool unsure; /* a lesson could not be read completely, and may show more */
	bool failed; /* memory ran out */
};

void shown_files_init(struct shown_files *shown);
void shown_files_release(struct shown_files *shown);
void shown_files_add(struct shown_files *shown, const struct stat *info);
/* picture_cover.c: adds the cover of the pack definition at path, if its bytes are one and name it. */
void shown_files_add_cover(struct shown_files *shown, const char *path, struct str bytes);
/* Adds those of the pack definitions in the folder packs beside a tree of lessons. */
void shown_files_add_covers(struct shown_files *shown, const char *tree);

/* Reports each of pictures that is not among the files of any of count threads; nothing if one of them is unsure.
 * pictures must outlive the report. False if memory ran out. */
bool report_unused_pictures(const struct file_list *pictures, struct shown_files *const *all, size_t count,
			    struct report *report) MUST_CHECK;

#endif
