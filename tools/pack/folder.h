/* Where the lessons of a pack are. */
#ifndef PACK_FOLDER_H
#define PACK_FOLDER_H

#include "base/buf.h"

/* Appends the path, as seen from here, of the folder that the definition at path definition names relative to itself.
 * False where memory ran out. */
bool pack_folder(struct buf *path, const char *definition, struct str folder) MUST_CHECK;

#endif
