/* The root of a content tree: the folder that contains satchel.xml. */
#ifndef CHECK_CORE_TREE_ROOT_H
#define CHECK_CORE_TREE_ROOT_H

#include "base/attributes.h"

#include <stdbool.h>

/* Shortens the real path of a folder to the nearest root, itself or an ancestor; false if there is none. */
bool tree_root_climb(char *path) MUST_CHECK;

/* The real path of a folder, or of its nearest existing ancestor, for files still to be written; the caller frees it.
 * *rest, if rest is not NULL, is the part of folder below it. NULL if there is none, or memory ran out. */
char *tree_root_existing(const char *folder, const char **rest) MUST_CHECK;

#endif
