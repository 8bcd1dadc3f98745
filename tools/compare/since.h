/* From which release on progress counts: of items whose answer, kind or meaning changed, or that say so themselves,
 * what learners did before is void. */
#ifndef COMPARE_SINCE_H
#define COMPARE_SINCE_H

#include "compare/compare.h"

struct since {
	struct map items; /* by id: struct since_item, of those that don't count from their first release on */
	struct arena arena;
};

/* By what changed in the comparison, and by what the side before knows, where that is a lock. Release it whatever comes
 * back; false where memory ran out. */
bool since_find(struct since *since, struct comparison *comparison) MUST_CHECK;
void since_release(struct since *since);

/* Number of the release; 0 where all progress counts. */
uint64_t since_of(const struct since *since, const char *id);
/* Appends progress.json, which packs/FORMAT.md describes, of the release that the side after is. */
bool since_write(const struct since *since, const struct side *after, struct buf *out) MUST_CHECK;

#endif
