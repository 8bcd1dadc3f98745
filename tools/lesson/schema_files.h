/* The embedded schemas, the only files that libxml2 may open. */
#ifndef LESSON_SCHEMA_FILES_H
#define LESSON_SCHEMA_FILES_H

#include "base/embedded.h"

/* The schema of that name, such as lesson.xsd, or NULL. */
const struct embedded_file *schema_file(const char *name);

/* Afterwards libxml2 gets the embedded schemas when it opens files of their names, and nothing for any other file or
 * URL, in the whole process. Call it before starting threads. */
void schema_files_only(void);

#endif
