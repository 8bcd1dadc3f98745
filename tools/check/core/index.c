#include "check/core/index.h"

#include "check/core/unspaced.h"

#include <stdlib.h>

void index_part_init(struct index_part *part)
{
	*part = (struct index_part){ .ids = NULL };
	arena_init(&part->arena);
	vocabulary_init(&part->vocabulary);
}

void index_part_release(struct index_part *part)
{
	arena_release(&part->arena);
	free(part->ids);
	free(part->links);
	free(part->prompts);
	free(part->pictures);
	free(part->keys);
	free(part->files);
	free(part->words);
	vocabulary_release(&part->vocabulary);
	index_part_init(part);
}

/* Makes room for one more element of size bytes. If memory ran out, returns NULL and leaves the list unchanged. */
static void *grow(struct index_part *part, void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return list;
	size_t larger = *room ? *room + *room / 2 : 256;
	void *grown = part->failed ? NULL : realloc(list, larger * size);
	if (grown)
		*room = larger;
	else
		part->failed = true;
	return grown;
}

/* Copies s into the part's memory; NULL if s has no value or memory ran out. */
static const char *keep(struct index_part *part, struct str s)
{
	if (!s.at)
		return NULL;
	const char *copy = arena_copy(&part->arena, s.at, s.len);
	part->failed = part->failed || !copy;
	return copy;
}

void index_open_file(struct index_part *part, uint32_t file, struct str lesson)
{
	struct index_file *files = grow(part, part->files, part->file_count, &part->file_room, sizeof(*part->files));
	if (!files)
		return;
	part->files = files;
	part->files[part->file_count++] = (struct index_file){ .lesson = keep(part, lesson),
							       .file = file,
							       .ids = part->id_count,
							       .links = part->link_count,
							       .prompts = part->prompt_count,
							       .pictures = part->picture_count,
							       .keys = part->key_count };
}

static uint32_t current_file(const struct index_part *part)
{
	return part->files[part->file_count - 1].file;
}

void index_add_id(struct index_part *part, struct str id, enum id_kind kind, struct location location)
{
	struct index_id *ids = grow(part, part->ids, part->id_count, &part->id_room, sizeof(*part->ids));
	const char *copy = ids ? keep(part, id) : NULL;
	if (ids)
		part->ids = ids;
	if (copy && !part->failed)
		part->ids[part->id_count++] = (struct index_id){ copy, location, current_file(part), kind, NULL };
}

void index_add_link(struct index_part *part, struct str id, struct location location, struct str item)
{
	struct index_link *links = grow(part, part->links, part->link_count, &part->link_room, sizeof(*part->links));
	const char *copy = links ? keep(part, id) : NULL;
	if (links)
		part->links = links;
	if (copy && !part->failed)
		part->links[part->link_count++] = (struct index_link){ copy, keep(part, item), location };
}

struct index_prompt *index_add_prompt(struct index_part *part, const unsigned char *digest, enum prompt_kind kind,
				      struct location location, struct str item)
{
	struct index_prompt *prompts =
		grow(part, part->prompts, part->prompt_count, &part->prompt_room, sizeof(*part->prompts));
	if (!prompts)
		return NULL;
	part->prompts = prompts;
	if (part->failed)
		return NULL;
	struct index_prompt *prompt = &part->prompts[part->prompt_count++];
	*prompt = (struct index_prompt){ .location = location, .item = keep(part, item), .kind = kind };
	prompt->file = current_file(part);
	prompt->word_offset = part->word_count;
	memcpy(prompt->digest, digest, sizeof(prompt->digest));
	return prompt;
}

uint32_t index_add_words(struct index_part *part, struct str folded)
{
	size_t before = part->word_count;
	char scratch[UNSPACED_WORD];
	size_t offset = 0;
	for (struct str word; (word = unspaced_next_word(folded, &offset, scratch)).at;) {
		uint32_t *words = grow(part, part->words, part->word_count, &part->word_room, sizeof(*part->words));
		if (!words)
			return 0;
		part->words = words;
		words[part->word_count++] = vocabulary_number(&part->vocabulary, word);
	}
	part->failed = part->failed || part->vocabulary.failed;
	return (uint32_t)(part->word_count - before);
}

void index_add_picture(struct index_part *part, const struct index_picture *picture, const char *path, struct str item)
{
	struct index_picture *pictures =
		grow(part, part->pictures, part->picture_count, &part->picture_room, sizeof(*part->pictures));
	if (!pictures)
		return;
	part->pictures = pictures;
	struct index_picture *added = &part->pictures[part->picture_count];
	*added = *picture;
	added->path = keep(part, str_from(path));
	added->item = keep(part, item);
	added->file = current_file(part);
	if (!part->failed)
		part->picture_count++;
}

void index_add_key(struct index_part *part, struct key key)
{
	struct index_key *keys = grow(part, part->keys, part->key_count, &part->key_room, sizeof(*part->keys));
	if (!keys)
		return;
	part->keys = keys;
	keys[part->key_count++] = (struct index_key){ (unsigned char)key.options, (unsigned char)key.position };
}

void index_set_keys_location(struct index_part *part, struct location location)
{
	part->files[part->file_count - 1].keys_location = location;
}

struct str index_lesson(const struct index *index, uint32_t file)
{
	for (size_t i = 0; i < index->part_count; i++)
		for (size_t j = 0; j < index->parts[i].file_count; j++)
			if (index->parts[i].files[j].file == file)
				return str_from(index->parts[i].files[j].lesson);
	return STR_NONE;
}
