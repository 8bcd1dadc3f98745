/* Which pages a file of the index names: index.json, or a page of pages. It looks only, to know what to fetch; the
 * reader checks them when they are there. */
#ifndef FETCH_PAGES_H
#define FETCH_PAGES_H

#include "fetch/status.h"

struct page {
	struct satchel_entry entry;
	unsigned list;			  /* one of those below */
	char first[SATCHEL_NAME_MAX + 1]; /* the key of its first row */
	uint64_t rows;
};

struct page_list {
	struct page *at;
	size_t count, room;
};

/* PAGES_OF_INDEX is for index.json itself. */
enum { PAGES_LESSONS, PAGES_OUTLINE, PAGES_ITEMS, PAGES_FILES, PAGES_LISTS, PAGES_OF_INDEX = PAGES_LISTS };

void page_list_release(struct page_list *list);
/* Appends the pages that file names, whose raw bytes are given. FETCH_REFUSED where they are not as they should be. */
enum fetch_status pages_of(struct page_list *list, const struct page *file, const struct satchel_bytes *bytes,
			   struct buf *why) MUST_CHECK;

#endif
