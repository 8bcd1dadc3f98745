/* Names of files in what is exported. */
#ifndef CONVERT_CORE_NEW_NAME_H
#define CONVERT_CORE_NEW_NAME_H

#include "base/arena.h"
#include "base/map.h"

/* The path, or one with a number before its extension, such that no name in taken is the same, apart from letter case
 * and normal form: not every system tells such names apart. Adds it to taken; it is in the arena. With plain,
 * characters other than ASCII letters, digits and -_./ become hyphens. at is NULL if memory ran out. */
struct str new_name(struct arena *arena, struct map *taken, struct str path, bool plain);

#endif
