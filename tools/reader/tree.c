#include "reader/internal.h"
#include "reader/schema.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 3 }; /* from index.json down to a page */

const char *const list_names[LISTS] = { "lessons", "outline", "items", "files" };

/* Reads the rows or the pages of the node at the cursor json: exactly one of the two. */
static bool read_node(struct json_walk *json, enum list list, const char *entry, struct json_walk *part, bool *is_rows,
		      struct problems *problems)
{
	const struct scope scope = { problems, entry, "a node: " };
	struct json_walk rows, pages;
	struct member members[] = {
		MEMBER_OPTIONAL("rows", VALUE_PART, &rows),
		MEMBER_OPTIONAL("pages", VALUE_PART, &pages),
	};
	if (!READ_MEMBERS(json, members, &scope))
		return false;
	*is_rows = members[0].seen;
	*part = *is_rows ? rows : pages;
	if (members[0].seen == members[1].seen || !walk_array(part))
		return add_problem(problems, SATCHEL_DAMAGED, entry, "%s: it must have either rows or pages",
			       list_names[list]);
	return true;
}

/* A page as described by the file that names it. */
struct tree_page {
	struct satchel_entry entry;
	char first[SATCHEL_NAME_MAX + 1];
	uint64_t rows;
	uint64_t start; /* if its rows locate entries: offset of the first one, from the first lesson */
};

static bool is_located(enum list list)
{
	return list == LIST_LESSONS || list == LIST_FILES;
}

/* The offset of the first lesson. */
static uint64_t body_of(const struct satchel *pack)
{
	return zip_entry_end(&pack->head[HEAD_INDEX]) + pack->body;
}

static uint64_t first_offset(const struct satchel *pack, enum list list)
{
	return body_of(pack) + (list == LIST_FILES ? pack->lesson_bytes : 0);
}

static bool read_page(struct json_walk *json, enum list list, const struct satchel_entry *file, struct tree_page *page,
		      struct problems *problems)
{
	const char *entry = file->name;
	const struct scope scope = { problems, entry, "pages: " };
	struct json_walk name, first;
	struct json_string name_text, first_text;
	struct entry_extent extent = { 0, 0, 0 };
	struct member members[] = {
		MEMBER("name", VALUE_PART, &name),
		MEMBER("first", VALUE_PART, &first),
		MEMBER_NUMBER("rows", &page->rows, UINT32_MAX),
		{ .name = "start", .kind = VALUE_NUMBER, .to = &page->start, .high = UINT32_MAX,
		  .optional = !is_located(list) },
		MEMBER_NUMBER("offset", &extent.offset, UINT32_MAX),
		EXTENT_MEMBERS(&extent, &page->entry),
	};
	if (!READ_MEMBERS(json, members, &scope))
		return false;
	if (!walk_text(&name, &name_text) || !string_copy(name_text, page->entry.name, sizeof(page->entry.name)) ||
	    name_kind(page->entry.name) != NAME_PAGE)
		return add_problem(problems, SATCHEL_DAMAGED, entry,
				   "pages: a name does not have the form index/N.json");
	if (!walk_text(&first, &first_text) || !string_copy(first_text, page->first, sizeof(page->first)))
		return add_problem(problems, SATCHEL_DAMAGED, entry, "pages: first of %s is not a valid key",
				   page->entry.name);
	return finish_extent(&extent, zip_entry_end(file), SATCHEL_INDEX_MAX, &page->entry, &scope);
}

static const char *key_of(enum list list, const union index_row *row)
{
	switch (list) {
	case LIST_OUTLINE: return row->outline.lesson.id;
	case LIST_ITEMS: return row->item.id;
	default: return row->entry.name;
	}
}

/* The key of a row as pages contain it: for a lesson the id rather than the entry's name. */
static void short_key(enum list list, const char *key, char out[SATCHEL_NAME_MAX + 1])
{
	size_t len = strlen(key);
	strcpy(out, key);
	if (list == LIST_LESSONS) {
		memcpy(out, key + 8, len - 13);
		out[len - 13] = '\0';
	}
}

static bool go_on(const struct tree *tree)
{
	return !tree->ended && (tree->problems->all || tree->problems->count == 0);
}

static bool read_row(struct tree *tree, struct json_walk *json, const char *entry)
{
	switch (tree->list) {
	case LIST_OUTLINE: return row_outline(json, entry, &tree->row.outline, tree->problems);
	case LIST_ITEMS: return row_item(json, entry, &tree->row.item, tree->problems);
	default: return row_entry(tree->list, json, entry, &tree->offset, &tree->row.entry, tree->problems);
	}
}

static void walk_rows(struct tree *tree, struct json_walk json, const char *entry)
{
	char key[SATCHEL_NAME_MAX + 1];
	for (; go_on(tree) && walk_element(&json); tree->rows++) {
		if (tree->rows < tree->first) {
			walk_skip(&json);
			continue;
		}
		if (!read_row(tree, &json, entry))
			continue;
		short_key(tree->list, key_of(tree->list, &tree->row), key);
		/* The outline is in reading order instead. */
		if (tree->list != LIST_OUTLINE && tree->rows > 0 && strcmp(tree->key, key) >= 0)
			add_problem(tree->problems, SATCHEL_DAMAGED, entry, "%s: %s is out of order after %s",
				list_names[tree->list], key, tree->key);
		strcpy(tree->key, key);
		if (tree->list == LIST_OUTLINE)
			tree->row.outline.lesson.number = tree->rows;
		if (go_on(tree))
			tree->ended = !tree->on_row(tree->context, &tree->row);
	}
}

