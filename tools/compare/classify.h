/* Determines the kinds of change between two versions of a record. */
#ifndef COMPARE_CLASSIFY_H
#define COMPARE_CLASSIFY_H

#include "compare/compare.h"

/* Old items by content, to detect ids that were swapped. */
struct contents {
	const struct record **table; /* open addressing; NULL: free */
	size_t room;
};

/* A digest of the content of a record, equal for equal content. */
uint64_t classify_content(const struct record *record);

/* Both have the same id. Returns the kinds, 0 if nothing changed; moves are not included. contents are those of the old
 * side, and new_by_id finds the new record of an old id; it may return NULL. */
typedef const struct record *classify_find(const void *context, const char *id);
unsigned classify(struct comparison *comparison, const struct record *before, const struct record *after,
		  const struct contents *contents, classify_find *new_by_id, const void *context);

/* False if memory ran out; release it whatever the result. */
bool contents_make(struct contents *contents, const struct record *const *records, size_t count) MUST_CHECK;
void contents_release(struct contents *contents);

#endif
