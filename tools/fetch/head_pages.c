/* Gets the pages of the index: copies those that the local entries have, fetches the others. */
#include "fetch/update.h"

#include "fetch/predicted_index.h"

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

/* Gets the pages that are neither present nor in the local entries: all of them, or only those that no prediction can
 * generate. */
static enum fetch_status get_pages(struct update *update, struct page_list *pages, bool all, struct buf *why)
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
		if (!all && predicted_is_made(pages->at[i].list))
			continue;
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

/* Computes the cost of the transfer if the prediction is right. */
static enum fetch_status count_changed(struct update *update, const struct predicted_index *predicted, struct buf *why)
{
	struct range_assembler assembler;
	assembler_init(&assembler, &update->partial, why);
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; status == FETCH_OK && i < predicted->count; i++)
		if (predicted_wants(&predicted->at[i]))
			status = assembler_add(&assembler, predicted->at[i].now.offset,
					       zip_extent(&predicted->at[i].now), i);
	if (status == FETCH_OK)
		status = body_expect(update, &assembler);
	update->cost_known = status == FETCH_OK;
	assembler_release(&assembler);
	return status == FETCH_REFUSED ? FETCH_OK : status;
}

enum { WORTH = 24 * 1024 };

/* If many of the pages that store offsets are missing, generates those that can be predicted. */
static enum fetch_status predicted_index_pages(struct update *update, struct predicted_index *predicted,
					       struct page_list *pages, struct buf *why)
{
	/* A prediction must save more than its requests cost; in a small pack, more than a share of the pack. */
	const uint64_t share = update->edition->size / 128, worth = share < WORTH ? share : WORTH;
	uint64_t missing = 0;
	bool other_names = false;
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; i < pages->count; i++) {
		const struct index_page *page = &pages->at[i];
		if (update_has(update, &page->entry) || local_entries_find(&update->local, &page->entry))
			continue;
		other_names = other_names || page->list == PAGES_OUTLINE;
		missing += predicted_is_made(page->list) ? page->entry.stored_size : 0;
	}
	if (!predicted->tried && missing >= worth) {
		/* The prediction needs the outline. If none is needed, fetch the other pages together with those that
		 * cannot be predicted. */
		if (other_names)
			status = get_pages(update, pages, false, why);
		if (status == FETCH_OK)
			status = predicted_index_locate(update, predicted, why);
		if (status == FETCH_OK && predicted->good)
			status = update->dry_run ? count_changed(update, predicted, why)
						   : predicted_index_get_changed(update, predicted, why);
	}
	return status == FETCH_OK && predicted->ready ? predicted_index_make(update, predicted, pages, why) : status;
}

/* Descend level by level: each level lists the pages of the next. */
enum fetch_status head_get_pages(struct update *update, struct buf *why)
{
	enum { LEVELS = 3 };
	struct index_page index = { .list = PAGES_OF_INDEX };
	struct page_list above = { .at = &index, .count = 1 }, below;
	struct predicted_index predicted = { .at = NULL };
	struct satchel_error error;
	enum fetch_status status = FETCH_OK;
	if (satchel_find_entry(update->pack, "index.json", &index.entry, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	for (int level = 0; level < LEVELS && status == FETCH_OK && !update->cost_known && above.count > 0; level++) {
		below = (struct page_list){ .at = NULL };
		buf_clear(why);
		status = list_children(update, &above, &below, why);
		if (status == FETCH_OK)
			status = predicted_index_pages(update, &predicted, &below, why);
		if (status == FETCH_OK && !update->cost_known)
			status = get_pages(update, &below, true, why);
		if (above.at != &index)
			page_list_release(&above);
		above = below;
	}
	if (above.at != &index)
		page_list_release(&above);
	predicted_index_release(&predicted);
	return status;
}
