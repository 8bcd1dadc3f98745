/* Gets the pages of the index: copies those that the local entries have, makes or fetches the others. */
#include "fetch/item_pages.h"

#include <stdlib.h>

/* Checks a page once it is complete. */
struct page_check {
	struct update *update;
	const struct page_list *pages;
};

static enum fetch_status check_page(void *context, const struct piece *piece, struct buf *why)
{
	const struct page_check *check = context;
	return update_check(check->update, &check->pages->at[piece->entry].entry, why);
}

static int by_offset(const void *a, const void *b)
{
	uint64_t x = ((const struct index_page *)a)->entry.offset, y = ((const struct index_page *)b)->entry.offset;
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
		const struct satchel_entry *page = &pages->at[i].entry;
		if (page->offset + zip_extent(page) > update->edition->head)
			status =
				fetch_because(FETCH_REFUSED, why,
					      "the pack: %s: outside the head that latest.json gives", page->name);
		else if (!update_has(update, page) && !update_copy_entry(update, page, &status, why) &&
			 status == FETCH_OK)
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
static enum fetch_status list_children(const struct update *update, const struct page_list *above,
				       struct page_list *below, struct buf *why)
{
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; status == FETCH_OK && i < above->count; i++) {
		struct satchel_bytes bytes;
		struct satchel_error error;
		if (satchel_read_entry(update->pack, &above->at[i].entry, &bytes, &error) != SATCHEL_OK)
			return fetch_because_of(&error, "the pack", why);
		status = pages_of(below, &above->at[i], &bytes, why);
		satchel_bytes_free(&bytes);
	}
	return status;
}

/* Computes the cost of the transfer if all pages of items can be made. */
static enum fetch_status count_changed(struct update *update, struct item_pages *made, struct buf *why)
{
	struct range_assembler assembler;
	assembler_init(&assembler, &update->partial, why);
	enum fetch_status status = item_pages_want(made, update, &assembler, why);
	if (status == FETCH_OK)
		status = body_expect(update, &assembler);
	update->cost_known = status == FETCH_OK;
	assembler_release(&assembler);
	return status;
}

/* The shortest row of items: ["a","card","b"] */
enum { LEVELS = 3, ITEM_MIN = 16 };

/* Whether the page can be made. One that is too short for its rows is a page of pages. */
static bool is_for_items(const struct index_page *page)
{
	return page->list == PAGES_ITEMS && page->entry.raw_size / ITEM_MIN >= page->rows;
}

/* Moves the pages for items to later if some are missing. */
static enum fetch_status postpone_items(struct update *update, struct page_list *pages, struct page_list *later)
{
	bool missing = false;
	size_t count = 0;
	for (size_t i = 0; !missing && i < pages->count; i++)
		missing = is_for_items(&pages->at[i]) && !update_has(update, &pages->at[i].entry) &&
			  !local_entries_find(&update->local, &pages->at[i].entry);
	if (!missing)
		return FETCH_OK;
	*later = (struct page_list){ .at = calloc(pages->count, sizeof(*later->at)) };
	if (!later->at)
		return FETCH_NO_MEMORY;
	for (size_t i = 0; i < pages->count; i++) {
		if (is_for_items(&pages->at[i]))
			later->at[later->count++] = pages->at[i];
		else
			pages->at[count++] = pages->at[i];
	}
	pages->count = count;
	return FETCH_OK;
}

/* Pages at a level below index.json, and the levels that are left. */
struct descent {
	struct page_list pages;
	unsigned levels;
};

/* Gets these pages and those below them, level by level: each level lists the pages of the next. Pages of items, if
 * some are missing, are left in later, or made, if they can be. */
static enum fetch_status descend(struct update *update, struct descent *from, struct descent *later,
				 const struct item_pages *made, struct buf *why)
{
	enum fetch_status status = FETCH_OK;
	for (; status == FETCH_OK && from->levels > 0 && from->pages.count > 0; from->levels--) {
		struct page_list below = { .at = NULL };
		if (later && later->pages.count == 0) {
			later->levels = from->levels;
			status = postpone_items(update, &from->pages, &later->pages);
		} else if (made) {
			status = item_pages_make(made, update, &from->pages, why);
		}
		if (status == FETCH_OK)
			status = get_pages(update, &from->pages, why);
		if (status == FETCH_OK && from->levels > 1)
			status = list_children(update, &from->pages, &below, why);
		page_list_release(&from->pages);
		from->pages = below;
	}
	page_list_release(&from->pages);
	return status;
}

/* Gets the pages of items after all others, because those locate the lessons. */
static enum fetch_status get_item_pages(struct update *update, struct descent *items, struct buf *why)
{
	struct item_pages made;
	enum fetch_status status = item_pages_init(&made, update, why);
	if (status == FETCH_OK && update->dry_run)
		status = count_changed(update, &made, why);
	else if (status == FETCH_OK)
		status = item_pages_collect(&made, update, why);
	if (status == FETCH_OK && !update->cost_known)
		status = descend(update, items, NULL, &made, why);
	item_pages_release(&made);
	return status;
}

enum fetch_status head_get_pages(struct update *update, struct buf *why)
{
	struct index_page index = { .list = PAGES_OF_INDEX };
	const struct page_list top = { .at = &index, .count = 1 };
	struct descent all = { .levels = LEVELS }, items = { .levels = LEVELS };
	struct satchel_error error;
	if (satchel_find_entry(update->pack, "index.json", &index.entry, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	buf_clear(why);
	enum fetch_status status = list_children(update, &top, &all.pages, why);
	if (status == FETCH_OK)
		status = descend(update, &all, &items, NULL, why);
	if (status == FETCH_OK && items.pages.count > 0)
		status = get_item_pages(update, &items, why);
	page_list_release(&all.pages);
	page_list_release(&items.pages);
	return status;
}
