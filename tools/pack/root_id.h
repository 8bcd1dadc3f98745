/* Reads the id of a lesson from its root tag only: enough to know which lesson a file contains, whatever mistakes
 * follow. */
#ifndef PACK_ROOT_ID_H
#define PACK_ROOT_ID_H

#include "base/buf.h"

enum root_id_status {
	ROOT_ID_FOUND,
	ROOT_ID_NONE, /* the file cannot be read, is not XML up to there, or its root has no id */
	ROOT_ID_NO_MEMORY,
};

/* Appends the id of the root element of the file at path. */
enum root_id_status root_id_read(const char *path, struct buf *id) MUST_CHECK;

#endif
