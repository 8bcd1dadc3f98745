/* The root of a content tree: the folder that holds satchel.xml. */
#ifndef CHECK_CORE_TREE_ROOT_H
#define CHECK_CORE_TREE_ROOT_H

#include "base/attributes.h"

#include <stdbool.h>

/* Cuts the real path of a folder back to the nearest root, itself or upwards; false where there is none. */
bool tree_root_climb(char *path) MUST_CHECK;

/* The real path of a folder, or of the nearest one above it that exists, for files that are still to be written; the
 * caller frees it. rest, which may be NULL, becomes what of folder is below that. NULL if there is none, or memory ran
 * out. */
char *tree_root_existing(const char *folder, const char **rest) MUST_CHECK;

#endif
