#include "check/question/key_positions.h"

/* The value that chi-square exceeds by chance with a probability of 1 in 1000, by degrees of freedom. */
static double critical(size_t freedom)
{
	static const double values[KEY_POSITIONS] = { 0,      10.828, 13.816, 16.266, 18.467,
						      20.515, 22.458, 24.322, 26.124, 27.877 };
	return values[freedom < KEY_POSITIONS ? freedom : KEY_POSITIONS - 1];
}

bool question_key(const struct question *question, struct key *key)
{
	unsigned count = 0, keys = 0;
	for (const struct option *o = question->options; o; o = o->next, count++) {
		if (!o->correct)
			continue;
		key->position = count;
		keys++;
	}
	key->options = count;
	return keys == 1 && count >= 2 && count <= KEY_POSITIONS && question->kind == QUESTION_SINGLE;
}

void key_positions_add(struct key_positions *positions, struct key key)
{
	for (unsigned i = 0; i < key.options; i++)
		positions->expected[i] += 1.0 / key.options;
	positions->seen[key.position]++;
	positions->questions++;
}

double key_positions_unevenness(const struct key_positions *positions, size_t *most)
{
	double chi = 0;
	size_t freedom = 0;
	*most = 0;
	for (size_t i = 0; i < KEY_POSITIONS && positions->expected[i] > 0; i++) {
		double off = positions->seen[i] - positions->expected[i];
		chi += off * off / positions->expected[i];
		freedom = i;
		if (off > positions->seen[*most] - positions->expected[*most])
			*most = i;
	}
	return freedom ? chi / critical(freedom) : 0;
}
