/* The files that lessons show or play. */
#ifndef CHECK_MEDIA_MEDIA_FILE_H
#define CHECK_MEDIA_MEDIA_FILE_H

#include "base/file.h"
#include "check/core/rules.h"

/* The properties of a file, which several lessons may show. */
struct media_file {
	struct media media;
	struct svg_look svg;
	size_t size;
	enum file_status status;
};

/* What is known of the file; NULL if it is not there, which check_pictures reports, or if memory ran out. */
const struct media_file *media_file_find(struct lesson_check *check, const struct attribute *path);
/* A lesson_file_visitor: reports what is wrong with a file; context is the struct lesson_check. */
void media_file_check(void *context, const struct lesson_file *file);
/* recording.c: reports what audio or video lacks. */
void media_recording_check(struct lesson_check *check, const struct block *block, struct str item);

#endif
