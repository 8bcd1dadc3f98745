/* Files of Satchel that are no lessons, but lie among them where a whole repository is named. */
#ifndef LESSON_OTHER_FILE_H
#define LESSON_OTHER_FILE_H

#include "base/str.h"

/* What the namespace is of, such as "a pack definition, …"; NULL if none of those files has it. */
const char *other_file_of(struct str namespace);
/* The same for a file, by its root element; NULL if it may be a lesson. */
const char *other_file(struct str bytes);
/* Whether a file can have been meant as a lesson, however broken: it is not empty, and says so anywhere. */
bool may_be_lesson(struct str bytes);

#endif
