/* Adds to lessons what must not be missing in one. */
#ifndef CONVERT_CORE_IMPORT_COMPLETE_H
#define CONVERT_CORE_IMPORT_COMPLETE_H

#include "convert/core/import.h"

/* The title becomes the summary, and the title and text of a section, of lessons without one. */
void import_complete(struct import *import, struct import_lesson *lesson);
/* Whether nothing of the source is left in the lesson. */
bool import_is_empty(const struct import_lesson *lesson);
/* Removes the part with that id from the lesson; false if there is none. A question set goes with its last question. */
bool import_remove(struct import_lesson *made, struct str id);

#endif
