/* Paths as text. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/buf.h"
#include "base/str.h"

/* The folder part of a path, "." if it has none; a view into path or a constant. */
struct str path_folder(const char *path);
/* The part after the last slash. */
const char *path_name(const char *path);
/* Whether path is folder or below it; both are absolute, without "." and "..". */
bool path_is_below(const char *path, const char *folder);
/* Appends the path of the file name in folder, or of folder itself if name is NULL: relative to the working folder if
 * it is below it. */
void path_shown(struct buf *out, const char *folder, const char *name);
/* Appends an absolute path without ".", ".." and repeated slashes; the file need not exist. here is the folder for
 * relative paths. */
void path_absolute(struct buf *out, const char *here, const char *path);

#endif
