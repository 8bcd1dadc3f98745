/* Positions of keys in single-answer questions, and whether they could be random. */
#ifndef CHECK_QUESTION_KEY_POSITIONS_H
#define CHECK_QUESTION_KEY_POSITIONS_H

#include "lesson/lesson.h"

enum { KEY_POSITIONS = 10 }; /* questions with more options are ignored */

struct key {
	unsigned options;  /* number of options */
	unsigned position; /* of the key, from 0 */
};

/* False if the question has several keys or none, or is of another kind. */
bool question_key(const struct question *question, struct key *key);

/* How often the key was first, second …, and how often it would be at random. */
struct key_positions {
	double seen[KEY_POSITIONS], expected[KEY_POSITIONS];
	long questions;
};

void key_positions_add(struct key_positions *positions, struct key key);
/* The deviation from an even distribution: chi-square divided by the value that chance exceeds with a probability of 1
 * in 1000; above 1 it is hardly random. *most is the position with the greatest excess of keys. */
double key_positions_unevenness(const struct key_positions *positions, size_t *most);

#endif
