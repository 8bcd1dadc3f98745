/* Pictures that no lesson shows. Each thread notes the files that its lessons show; when all are read, what is left of
 * the files that were found is reported. */
#ifndef CHECK_MEDIA_PICTURE_UNUSED_H
#define CHECK_MEDIA_PICTURE_UNUSED_H

#include "base/file_list.h"
#include "report/report.h"

#include <stdint.h>
#include <sys/stat.h>

/* A file, by whatever path it is reached. */
struct shown_file {
	uint64_t device, number;
};

/* What the lessons of one thread show. */
struct shown_files {
	struct shown_file *files;
	size_t count, room;
	bool unsure; /* a lesson could not be read as it stands, and may show more */
	bool failed; /* memory ran out */
};

void shown_files_init(struct shown_files *shown);
void shown_files_release(struct shown_files *shown);
void shown_files_add(struct shown_files *shown, const struct stat *info);

/* Reports each of pictures that is in none of count threads' files; nothing where one of them is unsure. pictures must
 * outlive the report. False where memory ran out. */
bool report_unused_pictures(const struct file_list *pictures, struct shown_files *const *all, size_t count,
			    struct report *report) MUST_CHECK;

#endif
