#include "lesson/id.h"

#include "base/path.h"
#include "lesson/markup.h"
#include "lesson/names.h"

#include <stdio.h>

#include <sodium.h>

/* No vowels, so that no words appear, and no characters that are easily confused. */
static const char letters[] = "23456789bcdfghjkmnpqrstvwxz";

enum { DRAWN_LETTERS = 8 };

bool id_looks_valid(struct str value)
{
	if (value.len == 0 || value.len > ID_MAX || !ascii_is_lower(value.at[0]) || value.at[value.len - 1] == '-')
		return false;
	for (size_t i = 1; i < value.len; i++) {
		char c = value.at[i];
		if (c == '-' ? value.at[i - 1] == '-' : !ascii_is_lower(c) && !ascii_is_digit(c))
			return false;
	}
	return true;
}

struct str id_of_path(const char *path)
{
	static const char suffix[] = ".xml";
	struct str id = str_from(path_name(path));
	if (id.len < sizeof(suffix) || strcmp(id.at + id.len - sizeof(suffix) + 1, suffix) != 0)
		return STR_NONE;
	id.len -= sizeof(suffix) - 1;
	return id_looks_valid(id) ? id : STR_NONE;
}

const char *id_prefix_of(const char *element)
{
	enum element_name name = element_find(element);
	switch (name) {
	case ELEMENT_CARD:
	case ELEMENT_CLOZE:
	case ELEMENT_OCCLUSION: return "c-";
	case ELEMENT_ENTRY: return "g-";
	case ELEMENT_SECTION: return "part-";
	case ELEMENT_QUESTION_SET: return "set-";
	default: return element_is_question(name) ? "q-" : NULL;
	}
}

void new_ids_init(struct new_ids *ids)
{
	*ids = (struct new_ids){ .seed = 0 };
	map_init(&ids->known);
	arena_init(&ids->memory);
}

void new_ids_release(struct new_ids *ids)
{
	map_release(&ids->known);
	arena_release(&ids->memory);
}

bool new_ids_take(struct new_ids *ids, struct str id)
{
	if (map_get(&ids->known, id))
		return true;
	struct str copy = arena_str(&ids->memory, id);
	void **slot = copy.at ? map_put(&ids->known, copy) : NULL;
	if (slot)
		*slot = ids;
	return slot != NULL;
}

bool new_ids_note(struct new_ids *ids, struct str bytes)
{
	struct markup_scan scan = { .bytes = bytes };
	struct markup tag = { .end = 0 };
	struct markup_attribute a;
	while (markup_next(&scan, tag.end, &tag))
		for (size_t at = tag.inside; tag.kind < MARKUP_END && markup_attribute(bytes, &at, tag.inside_end, &a);)
			if (str_is(markup_slice(bytes, a.name, a.name_end), "id") &&
			    !new_ids_take(ids, markup_slice(bytes, a.value, a.value_end)))
				return false;
	return true;
}

static void draw(struct new_ids *ids, unsigned char *bytes, size_t count)
{
	if (!ids->seed) {
		randombytes_buf(bytes, count);
		return;
	}
	unsigned char seed[randombytes_SEEDBYTES] = { 0 };
	unsigned long numbers[] = { ids->seed, ids->drawn++ };
	memcpy(seed, numbers, sizeof(numbers));
	randombytes_buf_deterministic(bytes, count, seed);
}

bool new_ids_make(void *context, const char *prefix, char id[NEW_ID_SIZE])
{
	struct new_ids *ids = context;
	if (sodium_init() < 0)
		return false;
	do {
		unsigned char bytes[DRAWN_LETTERS];
		char name[DRAWN_LETTERS + 1] = "";
		draw(ids, bytes, sizeof(bytes));
		for (size_t i = 0; i < DRAWN_LETTERS; i++)
			name[i] = letters[bytes[i] % (sizeof(letters) - 1)];
		snprintf(id, NEW_ID_SIZE, "%.16s%s", prefix, name);
	} while (map_get(&ids->known, str_from(id)));
	return new_ids_take(ids, str_from(id));
}
