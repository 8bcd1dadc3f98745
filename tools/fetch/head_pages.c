/* Gets the pages of the index: copies those that the local entries have, fetches the others. */
#include "fetch/pages.h"
#include "fetch/update.h"

#include <stdlib.h>

/* Checks a page once it is complete. */
struct page_check {
	struct update *update;
	const struct page_list *pages;
};

static enum fetch_status check_page(void *context, const struct piece *piece, struct buf *why)
{
	const struct page_check *check = context;
	return update_check(check->update, &check->pages->at[piece->entry], why);
}

static int by_offset(const void *a, const void *b)
{
	uint64_t x = ((const struct satchel_entry *)a)->offset, y = ((const struct satchel_entry *)b)->offset;
	return (x > y) - (x < y);
}

/* Gets the pages that are neither present nor in the local entries. */
static enum fetch_status get_pages(struct update *update, struct page_list *pages, struct buf *why)
{
	struct range_assembler assembler;
	struct page_check check = { update, pages };
	enum fetch_status status = FETCH_OK;
	assembler_init(&assembler, &update->partial, why);
	assembler.check = check_page;
	assembler.context = &check;
	if (pages->count > 1)
		qsort(pages->at, pages->count, sizeof(*pages->at), by_offset);
	for (size_t i = 0; status == FETCH_OK && i < pages->count; i++) {
		const struct satchel_entry *page = &pages->at[i];
		if (page->offset + zip_extent(page) > update->edition->head)
			status =
				fetch_because(FETCH_REFUSED, why,
					      "the pack: %s: outside the head that latest.json gives", page->name);
		else if (!update_has(update, page) && !update_copy_entry(update, page, &status, why) && status == FETCH_OK)
			status = assembler_add(&assembler, page->offset, zip_extent(page), i);
		if (status == FETCH_REFUSED && why->len == 0)
			fetch_because(status, why, "the pack: %s: overlaps another page", page->name);
	}
	if (status == FETCH_OK)
		status = transfer_get(&update->transfer, &assembler, why);
	assembler_release(&assembler);
	return status;
}

/* Appends the child pages of those in above. */
static enum fetch_status list_children(const struct update *update, const struct page_list *above, struct page_list *below,
				    struct buf *why)
{
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; status == FETCH_OK && i < above->count; i++) {
		struct satchel_bytes bytes;
		struct satchel_error error;
		if (satchel_read_entry(update->pack, &above->at[i], &bytes, &error) != SATCHEL_OK)
			return fetch_because_of(&error, "the pack", why);
		status = pages_of(below, &above->at[i], &bytes, why);
		satchel_bytes_free(&bytes);
	}
	return status;
}

/* Descend level by level: each level lists the pages of the next. */
enum fetch_status head_get_pages(struct update *update, struct buf *why)
{
	enum { LEVELS = 3 };
	struct satchel_entry index;
	struct page_list above = { .at = &index, .count = 1 }, below;
	struct satchel_error error;
	enum fetch_status status = FETCH_OK;
	if (satchel_find_entry(update->pack, "index.json", &index, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	for (int level = 0; level < LEVELS && status == FETCH_OK && above.count > 0; level++) {
		below = (struct page_list){ .at = NULL };
		buf_clear(why);
		status = list_children(update, &above, &below, why);
		if (status == FETCH_OK)
			status = get_pages(update, &below, why);
		if (above.at != &index)
			page_list_release(&above);
		above = below;
	}
	if (above.at != &index)
		page_list_release(&above);
	return status;
}
