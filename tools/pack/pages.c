#include "pack/pages.h"

#include "base/pool.h"
#include "pack/location.h"
#include "reader/satchel.h"

#include <stdatomic.h>
#include <stdlib.h>

/* From this number of leaves on, branches are added, so that index.json stays small; the number of leaves per branch is
 * limited so that it is about as long as a few leaves. */
enum { LEAVES_ON_TOP = 16, LEAVES_OF_BRANCH = 500 };

static const char head[] = "{\"rows\":[", tail[] = "]}";

static bool add_page(struct page **pages, size_t *count, struct page page)
{
	/* Double whenever the count is a power of two. */
	if ((*count & (*count - 1)) == 0) {
		struct page *more = realloc(*pages, (*count ? *count * 2 : 1) * sizeof(*more));
		if (!more)
			return false;
		*pages = more;
	}
	(*pages)[(*count)++] = page;
	return true;
}

/* The end of the leaf that begins with this row: from half of leaf_size to one and a half times as long, before the row
 * whose key has the smallest checksum. Thus ends depend only on nearby keys, not on the number of preceding rows: if a
 * row is inserted, other pages are unchanged, and updates need not fetch them. */
static size_t leaf_end(const struct index_list *list, size_t start, size_t leaf_size)
{
	const size_t around = sizeof(head) - 1 + sizeof(tail) - 1;
	size_t from = list->rows[start].start, best = start + 1;
	uint64_t least = UINT64_MAX;
	for (size_t end = start + 1; end < list->count; end++) {
		struct str key = list->rows[end].key;
		size_t length = around + list->rows[end - 1].end - from;
		if (length > leaf_size / 2 * 3)
			return best;
		if (length < leaf_size / 2) {
			best = end;
			continue;
		}
		uint32_t sum = libdeflate_crc32(0, key.at, key.len);
		if (sum < least) {
			least = sum;
			best = end;
		}
	}
	bool rest_fits = around + list->rows[list->count - 1].end - from <= leaf_size / 2 * 3;
	return rest_fits ? list->count : best;
}

static enum result cut_leaves(struct pages *pages, const struct index_list *list, size_t leaf_size, struct buf *why)
{
	const size_t around = sizeof(head) - 1 + sizeof(tail) - 1;
	for (size_t start = 0, end; start < list->count; start = end) {
		const struct list_row *first = &list->rows[start];
		end = leaf_end(list, start, leaf_size);
		if (around + list->rows[end - 1].end - first->start > SATCHEL_INDEX_MAX) {
			buf_format(why, "the index entry of \"%.*s\" exceeds the limit of 1 MiB", STR_ARG(first->key));
			return RESULT_FAILED;
		}
		struct page leaf = { .first = first->key, .start = start, .end = end, .rows = end - start,
				     .entries = first->offset };
		if (!add_page(&pages->leaves, &pages->leaf_count, leaf))
			return RESULT_NO_MEMORY;
	}
	return RESULT_OK;
}

/* Makes as few branches of equal size as necessary. */
static bool grow_branches(struct pages *pages)
{
	size_t count = pages->leaf_count, branches = (count + LEAVES_OF_BRANCH - 1) / LEAVES_OF_BRANCH;
	for (size_t i = 0; count > LEAVES_ON_TOP && i < branches; i++) {
		struct page branch = { .start = count * i / branches, .end = count * (i + 1) / branches };
		branch.first = pages->leaves[branch.start].first;
		branch.entries = pages->leaves[branch.start].entries;
		for (size_t k = branch.start; k < branch.end; k++)
			branch.rows += pages->leaves[k].rows;
		if (!add_page(&pages->branches, &pages->branch_count, branch))
			return false;
	}
	return true;
}

struct page_packer {
	struct pages *pages;
	const struct index_list *list;
	atomic_bool failed;
};

static void pack_leaf(void *context, unsigned worker, size_t index)
{
	struct page_packer *packing = context;
	struct page *leaf = &packing->pages->leaves[index];
	const struct index_list *list = packing->list;
	size_t from = list->rows[leaf->start].start;
	struct buf json;
	(void)worker;
	buf_init(&json, BUF_CAP);
	buf_text(&json, head);
	buf_add(&json, list->text.at + from, list->rows[leaf->end - 1].end - from);
	buf_text(&json, tail);
	const struct pages *pages = packing->pages;
	if (buf_failed(&json) || !store_page(pages->store, &leaf->packed, buf_view(&json), pages->level))
		packing->failed = true;
	buf_release(&json);
}

