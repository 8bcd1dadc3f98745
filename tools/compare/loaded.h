/* The records of all lessons that differ between the sides. */
#ifndef COMPARE_LOADED_H
#define COMPARE_LOADED_H

#include "compare/compare.h"
#include "compare/pairs.h"

struct loaded {
	struct record **of;	     /* one per lesson; NULL if it is equal on both sides */
	const struct record **by_id; /* all records, including lessons, sorted */
	size_t count;
};

/* Reads on jobs threads into the comparison's arena. Release both whatever the result. */
enum result loaded_read(struct comparison *comparison, const struct pairs *pairs, unsigned jobs, struct loaded *before,
			struct loaded *after) MUST_CHECK;
void loaded_release(struct loaded *loaded);

/* The record with the same id as one of own, the other side. Of a cloze that has numbered blanks on one side only: its
 * first deletion for the whole cloze, or the reverse. Else NULL. */
const struct record *loaded_partner(const struct loaded *loaded, const struct loaded *own, const struct record *record);
/* NULL if no loaded lesson has that id, or contains an item with it. */
const struct record *loaded_find(const struct loaded *loaded, const char *id);

#endif
