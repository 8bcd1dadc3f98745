/* Conflict markers, which Git leaves in a file if two branches changed the same lines. */
#ifndef BASE_CONFLICT_H
#define BASE_CONFLICT_H

#include "base/str.h"

/* Whether a line is a marker: <<<<<<< NAME, ||||||| NAME, =======, >>>>>>> NAME. */
bool conflict_is_line(struct str line);
/* Finds the first marker in a text; *line excludes its line end. Ignores ======= outside conflicts. False if there is
 * none. */
bool conflict_find(struct str text, struct str *line);

#endif
