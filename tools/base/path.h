/* Paths as text; nothing is looked up. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/str.h"

/* The folder a path lies in, "." where it has none; a view into path or a constant. */
struct str path_folder(const char *path);
/* Behind the last slash. */
const char *path_name(const char *path);

#endif
