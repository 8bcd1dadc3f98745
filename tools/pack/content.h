/* Where the lessons of a pack are: the content folder, and the tree that it is a part of. */
#ifndef PACK_CONTENT_H
#define PACK_CONTENT_H

#include "base/buf.h"
#include "base/file_list.h"

struct content {
	struct buf path;          /* the folder as seen from here */
	struct buf root;          /* of the tree: the nearest folder upwards that holds satchel.xml; else the same */
	struct file_list lessons; /* all lessons in path */
	struct file_list context; /* the other lessons of the tree, which may be linked to */
};

void content_init(struct content *content);
void content_release(struct content *content);
/* folder is named relative to the folder of the definition. What can't be opened is told to on_error. False where
 * memory ran out. */
bool content_find(struct content *content, const char *definition, struct str folder, file_error_handler *on_error,
		  void *context) MUST_CHECK;

#endif
