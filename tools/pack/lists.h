/* The lists of the index as JSON, row by row: lessons, outline, items and files. packs/FORMAT.md says what a row
 * holds. */
#ifndef PACK_LISTS_H
#define PACK_LISTS_H

#include "pack/edition.h"

enum list_id { LIST_LESSONS, LIST_OUTLINE, LIST_ITEMS, LIST_FILES, LISTS };

struct list_row {
	struct str key;    /* what a page that begins with it is found by */
	size_t start, end; /* of its bytes in text */
};

/* Consecutive rows are a piece of text: commas stand between them. */
struct list {
	struct buf text;
	struct list_row *rows;
	size_t count, room;
	bool failed; /* memory ran out */
};

/* How index.json names it. */
extern const char *const list_names[LISTS];

/* Rows and keys point into the edition, which must outlive them. False where memory ran out; release them all the
 * same. */
bool lists_make(struct list lists[LISTS], const struct edition *edition) MUST_CHECK;
void lists_release(struct list lists[LISTS]);

#endif
