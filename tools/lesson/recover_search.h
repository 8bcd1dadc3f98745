/* Internals of the search for the best interpretation of a file. */
#ifndef LESSON_RECOVER_SEARCH_H
#define LESSON_RECOVER_SEARCH_H

#include "lesson/recover_scan.h"

#include <limits.h>

enum { SEARCH_WIDTH_MAX = 64 };

enum over { OVER_NO, OVER_YES, OVER_REPORTED };

/* An interpretation of the file up to the current token. */
struct state {
	const struct spot *top; /* NULL: nothing is open */
	unsigned rank;          /* of its last child; 0: none */
	bool filled;            /* the innermost element has content */
	bool skip;              /* the next token has already been processed */
	enum over over;         /* the root has ended */
	unsigned cost;
	unsigned hints;         /* how often the layout contradicts it */
	struct turn *turns;     /* the last one */
};

struct search {
	struct scan *scan;
	uint32_t index; /* of the current token */
	size_t width;
	struct state states[SEARCH_WIDTH_MAX];
	size_t count;
	struct state next[SEARCH_WIDTH_MAX];
	size_t next_count;
	unsigned best;
};

#endif
