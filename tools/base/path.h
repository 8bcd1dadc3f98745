/* Paths as text. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/buf.h"
#include "base/str.h"

/* The folder a path lies in, "." where it has none; a view into path or a constant. */
struct str path_folder(const char *path);
/* Behind the last slash. */
const char *path_name(const char *path);
/* Whether path is folder or below it; both are absolute, without "." and "..". */
bool path_is_below(const char *path, const char *folder);
/* Appends the path of the file name in folder, or of the folder itself where name is NULL: relative to the working folder
 * where folder lies below it, so as a person would write it. */
void path_shown(struct buf *out, const char *folder, const char *name);
/* Appends the path as an absolute one, without ".", ".." and doubled slashes, whether or not there is such a file; here is
 * the folder that relative paths start from. */
void path_absolute(struct buf *out, const char *here, const char *path);

#endif
