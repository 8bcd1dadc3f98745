#include "pack/index.h"

#include "reader/satchel.h"

/* Raw bytes per leaf. Those of lessons are small, because each change of a lesson changes one, and opening a single
 * lesson reads one. */
static const size_t leaf_sizes[LISTS] = {
	[LIST_LESSONS] = 4 * 1024,
	[LIST_OUTLINE] = 48 * 1024,
	[LIST_ITEMS] = 32 * 1024,
	[LIST_FILES] = 32 * 1024,
};

/* Shorter lists, in raw bytes, are part of index.json: updates always fetch index.json, but only those pages that
 * changed. */
enum { LIST_INLINE = 8 * 1024 };

static size_t lessons_held(const struct edition *edition, const struct definition_unit *unit)
{
	size_t count = 0;
	for (const struct definition_lesson *lesson = unit->lessons; lesson; lesson = lesson->next)
		count += edition->lessons[lesson->index].included;
	return count;
}

static size_t lessons_of(const struct definition_unit *unit)
{
	size_t count = 0;
	for (const struct definition_lesson *lesson = unit->lessons; lesson; lesson = lesson->next)
		count++;
	return count;
}

static void write_units(const struct edition *edition, struct json *json)
{
	json_key(json, "units");
	json_open_array(json);
	for (const struct definition_unit *unit = edition->definition->units; unit; unit = unit->next) {
		json_open_object(json);
		json_member_str(json, "id", unit->id);
		json_member_str(json, "title", unit->title);
		json_member_uint(json, "lessons", lessons_held(edition, unit));
		if (edition->id != EDITION_FULL)
			json_member_uint(json, "whole", lessons_of(unit));
		json_close_object(json);
	}
	json_close_array(json);
}

static bool is_paged(const struct pack_index *index, int list)
{
	return index->pages[list].leaf_count > 0;
}

static void write_index(const struct pack_index *index, const struct edition *edition, uint64_t body, struct buf *out)
{
	struct json json;
	json_init(&json, out);
	json_open_object(&json);
	write_units(edition, &json);
	json_member_uint(&json, "body", body);
	json_member_uint(&json, "lessonBytes", index->lists[LIST_LESSONS].extent);
	for (int i = 0; i < LISTS; i++) {
		json_key(&json, list_names[i]);
		json_open_object(&json);
		if (is_paged(index, i)) {
			pages_json(&index->pages[i], &json);
		} else {
			json_key(&json, "rows");
			json_open_array(&json);
			json_raw(&json, buf_view(&index->lists[i].text));
			json_close_array(&json);
		}
		json_close_object(&json);
	}
	json_close_object(&json);
}

/* Writes index.json for the existing pages. */
static enum result pack_index(struct pack_index *index, const struct edition *edition, struct buf *why)
{
	struct pages_end end = { 0, 0 };
	struct buf json;
	enum result status = RESULT_NO_MEMORY;
	buf_init(&json, BUF_CAP);
	for (int i = 0; i < LISTS; i++)
		if (!pages_locate(&index->pages[i], &end))
			goto out;
	write_index(index, edition, end.offset, &json);
	if (buf_failed(&json))
		goto out;
	if (json.len > SATCHEL_INDEX_MAX) {
		buf_text(why, "index.json exceeds 1 MiB because of the titles of units");
		status = RESULT_FAILED;
	} else if (store_page(edition->store, &index->packed, buf_view(&json), edition->store->level)) {
		status = RESULT_OK;
	}
out:
	buf_release(&json);
	return status;
}

/* Clients rebuild the pages of items. */
static int level_of(int list, const struct store *store)
{
	return list == LIST_ITEMS ? DEFLATE_REBUILT : store->level;
}

enum result index_make(struct pack_index *index, const struct edition *edition, unsigned jobs, struct buf *why)
{
	*index = (struct pack_index){ .packed.raw_size = 0 };
	if (!lists_make(index->lists, edition))
		return RESULT_NO_MEMORY;
	enum result status = RESULT_OK;
	for (int i = 0; status == RESULT_OK && i < LISTS; i++)
		if (index->lists[i].text.len > LIST_INLINE)
			status = pages_cut(&index->pages[i], &index->lists[i], leaf_sizes[i], edition->store,
					   level_of(i, edition->store), jobs, why);
	return status == RESULT_OK ? pack_index(index, edition, why) : status;
}

void index_release(struct pack_index *index)
{
	packed_release(&index->packed);
	lists_release(index->lists);
	for (int i = 0; i < LISTS; i++)
		pages_release(&index->pages[i]);
}
