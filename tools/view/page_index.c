#include "view/page_index.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b)
{
	const struct page_part *x = a, *y = b;
	int order = string_compare(x->id, y->id);
	return order ? order : (x->number > y->number) - (x->number < y->number);
}

void page_index_make(struct page_index *index, const struct text_page *page, const struct json_token *array)
{
	const struct json_token *part = NULL;
	size_t count = 0;
	while (page_each(page, array, &part))
		count++;
	*index = (struct page_index){ .parts = calloc(count + 1, sizeof(*index->parts)) };
	page->out->failed = page->out->failed || !index->parts;
	for (part = NULL; index->parts && page_each(page, array, &part); index->count++)
		index->parts[index->count] =
			(struct page_part){ page_string(page, part, "id"), part, index->count + 1 };
	if (index->count > 1)
		qsort(index->parts, index->count, sizeof(*index->parts), by_id);
}

void page_index_release(struct page_index *index)
{
	free(index->parts);
	*index = (struct page_index){ .parts = NULL };
}

static int has_id(const void *id, const void *part)
{
	return string_compare(*(const struct json_string *)id, ((const struct page_part *)part)->id);
}

const struct page_part *page_index_find(const struct page_index *index, struct json_string id)
{
	return index->count ? bsearch(&id, index->parts, index->count, sizeof(*index->parts), has_id) : NULL;
}
