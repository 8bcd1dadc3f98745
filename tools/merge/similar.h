/* How similar two texts are. */
#ifndef MERGE_SIMILAR_H
#define MERGE_SIMILAR_H

#include "base/attributes.h"
#include "base/str.h"

enum {
	SIMILAR_LEAST = 50, /* percent, of texts that are probably versions of each other */
	SIMILAR_REACH = 50, /* pieces that are compared with one */
};

/* The number of words, or tags, that both have, in percent of the mean of theirs. False if memory ran out. */
bool similar_percent(struct str a, struct str b, unsigned *percent) MUST_CHECK;

#endif
