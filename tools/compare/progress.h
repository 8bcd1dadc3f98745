/* The release since which progress counts: for items whose answer, kind or meaning changed, or that declare it, earlier
 * progress is void. */
#ifndef COMPARE_PROGRESS_H
#define COMPARE_PROGRESS_H

#include "compare/compare.h"

struct since {
	struct map items; /* by id: struct since_item, for items whose first release does not count */
	struct arena arena;
};

/* Uses the changes of the comparison, and the old side if it is a lock. Release it whatever the result; false if memory
 * ran out. */
bool since_find(struct since *since, struct comparison *comparison) MUST_CHECK;
void since_release(struct since *since);

/* The number of the release; 0 if all progress counts. */
uint64_t since_of(const struct since *since, const char *id);
/* Appends progress.json, which packs/FORMAT.md describes, for the release of the side after. */
bool since_write(const struct since *since, const struct side *after, struct buf *out) MUST_CHECK;

#endif
