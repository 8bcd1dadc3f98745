/* Locates the lessons of a pack. */
#ifndef PACK_CONTENT_FOLDER_H
#define PACK_CONTENT_FOLDER_H

#include "base/buf.h"

/* Appends the path, relative to the working folder, of the folder that the definition at path definition names relative
 * to itself. False if memory ran out. */
bool content_folder(struct buf *path, const char *definition, struct str folder) MUST_CHECK;

#endif
