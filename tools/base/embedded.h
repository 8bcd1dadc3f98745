/* Files compiled into the programs, so that an installed program needs no other files. tools/embed generates the
 * tables. */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
	const char *path;  /* path in the source tree: schema/lesson.xsd; NULL at the end of the table */
	const char *bytes; /* followed by a zero byte that len does not count */
	size_t len;
};

extern const struct embedded_file embedded_schemas[];	  /* schema/NAME.xsd */
extern const struct embedded_file embedded_pages[];	  /* tools/check/rules/FAMILY/NAME.md */
extern const struct embedded_file embedded_site[];	  /* the player as it is deployed: player/main.js */
extern const struct embedded_file embedded_page_script[]; /* all modules of the player as one script */

#endif
