#include "compare/progress.h"

#include "base/json.h"

#include <stdlib.h>

struct since_item {
	const char *id;
	uint64_t release;
};

static bool put(struct since *since, const char *id, uint64_t release)
{
	struct since_item *item = arena_alloc(&since->arena, sizeof(*item));
	struct str key = arena_str(&since->arena, str_from(id));
	void **slot = item && key.at ? map_put(&since->items, key) : NULL;
	if (!slot)
		return false;
	*item = (struct since_item){ key.at, release };
	*slot = item;
	return true;
}

/* Adds what the lock of the last release records. */
static bool put_known(struct since *since, struct comparison *comparison)
{
	const struct side *before = comparison->before;
	struct arena arena;
	bool good = true;
	arena_init(&arena);
	for (size_t i = 0; before->is_lock && good && i < before->lesson_count; i++) {
		const struct record *record = side_records(before, i, RECORD_DIGESTS, &arena, &comparison->why);
		good = record != NULL;
		for (; good && record; record = record->next)
			good = !record->since || put(since, record->id, record->since);
		arena_clear(&arena);
	}
	arena_release(&arena);
	return good;
}

bool since_find(struct since *since, struct comparison *comparison)
{
	arena_init(&since->arena);
	map_init(&since->items);
	if (!put_known(since, comparison))
		return false;
	for (const struct change *change = comparison->first; change; change = change->next) {
		if (change->after && change_progress(change->kinds) == PROGRESS_RESET &&
		    !put(since, change->after->id, comparison->after->release))
			return false;
		/* A removed item can only return under another id. */
		struct since_item *gone =
			change->before && !change->after ? map_get(&since->items, str_from(change->before->id)) : NULL;
		if (gone)
			gone->release = 0;
	}
	return true;
}

void since_release(struct since *since)
{
	map_release(&since->items);
	arena_release(&since->arena);
}

uint64_t since_of(const struct since *since, const char *id)
{
	const struct since_item *item = map_get(&since->items, str_from(id));
	return item ? item->release : 0;
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const struct since_item *const *)a)->id, (*(const struct since_item *const *)b)->id);
}

bool since_write(const struct since *since, const struct side *after, struct buf *out)
{
	const struct since_item **sorted = malloc((since->items.count + 1) * sizeof(const struct since_item *));
	struct json json;
	size_t count = 0;
	if (!sorted)
		return false;
	for (size_t i = 0; i < since->items.room; i++) {
		const struct since_item *item = since->items.slots[i].value;
		if (item && item->release)
			sorted[count++] = item;
	}
	qsort(sorted, count, sizeof(const struct since_item *), by_id);
	json_init(&json, out);
	json_open_object(&json);
	json_member_uint(&json, "format", 1);
	json_member_text(&json, "id", after->id);
	json_member_uint(&json, "release", after->release);
	json_key(&json, "since");
	json_open_object(&json);
	for (size_t i = 0; i < count; i++)
		json_member_uint(&json, sorted[i]->id, sorted[i]->release);
	json_close_object(&json);
	json_close_object(&json);
	buf_char(out, '\n');
	free(sorted);
	return !buf_failed(out);
}
