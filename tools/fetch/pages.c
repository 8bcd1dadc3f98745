#include "fetch/pages.h"

#include "base/array.h"
#include "fetch/local_entries.h"
#include "reader/values.h"

#include <stdlib.h>

void page_list_release(struct page_list *list)
{
	free(list->at);
	*list = (struct page_list){ .at = NULL };
}

static bool append(struct page_list *list, const struct index_page *page, struct problems *problems)
{
	if (list->count == SATCHEL_ENTRIES_MAX)
		return add_problem(problems, SATCHEL_DAMAGED, page->entry.name,
			       "the index has more pages than a pack has entries");
	struct index_page *more = array_grow(list->at, list->count, &list->room, sizeof(*more));
	if (!more)
		return add_no_memory(problems);
	list->at = more;
	list->at[list->count++] = *page;
	return true;
}

/* Reads the pages of the node at the cursor json, if it has any. */
static bool read_node(struct page_list *list, struct json_walk json, const struct index_page *file, unsigned number,
		      struct problems *problems)
{
	const struct scope scope = { problems, file->entry.name, "pages: " };
	struct json_walk pages = { NULL };
	struct member node[] = { MEMBER_OPTIONAL("pages", VALUE_PART, &pages) };
	if (!READ_MEMBERS(&json, node, &scope))
		return false;
	if (!node[0].seen || !walk_array(&pages))
		return true;
	while (walk_element(&pages)) {
		struct index_page page = { .list = number };
		struct json_walk name = { NULL }, first = { NULL };
		struct json_string text;
		struct entry_extent extent = { 0, 0, 0 };
		struct member members[] = {
			MEMBER("name", VALUE_PART, &name),
			MEMBER("first", VALUE_PART, &first),
			MEMBER_NUMBER("rows", &page.rows, UINT32_MAX),
			MEMBER_NUMBER("offset", &extent.offset, UINT32_MAX),
			EXTENT_MEMBERS(&extent, &page.entry),
		};
		if (!READ_MEMBERS(&pages, members, &scope))
			return false;
		if (!walk_text(&name, &text) || !string_copy(text, page.entry.name, sizeof(page.entry.name)) ||
		    !is_sayable(page.entry.name) || !walk_text(&first, &text) ||
		    !string_copy(text, page.first, sizeof(page.first)))
			return add_problem(problems, SATCHEL_DAMAGED, file->entry.name,
				       "pages: invalid name or first key");
		uint64_t after = file->entry.offset + zip_extent(&file->entry);
		if (!finish_extent(&extent, after, SATCHEL_INDEX_MAX, &page.entry, &scope) ||
		    !append(list, &page, problems))
			return false;
	}
	return true;
}

enum fetch_status pages_of(struct page_list *list, const struct index_page *file, const struct satchel_bytes *bytes,
			   struct buf *why)
{
	struct problems problems = { .count = 0 };
	const struct scope scope = { &problems, file->entry.name, "" };
	struct json_walk json = { bytes->at }, nodes[PAGES_LISTS];
	struct member members[] = {
		MEMBER("lessons", VALUE_PART, &nodes[0]),
		MEMBER("outline", VALUE_PART, &nodes[1]),
		MEMBER("items", VALUE_PART, &nodes[2]),
		MEMBER("files", VALUE_PART, &nodes[3]),
	};
	size_t offset;
	bool good = true;
	enum json_fault fault = json_check(bytes->at, bytes->size, &offset);
	if (fault == JSON_OUT_OF_MEMORY)
		good = add_no_memory(&problems);
	else if (fault != JSON_GOOD)
		good = add_problem(&problems, SATCHEL_DAMAGED, file->entry.name, "not valid JSON");
	else if (file->list != PAGES_OF_INDEX)
		good = read_node(list, json, file, file->list, &problems);
	else if (READ_MEMBERS(&json, members, &scope))
		for (unsigned i = 0; good && i < PAGES_LISTS; i++)
			good = read_node(list, nodes[i], file, i, &problems);
	if (good && problems.count == 0)
		return FETCH_OK;
	return fetch_because_of(&problems.first, "the pack", why);
}
