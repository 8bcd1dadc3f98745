/* Satchel's other XML files, which may be among the lessons when a whole repository is checked. */
#ifndef LESSON_OTHER_FILE_H
#define LESSON_OTHER_FILE_H

#include "base/str.h"

/* A description for the namespace, such as "a pack definition, …"; NULL if it is none of theirs. */
const char *other_file_of(struct str namespace);
/* The same for a file, by its root element; NULL if it may be a lesson. */
const char *other_file(struct str bytes);
/* Whether a file may be meant as a lesson, however broken: it has the namespace or <lesson somewhere, or is empty, or
 * is named .xml but has no element. */
bool may_be_lesson(struct str bytes, const char *path);

#endif
