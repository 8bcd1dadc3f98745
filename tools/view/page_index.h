/* The elements of an array of a lesson, such as its sources, by their ids. */
#ifndef VIEW_PAGE_INDEX_H
#define VIEW_PAGE_INDEX_H

#include "view/page.h"

struct page_part {
	struct json_string id;
	const struct json_token *at;
	size_t number; /* its position in the array, from 1 */
};

/* array may be NULL. If memory runs out, the page fails. */
void page_index_make(struct page_index *index, const struct text_page *page, const struct json_token *array);
void page_index_release(struct page_index *index);
/* NULL if there is none. */
const struct page_part *page_index_find(const struct page_index *index, struct json_string id);

#endif
