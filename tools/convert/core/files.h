/* Files that a foreign file contains or names: media of a package, pictures beside a page. */
#ifndef CONVERT_CORE_FILES_H
#define CONVERT_CORE_FILES_H

#include "base/buf.h"
#include "base/result.h"

/* Finds a file by the name that the source uses, which is never trusted: "..", absolute and other unsafe names are not
 * found. Sets *bytes, valid until the import ends. RESULT_REFUSED: there is no such file; why says so. */
typedef enum result find_file(void *context, struct str name, struct str *bytes, struct buf *why) MUST_CHECK;

#endif
