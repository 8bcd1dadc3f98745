/* The pages that a file of the index names: index.json, or a page of pages. Only finds out what to fetch; the reader
 * validates the pages once they are present. */
#ifndef FETCH_PAGES_H
#define FETCH_PAGES_H

#include "fetch/status.h"

struct page_list {
	struct satchel_entry *at;
	size_t count, room;
};

void page_list_release(struct page_list *list);
/* Appends the pages that file names; raw is its content. FETCH_REFUSED if the list is invalid. */
enum fetch_status pages_of(struct page_list *list, const struct satchel_entry *file, const struct satchel_bytes *bytes,
			   struct buf *why) MUST_CHECK;

#endif
