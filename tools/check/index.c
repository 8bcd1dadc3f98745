#include "check/index.h"

#include <stdlib.h>

void index_part_init(struct index_part *part)
{
	*part = (struct index_part){ .ids = NULL };
	arena_init(&part->arena);
}

void index_part_release(struct index_part *part)
{
	arena_release(&part->arena);
	free(part->ids);
	free(part->links);
	free(part->prompts);
	free(part->files);
	index_part_init(part);
}

/* Room for one more of size bytes; the list as it was and NULL where memory ran out. */
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

/* s in memory of the part; NULL where it is none, or where memory ran out. */
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
	part->files[part->file_count++] = (struct index_file){
		keep(part, lesson), file, part->id_count, part->link_count, part->prompt_count,
	};
}

static uint32_t current_file(const struct index_part *part)
{
	return part->files[part->file_count - 1].file;
}

void index_add_id(struct index_part *part, struct str id, enum id_kind kind, struct place place)
{
	struct index_id *ids = grow(part, part->ids, part->id_count, &part->id_room, sizeof(*part->ids));
	const char *copy = ids ? keep(part, id) : NULL;
	if (ids)
		part->ids = ids;
	if (copy && !part->failed)
		part->ids[part->id_count++] = (struct index_id){ copy, place, current_file(part), kind };
}

void index_add_link(struct index_part *part, struct str id, struct place place, struct str item)
{
	struct index_link *links = grow(part, part->links, part->link_count, &part->link_room, sizeof(*part->links));
	const char *copy = links ? keep(part, id) : NULL;
	if (links)
		part->links = links;
	if (copy && !part->failed)
		part->links[part->link_count++] = (struct index_link){ copy, keep(part, item), place };
}

void index_add_prompt(struct index_part *part, const unsigned char *digest, enum id_kind kind, struct place place,
		      struct str item)
{
	struct index_prompt *prompts =
		grow(part, part->prompts, part->prompt_count, &part->prompt_room, sizeof(*part->prompts));
	if (!prompts)
		return;
	part->prompts = prompts;
	if (part->failed)
		return;
	struct index_prompt *prompt = &part->prompts[part->prompt_count++];
	*prompt = (struct index_prompt){ .place = place, .item = keep(part, item), .kind = kind };
	prompt->file = current_file(part);
	memcpy(prompt->digest, digest, sizeof(prompt->digest));
}
