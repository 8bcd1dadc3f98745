/* Files that a foreign file contains or names: media of a package, pictures beside a page. */
#ifndef CONVERT_CORE_FILES_H
#define CONVERT_CORE_FILES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/result.h"

/* Finds a file by the name that the source uses, which is never trusted: "..", absolute and other unsafe names are not
 * found. Sets *bytes, valid until the import ends. RESULT_REFUSED: there is no such file; why says so. */
typedef enum result find_file(void *context, struct str name, struct str *bytes, struct buf *why) MUST_CHECK;
/* A find_file for what is beside a file, or in a folder below; context is a struct files_beside. Names may lead to a
 * folder above, at most up times. */
struct files_beside {
	struct arena *arena;
	const char *path; /* of the file that names them */
	unsigned up;
};
find_file files_find_beside;

#endif
