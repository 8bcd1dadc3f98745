/* Finding by id, through arrays sorted once. */
#include "reader/internal.h"

#include <stdlib.h>
#include <string.h>

static int by_item_id(const void *a, const void *b)
{
	return strcmp((*(struct satchel_item *const *)a)->id, (*(struct satchel_item *const *)b)->id);
}

static int by_lesson_id(const void *a, const void *b)
{
	return strcmp((*(struct satchel_lesson *const *)a)->id, (*(struct satchel_lesson *const *)b)->id);
}

static int item_has_id(const void *id, const void *item)
{
	return strcmp(id, (*(struct satchel_item *const *)item)->id);
}

static int lesson_has_id(const void *id, const void *lesson)
{
	return strcmp(id, (*(struct satchel_lesson *const *)lesson)->id);
}

static void check_unique(const struct satchel *pack, struct troubles *troubles)
{
	for (size_t i = 1; i < pack->lesson_count; i++)
		if (strcmp(pack->lesson_by_id[i - 1]->id, pack->lesson_by_id[i]->id) == 0)
			trouble(troubles, SATCHEL_DAMAGED, "index.json: lesson %s stands there twice",
				pack->lesson_by_id[i]->id);
	for (size_t i = 0; i < pack->item_count; i++) {
		const char *id = pack->by_id[i]->id;
		if (i > 0 && strcmp(pack->by_id[i - 1]->id, id) == 0)
			trouble(troubles, SATCHEL_DAMAGED, "index.json: the id %s stands there twice", id);
		else if (satchel_find_lesson(pack, id))
			trouble(troubles, SATCHEL_DAMAGED, "index.json: %s is the id of a lesson and of an item", id);
	}
}

bool lookup_build(struct satchel *pack, struct troubles *troubles)
{
	pack->by_id = malloc((pack->item_count + 1) * sizeof(struct satchel_item *));
	pack->lesson_by_id = malloc((pack->lesson_count + 1) * sizeof(struct satchel_lesson *));
	if (!pack->by_id || !pack->lesson_by_id)
		return trouble_memory(troubles);
	for (size_t i = 0; i < pack->item_count; i++)
		pack->by_id[i] = &pack->items[i];
	for (size_t i = 0; i < pack->lesson_count; i++)
		pack->lesson_by_id[i] = &pack->lessons[i];
	qsort(pack->by_id, pack->item_count, sizeof(struct satchel_item *), by_item_id);
	qsort(pack->lesson_by_id, pack->lesson_count, sizeof(struct satchel_lesson *), by_lesson_id);
	check_unique(pack, troubles);
	return true;
}

const struct satchel_lesson *satchel_find_lesson(const struct satchel *pack, const char *id)
{
	struct satchel_lesson **found =
		bsearch(id, pack->lesson_by_id, pack->lesson_count, sizeof(struct satchel_lesson *), lesson_has_id);
	return found ? *found : NULL;
}

const struct satchel_item *satchel_find_item(const struct satchel *pack, const char *id)
{
	struct satchel_item **found =
		bsearch(id, pack->by_id, pack->item_count, sizeof(struct satchel_item *), item_has_id);
	return found ? *found : NULL;
}

const struct satchel_entry *satchel_find_entry(const struct satchel *pack, const char *name)
{
	for (size_t i = 0; i < pack->entry_count; i++)
		if (strcmp(pack->entries[i].name, name) == 0)
			return &pack->entries[i];
	return NULL;
}
