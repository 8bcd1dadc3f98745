/* The pages of the index: those that the local entries has are copied, the others fetched. */
#include "fetch/making.h"

#include "fetch/predicted_index.h"

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

/* Gets those of the pages that are neither there nor in the local entries; all, or those that no prediction makes. */
static enum fetch_status get_pages(struct making *making, struct page_list *pages, bool all, struct buf *why)
{
	struct range_assembler assembler;
	struct page_check check = { making, pages };
	enum fetch_status status = FETCH_OK;
	assembler_init(&assembler, &making->partial, why);
	assembler.check = check_page;
	assembler.context = &check;
	if (pages->count > 1)
		qsort(pages->at, pages->count, sizeof(*pages->at), by_place);
	for (size_t i = 0; status == FETCH_OK && i < pages->count; i++) {
		const struct satchel_entry *page = &pages->at[i].entry;
		if (!all && predicted_is_made(pages->at[i].list))
			continue;
		if (page->offset + zip_extent(page) > making->edition->head)
			status =
				fetch_because(FETCH_REFUSED, why,
					      "the pack: %s: it is not in the head that latest.json gives", page->name);
		else if (!making_has(making, page) && !making_copy(making, page, &status, why) && status == FETCH_OK)
			status = assembler_add(&assembler, page->offset, zip_extent(page), i);
		if (status == FETCH_REFUSED && why->len == 0)
			fetch_because(status, why, "the pack: %s: it overlaps another page", page->name);
	}
	if (status == FETCH_OK)
		status = transfer_get(&making->transfer, &assembler, why);
	assembler_release(&assembler);
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

/* What it would come to, if the prediction is right. */
static enum fetch_status count_changed(struct making *making, const struct predicted_index *predicted, struct buf *why)
{
	struct range_assembler assembler;
	assembler_init(&assembler, &making->partial, why);
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; status == FETCH_OK && i < predicted->count; i++)
		if (predicted_wants(&predicted->at[i]))
			status = assembler_add(&assembler, predicted->at[i].now.offset, zip_extent(&predicted->at[i].now), i);
	if (status == FETCH_OK)
		status = body_expect(making, &assembler);
	making->looked = status == FETCH_OK;
	assembler_release(&assembler);
	return status == FETCH_REFUSED ? FETCH_OK : status;
}

enum { WORTH = 24 * 1024 };

/* Where much is missing of the pages that tell where entries lie, makes what it can of them. */
static enum fetch_status predicted_index_pages(struct making *making, struct predicted_index *predicted, struct page_list *pages,
				     struct buf *why)
{
	/* What the requests for a prediction cost, or of a small pack the share that is less than an update should. */
	const uint64_t share = making->edition->size / 128, worth = share < WORTH ? share : WORTH;
	uint64_t missing = 0;
	bool other_names = false;
	enum fetch_status status = FETCH_OK;
	for (size_t i = 0; i < pages->count; i++) {
		const struct page *page = &pages->at[i];
		if (making_has(making, &page->entry) || local_entries_find(&making->local, &page->entry))
			continue;
		other_names = other_names || page->list == PAGES_OUTLINE;
		missing += predicted_is_made(page->list) ? page->entry.stored_size : 0;
	}
	if (!predicted->looked && missing >= worth) {
		/* The prediction needs the outline; without a need, the others come together with what it leaves. */
		if (other_names)
			status = get_pages(making, pages, false, why);
		if (status == FETCH_OK)
			status = predicted_index_look(making, predicted, why);
		if (status == FETCH_OK && predicted->good)
			status = making->only_look ? count_changed(making, predicted, why)
						   : predicted_index_get_changed(making, predicted, why);
	}
	return status == FETCH_OK && predicted->ready ? predicted_index_make(making, predicted, pages, why) : status;
}

/* Level by level: each tells of the one below it. */
enum fetch_status head_get_pages(struct making *making, struct buf *why)
{
	enum { LEVELS = 3 };
	struct page index = { .list = PAGES_OF_INDEX };
	struct page_list above = { .at = &index, .count = 1 }, below;
	struct predicted_index predicted = { .at = NULL };
	struct satchel_error error;
	enum fetch_status status = FETCH_OK;
	if (satchel_find_entry(making->pack, "index.json", &index.entry, &error) != SATCHEL_OK)
		return fetch_because_of(&error, "the pack", why);
	for (int level = 0; level < LEVELS && status == FETCH_OK && !making->looked && above.count > 0; level++) {
		below = (struct page_list){ .at = NULL };
		buf_clear(why);
		status = look_below(making, &above, &below, why);
		if (status == FETCH_OK)
			status = predicted_index_pages(making, &predicted, &below, why);
		if (status == FETCH_OK && !making->looked)
			status = get_pages(making, &below, true, why);
		if (above.at != &index)
			page_list_release(&above);
		above = below;
	}
	if (above.at != &index)
		page_list_release(&above);
	predicted_index_release(&predicted);
	return status;
}
