#include "convert/core/import_map.h"

#include "lesson/id.h"

#include <stdio.h>
#include <stdlib.h>

static const char heading[] =
	"# Written by satchel-import. Keep it with the lessons: later imports find their items by it.\n"
	"# source\tkey\tid\tdigest\n";

void import_map_init(struct import_map *map)
{
	*map = (struct import_map){ .count = 0 };
	arena_init(&map->arena);
	map_init(&map->by_key);
	map_init(&map->by_id);
	map->end = &map->records;
}

void import_map_release(struct import_map *map)
{
	map_release(&map->by_key);
	map_release(&map->by_id);
	arena_release(&map->arena);
}

/* Fields contain no tabs and line ends. */
static struct str clean(struct arena *arena, struct str text)
{
	char *copy = arena_copy(arena, text.at ? text.at : "", text.len);
	for (size_t i = 0; copy && i < text.len; i++)
		if ((unsigned char)copy[i] < 0x20)
			copy[i] = ' ';
	return (struct str){ copy, text.len };
}

/* Where keys are looked up: "source<tab>key". */
static struct str joined(struct arena *arena, struct str source, struct str key)
{
	char *text = arena_alloc(arena, source.len + key.len + 2);
	if (!text)
		return STR_NONE;
	struct str s = clean(arena, source), k = clean(arena, key);
	if (!s.at || !k.at)
		return STR_NONE;
	memcpy(text, s.at, s.len);
	text[s.len] = '\t';
	memcpy(text + s.len + 1, k.at, k.len);
	return (struct str){ text, s.len + 1 + k.len };
}

struct import_record *import_map_find(struct import_map *map, struct str source, struct str key)
{
	struct arena scratch;
	arena_init(&scratch);
	struct str both = joined(&scratch, source, key);
	struct import_record *record = both.at ? map_get(&map->by_key, both) : NULL;
	map->arena.failed = map->arena.failed || !both.at;
	arena_release(&scratch);
	return record;
}

struct import_record *import_map_of_id(const struct import_map *map, struct str id)
{
	return map_get(&map->by_id, id);
}

struct import_record *import_map_add(struct import_map *map, struct str source, struct str key, struct str id)
{
	struct import_record *record = arena_alloc(&map->arena, sizeof(*record));
	struct str both = joined(&map->arena, source, key);
	struct str own = arena_str(&map->arena, id);
	void **by_key = record && both.at && own.at ? map_put(&map->by_key, both) : NULL;
	if (!by_key)
		return NULL;
	*by_key = record;
	void **by_id = map_put(&map->by_id, own);
	if (!by_id)
		return NULL;
	*by_id = record;
	record->source = (struct str){ both.at, source.len };
	record->key = (struct str){ both.at + source.len + 1, both.len - source.len - 1 };
	record->id = own;
	*map->end = record;
	map->end = &record->next;
	map->count++;
	return record;
}

/* Takes the text up to the next tab, or the rest. */
static struct str take_field(struct str *line)
{
	const char *tab = memchr(line->at, '\t', line->len);
	struct str field = { line->at, tab ? (size_t)(tab - line->at) : line->len };
	size_t used = field.len + (tab != NULL);
	*line = (struct str){ line->at + used, line->len - used };
	return field;
}

/* In place of a digest: the id of something that is part of another item. */
static const char no_digest[HASH_HEX] = "0000000000000000";

static bool is_digest(struct str digest)
{
	for (size_t i = 0; i < digest.len; i++)
		if (!strchr("0123456789abcdef", digest.at[i]))
			return false;
	return digest.len == HASH_HEX - 1;
}

enum result import_map_read(struct import_map *map, struct str bytes, struct buf *why)
{
	size_t number = 0;
	while (bytes.len) {
		const char *end = memchr(bytes.at, '\n', bytes.len);
		struct str line = { bytes.at, end ? (size_t)(end - bytes.at) : bytes.len };
		size_t used = line.len + (end != NULL);
		bytes = (struct str){ bytes.at + used, bytes.len - used };
		number++;
		if (!line.len || line.at[0] == '#')
			continue;
		struct str source = take_field(&line), key = take_field(&line), id = take_field(&line),
			   digest = take_field(&line);
		bool named = id_looks_valid(id) || str_starts(key, IMPORT_MAP_FILE);
		if (!source.len || !key.len || !id.len || !named || !is_digest(digest) || line.len) {
			buf_format(why, "line %zu is not a source, key, id and digest", number);
			return RESULT_REFUSED;
		}
		if (import_map_find(map, source, key) || import_map_of_id(map, id)) {
			buf_format(why, "line %zu repeats a key or id", number);
			return RESULT_REFUSED;
		}
		struct import_record *record = import_map_add(map, source, key, id);
		if (!record)
			return RESULT_NO_MEMORY;
		if (!str_is(digest, no_digest))
			memcpy(record->digest, digest.at, HASH_HEX - 1);
	}
	return RESULT_OK;
}

static int by_key(const void *a, const void *b)
{
	const struct import_record *one = *(struct import_record *const *)a, *other = *(struct import_record *const *)b;
	int order = str_compare(one->source, other->source);
	return order ? order : str_compare(one->key, other->key);
}

void import_map_write(const struct import_map *map, bool reserved, struct buf *out)
{
	struct import_record **sorted = malloc((map->count + 1) * sizeof(struct import_record *));
	size_t count = 0;
	if (!sorted) {
		out->failed = true;
		return;
	}
	for (struct import_record *record = map->records; record; record = record->next)
		sorted[count++] = record;
	qsort(sorted, count, sizeof(*sorted), by_key);
	buf_text(out, heading);
	for (size_t i = 0; i < count; i++) {
		const struct import_record *record = sorted[i];
		buf_format(out, "%.*s\t%.*s\t%.*s\t%s\n", STR_ARG(record->source), STR_ARG(record->key),
			   STR_ARG(record->id),
			   record->now[0] && !reserved ? record->now
			   : record->digest[0]	       ? record->digest
						       : no_digest);
	}
	free(sorted);
}
