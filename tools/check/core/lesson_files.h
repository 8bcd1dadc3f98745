/* Which files of a content tree are lessons. */
#ifndef CHECK_CORE_LESSON_FILES_H
#define CHECK_CORE_LESSON_FILES_H

#include "base/attributes.h"

#include <stdbool.h>

#define LESSON_SUFFIX ".xml"

/* A file_filter for files that end in LESSON_SUFFIX: leaves out satchel.xml and retired.xml. */
bool lesson_file(void *context, const char *path);

#endif