static void walk_node(struct tree *tree, struct json_walk *json, const struct satchel_entry *file, unsigned steps);

/* The key of the first row below a node, at any depth, is checked when that row is read. */
static void check_page(struct tree *tree, const struct tree_page *page, uint64_t before, const char *entry)
{
	uint64_t rows = tree->rows - before;
	if (rows != page->rows)
		add_problem(tree->problems, SATCHEL_DAMAGED, entry, "%s: %s has %llu rows, not %llu",
			    list_names[tree->list], page->entry.name, (unsigned long long)rows,
			    (unsigned long long)page->rows);
}

static void check_first(struct tree *tree, const struct tree_page *page, struct json_walk node, const char *entry)
{
	struct json_walk part;
	struct json_string first = { "", 0 };
	bool is_rows;
	if (!read_node(&node, tree->list, page->entry.name, &part, &is_rows, tree->problems) || !walk_element(&part)) {
		if (go_on(tree))
			add_problem(tree->problems, SATCHEL_DAMAGED, page->entry.name, "%s: it is empty",
				list_names[tree->list]);
		return;
	}
	const char *wanted = is_rows ? "id" : "first";
	if (is_rows && tree->list != LIST_OUTLINE) {
		if (!walk_array(&part) || !walk_element(&part) || !walk_text(&part, &first))
			return; /* reported with the row */
	} else if (walk_to(&part, wanted) && !walk_text(&part, &first)) {
		return;
	}
	if (!string_is(first, page->first))
		add_problem(tree->problems, SATCHEL_DAMAGED, entry, "%s: first of %s is not that of its first row",
			list_names[tree->list], page->entry.name);
}

static void walk_page(struct tree *tree, const struct tree_page *page, const char *entry, unsigned steps)
{
	struct satchel_bytes bytes;
	uint64_t before = tree->rows;
	if (steps == STEPS_MAX) {
		add_problem(tree->problems, SATCHEL_DAMAGED, entry,
			    "%s: its pages are more than %d steps below index.json", list_names[tree->list], STEPS_MAX);
		return;
	}
	/* In archive order, so that no page is visited twice, even if they form cycles. */
	if (page->entry.offset < tree->next_page) {
		add_problem(tree->problems, SATCHEL_DAMAGED, entry,
			    "%s: %s is listed twice or not directly after the page before it", list_names[tree->list],
			    page->entry.name);
		tree->rows = before + page->rows;
		return;
	}
	tree->next_page = zip_entry_end(&page->entry);
	if (is_located(tree->list)) {
		uint64_t start = body_of(tree->pack) + page->start;
		if (tree->offset != start && tree->offset != UINT64_MAX)
			add_problem(tree->problems, SATCHEL_DAMAGED, entry,
				    "%s: start of %s is not where the entry before ends", list_names[tree->list],
				    page->entry.name);
		tree->offset = start;
	}
	if (tree->on_page && !tree->on_page(tree->context, &page->entry)) {
		tree->ended = true;
		return;
	}
	bool read = extract(&tree->pack->input, &page->entry, EXTRACT_RAW, &bytes, tree->problems) &&
		    check_json(&bytes, page->entry.name, tree->problems);
	if (read && tree->problems->all)
		read = schema_matches(SCHEMA_LESSONS_PAGE + (unsigned)tree->list, &bytes, page->entry.name, NULL, NULL,
				    tree->problems);
	if (read) {
		struct json_walk json = { bytes.at };
		check_first(tree, page, json, entry);
		walk_node(tree, &json, &page->entry, steps + 1);
		if (go_on(tree))
			check_page(tree, page, before, entry);
	} else {
		tree->rows = before + page->rows;
		tree->offset = UINT64_MAX;
	}
	satchel_bytes_free(&bytes);
}

static void walk_pages(struct tree *tree, struct json_walk json, const struct satchel_entry *file, unsigned steps)
{
	struct tree_page page;
	size_t count = 0;
	for (; go_on(tree) && walk_element(&json); count++) {
		if (!read_page(&json, tree->list, file, &page, tree->problems))
			continue;
		if (page.rows == 0)
			add_problem(tree->problems, SATCHEL_DAMAGED, file->name, "pages: %s has no rows",
				    page.entry.name);
		else if (tree->rows + page.rows <= tree->first)
			tree->rows += page.rows;
		else
			walk_page(tree, &page, file->name, steps);
	}
	if (count == 0)
		add_problem(tree->problems, SATCHEL_DAMAGED, file->name, "%s: it has no pages", list_names[tree->list]);
}

