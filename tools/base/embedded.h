/* Files of this tree that the programs carry inside them, so that an installed program needs none
 * beside it. tools/embed makes the tables when the programs are built. */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
	const char *path;  /* in this tree: schema/lesson.xsd; NULL behind the last */
	const char *bytes; /* a zero follows that len does not count */
	size_t len;
};

extern const struct embedded_file embedded_schemas[]; /* schema/NAME.xsd */
extern const struct embedded_file embedded_pages[];   /* tools/check/rules/FAMILY/NAME.md */

#endif
