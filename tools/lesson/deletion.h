/* The numbered deletions of a cloze, and the shapes of an occlusion: each number makes a card of its own, with the id
 * ID.N. */
#ifndef LESSON_DELETION_H
#define LESSON_DELETION_H

#include "lesson/id.h"
#include "lesson/lesson.h"

enum {
	DELETION_MAX = 99, /* the highest number */
	DELETION_ID_SIZE = ID_MAX + 4,
};

/* The lowest number above after; 0 if there is none. */
unsigned deletion_next(const struct card *card, unsigned after);
/* The first element with that number, or NULL. */
const struct element *deletion_element(const struct card *card, unsigned number);
/* Writes ID.N. The id must be valid. */
void deletion_id(char out[DELETION_ID_SIZE], struct str id, unsigned number);
/* The id of the card element in an id that may be ID.N. */
struct str deletion_base(struct str id);
/* Whether value has the form of an id, or of ID.N. */
bool deletion_id_looks_valid(struct str value);

#endif
