/* What kinds of change two versions of one record show. */
#ifndef COMPARE_CLASSIFY_H
#define COMPARE_CLASSIFY_H

#include "compare/compare.h"

/* Old items by what they say: where an id got the text of another id, the two were exchanged. */
struct contents {
	const struct record **table; /* open addressing; NULL: free */
	size_t room;
};

/* Digest of all that a record says; records that say the same have the same. */
uint64_t classify_content(const struct record *record);

/* Both are of the same id. Returns the kinds, 0 where nothing changed; that something moved is not among them. contents
 * are of the old side, and new_by_id finds what an old id is now; it may return NULL. */
typedef const struct record *classify_find(const void *context, const char *id);
unsigned classify(struct comparison *comparison, const struct record *before, const struct record *after,
		  const struct contents *contents, classify_find *new_by_id, const void *context);

/* False where memory ran out; release it whatever comes back. */
bool contents_make(struct contents *contents, const struct record *const *records, size_t count) MUST_CHECK;
void contents_release(struct contents *contents);

#endif