static void walk_node(struct tree *tree, struct json_walk *json, const struct satchel_entry *file, unsigned steps)
{
	struct json_walk part;
	bool is_rows;
	if (!read_node(json, tree->list, file->name, &part, &is_rows, tree->problems))
		return;
	if (is_rows)
		walk_rows(tree, part, file->name);
	else
		walk_pages(tree, part, file, steps);
}

static void check_lesson_bytes(struct tree *tree)
{
	uint64_t bytes = tree->offset - body_of(tree->pack);
	if (tree->offset != UINT64_MAX && bytes != tree->pack->lesson_bytes)
		add_problem(tree->problems, SATCHEL_DAMAGED, "index.json",
			    "lessonBytes is %llu, but the lessons take up %llu bytes",
			    (unsigned long long)tree->pack->lesson_bytes, (unsigned long long)bytes);
}

void tree_walk(struct tree *tree)
{
	const struct satchel_entry *index = &tree->pack->head[HEAD_INDEX];
	struct json_walk json = tree->pack->lists[tree->list], end = json;
	memset(&tree->row, 0, sizeof(tree->row));
	tree->offset = first_offset(tree->pack, tree->list);
	if (tree->list != LIST_OUTLINE) {
		walk_node(tree, &json, index, 0);
		if (tree->list == LIST_LESSONS && go_on(tree))
			check_lesson_bytes(tree);
		return;
	}
	/* Its strings are decoded in place, and threads share the pack. */
	walk_skip(&end);
	size_t size = (size_t)(end.at - json.at);
	char *copy = malloc(size + 1);
	if (!copy) {
		add_no_memory(tree->problems);
		return;
	}
	memcpy(copy, json.at, size);
	copy[size] = '\0';
	json.at = copy;
	walk_node(tree, &json, index, 0);
	free(copy);
	free(tree->row.outline.sections);
}

/* The key of the row or page at the cursor json; does not read the rest. */
static bool find_key(struct json_walk json, const char *member, struct json_string *key)
{
	bool found = member ? walk_to(&json, member) : walk_array(&json) && walk_element(&json);
	return found && walk_text(&json, key);
}

/* The number of bytes from the entry that the row at the cursor json locates to the next one. */
static uint64_t row_extent(struct json_walk json, enum list list)
{
	char key[SATCHEL_NAME_MAX + 1];
	struct json_string text;
	uint64_t stored;
	bool good = walk_array(&json) && walk_element(&json) && walk_text(&json, &text) &&
		    string_copy(text, key, sizeof(key)) && walk_element(&json) && walk_number(&json, &stored);
	const size_t around = list == LIST_LESSONS ? strlen("lessons/.json") : 0;
	return good ? ZIP_LOCAL_SIZE + around + strlen(key) + stored : 0;
}

/* The last page whose first key is not after the key. */
static bool choose_page(struct json_walk pages, const char *key, struct json_walk *page)
{
	struct json_string first;
	bool found = false;
	while (walk_element(&pages)) {
		if (!find_key(pages, "first", &first) ||
		    string_compare(first, (struct json_string){ key, strlen(key) }) > 0)
			break;
		*page = pages;
		found = true;
		walk_skip(&pages);
	}
	return found;
}

/* The row with the key; *offset becomes that of the entry that it locates. */
static bool choose_row(struct json_walk rows, enum list list, const char *key, struct json_walk *row, uint64_t *offset)
{
	struct json_string has;
	while (walk_element(&rows)) {
		*row = rows;
		if (find_key(rows, NULL, &has) && string_is(has, key))
			return true;
		*offset += is_located(list) ? row_extent(rows, list) : 0;
		walk_skip(&rows);
	}
	return false;
}

bool tree_find(const struct satchel *pack, enum list list, const char *key, union index_row *row, bool *found,
	       struct problems *problems)
{
	struct json_walk json = pack->lists[list], part, at;
	struct satchel_bytes bytes = { NULL, 0 };
	struct tree_page page = { .entry = pack->head[HEAD_INDEX] };
	uint64_t offset = first_offset(pack, list);
	bool is_rows, good = false;
	*found = false;
	for (unsigned steps = 0;; steps++) {
		if (!read_node(&json, list, page.entry.name, &part, &is_rows, problems))
			break;
		if (is_rows) {
			*found = choose_row(part, list, key, &at, &offset);
			good = !*found || (list == LIST_ITEMS ? row_item(&at, page.entry.name, &row->item, problems)
							      : row_entry(list, &at, page.entry.name, &offset,
									  &row->entry, problems));
			break;
		}
		if (!choose_page(part, key, &at)) {
			good = true;
			break;
		}
		const struct satchel_entry above = page.entry;
		if (!read_page(&at, list, &above, &page, problems))
			break;
		offset = body_of(pack) + page.start;
		satchel_bytes_free(&bytes);
		if (steps == STEPS_MAX) {
			add_problem(problems, SATCHEL_DAMAGED, above.name,
				    "its pages are more than %d steps below index.json", STEPS_MAX);
			break;
		}
		if (!extract(&pack->input, &page.entry, EXTRACT_RAW, &bytes, problems) ||
		    !check_json(&bytes, page.entry.name, problems))
			break;
		json.at = bytes.at;
	}
	satchel_bytes_free(&bytes);
	return good;
}
