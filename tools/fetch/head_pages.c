/* The pages of the index: those that the stock has are copied, the others fetched. */
#include "fetch/making.h"

#include "fetch/pages.h"

#include <stdlib.h>

/* Checks a page that has landed. */
struct page_check {
	struct making *making;
	const struct page_list *pages;
};

static enum fetch_status check_page(void *context, const struct piece *piece, struct buf *why)
{
	const struct page_check *check = context;
	return making_check(check->making, &check->pages->at[piece->entry].entry, why);
}

static int by_place(const void *a, const void *b)
{
	uint64_t x = ((const struct page *)a)->entry.offset, y = ((const struct page *)b)->entry.offset;
	return (x > y) - (x < y);
}

/* Gets those of the pages that are neither there nor in the stock. */
static enum fetch_status get_pages(struct making *making, struct page_list *pages, struct buf *why)
{
	struct landing landing;
	struct page_check check = { making, pages };
	enum fetch_status status = FETCH_OK;
	landing_init(&landing, &making->image, why);
	landing.check = check_page;
	landing.context = &check;
	if (pages->count > 1)
		qsort(pages->at, pages->count, sizeof(*pages->at), by_place);
	for (size_t i = 0; status == FETCH_OK && i < pages->count; i++) {
		const struct satchel_entry *page = &pages->at[i].entry;
		if (page->offset + entry_extent(page) > making->edition->head)
			status = fetch_because(FETCH_REFUSED, why, "the pack: %s: it is not in the head that latest.json tells",
					       page->name);
		else if (!making_has(making, page) && !making_copy(making, page, &status, why) && status == FETCH_OK)
			status = landing_add(&landing, page->offset, entry_extent(page), i);
		if (status == FETCH_REFUSED && why->len == 0)
			fetch_because(status, why, "the pack: %s: it overlaps another page", page->name);
	}
	if (status == FETCH_OK)
		status = transfer_get(&making->transfer, &landing, why);
	landing_release(&landing);
	return status;
}

/* Appends the pages below those of above. */
static enum fetch_status look_below(const struct making *making, const struct page_list *above, struct page_list *below,
				    struct buf *why)
{
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; status == FETCH_OK && i < above->count; i++) {
		struct satchel_bytes bytes;
		struct satchel_error error;
		if (satchel_read_entry(making->pack, &above->at[i].entry, &bytes, &error) != SATCHEL_OK)
			return fetch_because_of(&error, "the pack", why);
		status = pages_of(below, &above->at[i], &bytes, why);
		satchel_bytes_free(&bytes);
	}
	return status;
}

/* Level by level: each tells of the one below it. */
enum fetch_status head_get_pages(struct making *making, struct buf *why)
{
	enum { LEVELS = 3 };
	struct page index = { .list = PAGES_OF_INDEX };
	struct page_list above = { .at = &index, .count = 1 }, below;
	struct satchel_error error;
	enum fetch_status status = FETCH_OK;
	if (satchel_find_entry(making->pack, "index.json", &index.entry, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	for (int level = 0; level < LEVELS && status == FETCH_OK && above.count > 0; level++) {
		below = (struct page_list){ .at = NULL };
		buf_clear(why);
		status = look_below(making, &above, &below, why);
		if (status == FETCH_OK)
			status = get_pages(making, &below, why);
		if (above.at != &index)
			page_list_release(&above);
		above = below;
	}
	if (above.at != &index)
		page_list_release(&above);
	return status;
}
