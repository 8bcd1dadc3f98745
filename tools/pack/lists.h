/* The lists of the index as rows of JSON: lessons, outline, items and files. packs/FORMAT.md specifies the rows. */
#ifndef PACK_LISTS_H
#define PACK_LISTS_H

#include "pack/edition.h"
#include "reader/lists.h"

struct list_row {
	struct str key;    /* the key of a page that begins with this row */
	size_t start, end; /* in text */
	uint64_t offset;   /* of the entry that it locates, from the first lesson */
};

/* Consecutive rows are contiguous text, separated by commas. */
struct index_list {
	struct buf text;
	struct list_row *rows;
	size_t count, room;
	bool located;    /* the rows locate entries */
	uint64_t extent; /* of these entries, in bytes */
	bool failed;     /* memory ran out */
};

/* Rows and keys point into the edition, which must outlive them. False if memory ran out; release them even then. */
bool lists_make(struct index_list lists[LISTS], const struct edition *edition) MUST_CHECK;
void lists_release(struct index_list lists[LISTS]);

#endif
