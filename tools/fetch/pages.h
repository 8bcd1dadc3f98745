/* Which pages a file of the index names: index.json, or a page of pages. It looks only, to know what to fetch; the reader
 * checks them when they are there. */
#ifndef FETCH_PAGES_H
#define FETCH_PAGES_H

#include "fetch/status.h"

struct page {
	struct satchel_entry entry;
	unsigned list; /* lessons, outline, items or files, from 0 */
};

struct page_list {
	struct page *at;
	size_t count, room;
};

/* The lists' number for index.json itself. */
enum { PAGES_OF_INDEX = 4, PAGES_LISTS = 4 };

void page_list_release(struct page_list *list);
/* Appends the pages that file names, whose raw bytes are given. FETCH_REFUSED where they are not as they should be. */
enum fetch_status pages_of(struct page_list *list, const struct page *file, const struct satchel_bytes *bytes,
			   struct buf *why) MUST_CHECK;

#endif
