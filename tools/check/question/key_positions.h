/* Where the right options of single-answer questions stand, and whether chance would put them there. */
#ifndef CHECK_QUESTION_KEY_POSITIONS_H
#define CHECK_QUESTION_KEY_POSITIONS_H

#include "lesson/lesson.h"

enum { KEY_POSITIONS = 10 }; /* questions of more options are left out */

struct key {
	unsigned options;  /* how many the question has */
	unsigned position; /* of the right one, from 0 */
};

/* False where the question has several right options or none, or is of another kind. */
bool question_key(const struct question *question, struct key *key);

/* How often the right option stood first, second … and how often it would by lot. */
struct key_positions {
	double seen[KEY_POSITIONS], expected[KEY_POSITIONS];
	long questions;
};

void key_positions_add(struct key_positions *positions, struct key key);
/* How far from even they are: chi-square as a multiple of what chance exceeds once in a thousand times; above 1 it is
 * hardly by lot. *most is the position with the most right options too many. */
double key_positions_unevenness(const struct key_positions *positions, size_t *most);

#endif
