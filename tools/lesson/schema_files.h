/* The schemas inside the program, and nothing else: what libxml2 may open. */
#ifndef LESSON_SCHEMA_FILES_H
#define LESSON_SCHEMA_FILES_H

#include "base/embedded.h"

/* The schema of that name, lesson.xsd; NULL where there is none. */
const struct embedded_file *schema_file(const char *name);

/* From then on libxml2 gets the schemas inside the program when it asks for a file of their names, and nothing
 * when it asks for any other file or address, in this whole process. Call it before any thread. */
void schema_files_only(void);

#endif
