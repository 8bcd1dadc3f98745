/* The records of all lessons that are not equal on both sides. */
#ifndef COMPARE_LOADED_H
#define COMPARE_LOADED_H

#include "compare/compare.h"
#include "compare/pairs.h"

struct loaded {
	struct record **of;	     /* for each lesson; NULL where it is equal on both sides */
	const struct record **by_id; /* all of them, lessons too, sorted */
	size_t count;
};

/* Reads on jobs threads into the comparison's arena. Release both whatever comes back. */
enum compare_status loaded_read(struct comparison *comparison, const struct pairs *pairs, unsigned jobs,
				struct loaded *before, struct loaded *after) MUST_CHECK;
void loaded_release(struct loaded *loaded);

/* NULL where no lesson that was loaded has such an item, and none has the id. */
const struct record *loaded_find(const struct loaded *loaded, const char *id);

#endif