enum result pages_cut(struct pages *pages, const struct index_list *list, size_t leaf_size, struct store *store,
		      int level, unsigned jobs, struct buf *why)
{
	struct page_packer packing = { .pages = pages, .list = list };
	*pages = (struct pages){ .store = store, .level = level, .located = list->located };
	enum result status = cut_leaves(pages, list, leaf_size, why);
	if (status != RESULT_OK)
		return status;
	if (!grow_branches(pages))
		return RESULT_NO_MEMORY;
	pool_run(jobs ? jobs : pool_processors(), pages->leaf_count, pack_leaf, &packing);
	return packing.failed ? RESULT_NO_MEMORY : RESULT_OK;
}

static void pages_array(const struct page *pages, size_t count, bool located, struct json *json)
{
	json_key(json, "pages");
	json_open_array(json);
	for (size_t i = 0; i < count; i++) {
		json_open_object(json);
		json_member_text(json, "name", pages[i].name);
		json_member_str(json, "first", pages[i].first);
		json_member_uint(json, "rows", pages[i].rows);
		if (located)
			json_member_uint(json, "start", pages[i].entries);
		json_member_uint(json, "offset", pages[i].offset);
		location_lengths(json, &pages[i].packed);
		json_close_object(json);
	}
	json_close_array(json);
}

static void take_location(struct page *page, struct pages_end *end)
{
	snprintf(page->name, sizeof(page->name), "index/%zu.json", end->number++);
	page->offset = end->offset;
}

static void locate_leaves(struct page *leaves, size_t count, struct pages_end *end)
{
	for (size_t i = 0; i < count; i++) {
		take_location(&leaves[i], end);
		end->offset += packed_extent(&leaves[i].packed, leaves[i].name);
	}
}

static bool locate_branch(struct pages *pages, struct page *branch, struct pages_end *end)
{
	struct page *leaves = pages->leaves + branch->start;
	size_t count = branch->end - branch->start;
	struct pages_end below = { 0, end->number + 1 };
	struct json json;
	struct buf text;
	take_location(branch, end);
	locate_leaves(leaves, count, &below);
	buf_init(&text, BUF_CAP);
	json_init(&json, &text);
	json_open_object(&json);
	pages_array(leaves, count, pages->located, &json);
	json_close_object(&json);
	packed_release(&branch->packed); /* of an earlier call */
	bool good = !buf_failed(&text) && store_page(pages->store, &branch->packed, buf_view(&text), pages->level);
	buf_release(&text);
	end->offset += packed_extent(&branch->packed, branch->name) + below.offset;
	end->number = below.number;
	return good;
}

bool pages_locate(struct pages *pages, struct pages_end *end)
{
	if (pages->branch_count == 0)
		locate_leaves(pages->leaves, pages->leaf_count, end);
	for (size_t i = 0; i < pages->branch_count; i++)
		if (!locate_branch(pages, &pages->branches[i], end))
			return false;
	return true;
}

void pages_release(struct pages *pages)
{
	for (size_t i = 0; i < pages->leaf_count; i++)
		packed_release(&pages->leaves[i].packed);
	for (size_t i = 0; i < pages->branch_count; i++)
		packed_release(&pages->branches[i].packed);
	free(pages->leaves);
	free(pages->branches);
	*pages = (struct pages){ .leaf_count = 0 };
}

void pages_json(const struct pages *pages, struct json *json)
{
	if (pages->branch_count > 0)
		pages_array(pages->branches, pages->branch_count, pages->located, json);
	else
		pages_array(pages->leaves, pages->leaf_count, pages->located, json);
}

void pages_each(const struct pages *pages, page_visitor *visit, void *context)
{
	size_t leaf = 0;
	for (size_t i = 0; i < pages->branch_count; i++) {
		visit(context, &pages->branches[i]);
		for (; leaf < pages->branches[i].end; leaf++)
			visit(context, &pages->leaves[leaf]);
	}
	for (; leaf < pages->leaf_count; leaf++)
		visit(context, &pages->leaves[leaf]);
}
