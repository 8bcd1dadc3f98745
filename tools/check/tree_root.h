/* The root of a content tree: the folder that holds satchel.xml. */
#ifndef CHECK_TREE_ROOT_H
#define CHECK_TREE_ROOT_H

#include "base/attributes.h"

#include <stdbool.h>

/* Cuts the real path of a folder back to the nearest root, itself or upwards; false where there is none. */
bool tree_root_climb(char *path) MUST_CHECK;

#endif
