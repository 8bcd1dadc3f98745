/* Lines that Git leaves in a file where two branches changed the same. */
#ifndef BASE_CONFLICT_H
#define BASE_CONFLICT_H

#include "base/str.h"

/* Whether a line is one of them: <<<<<<< NAME, ||||||| NAME, =======, >>>>>>> NAME. */
bool conflict_is_line(struct str line);
/* Finds the first line of a conflict in a text, without its end; rows of = alone are none. False if there is none. */
bool conflict_find(struct str text, struct str *line);

#endif
