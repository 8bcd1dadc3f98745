/* The pages that a file of the index names: index.json, or a page of pages. Only finds out what to fetch; the reader
 * validates the pages once they are present. */
#ifndef FETCH_PAGES_H
#define FETCH_PAGES_H

#include "fetch/status.h"

struct index_page {
	struct satchel_entry entry;
	unsigned list;			  /* PAGES_LESSONS to PAGES_FILES */
	char first[SATCHEL_NAME_MAX + 1]; /* the key of its first row */
	uint64_t rows;
};

struct page_list {
	struct index_page *at;
	size_t count, room;
};

/* PAGES_OF_INDEX is index.json itself. */
enum { PAGES_LESSONS, PAGES_OUTLINE, PAGES_ITEMS, PAGES_FILES, PAGES_LISTS, PAGES_OF_INDEX = PAGES_LISTS };

void page_list_release(struct page_list *list);
/* Appends the pages that file names; raw is its content. FETCH_REFUSED if the list is invalid. */
enum fetch_status pages_of(struct page_list *list, const struct index_page *file, const struct satchel_bytes *bytes,
			   struct buf *why) MUST_CHECK;

#endif
