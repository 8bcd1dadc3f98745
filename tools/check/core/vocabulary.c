#include "check/core/vocabulary.h"

#include <stdlib.h>

void vocabulary_init(struct vocabulary *vocabulary)
{
	*vocabulary = (struct vocabulary){ .words = NULL };
	map_init(&vocabulary->numbers);
	arena_init(&vocabulary->arena);
}

void vocabulary_release(struct vocabulary *vocabulary)
{
	map_release(&vocabulary->numbers);
	arena_release(&vocabulary->arena);
	free(vocabulary->words);
	vocabulary_init(vocabulary);
}

static bool make_room(struct vocabulary *vocabulary)
{
	if (vocabulary->count < vocabulary->room)
		return true;
	if (vocabulary->room > UINT32_MAX / 2)
		return false;
	uint32_t room = vocabulary->room ? vocabulary->room * 2 : 1024;
	struct str *words = realloc(vocabulary->words, room * sizeof(*words));
	if (!words)
		return false;
	vocabulary->words = words;
	vocabulary->room = room;
	return true;
}

uint32_t vocabulary_number(struct vocabulary *vocabulary, struct str word)
{
	/* NULL means absent in a map, so it stores the number plus one. */
	void *known = map_get(&vocabulary->numbers, word);
	if (known)
		return (uint32_t)((uintptr_t)known - 1);
	struct str copy = STR_NONE;
	void **slot = NULL;
	if (!vocabulary->failed && make_room(vocabulary))
		copy = arena_str(&vocabulary->arena, word);
	if (copy.at)
		slot = map_put(&vocabulary->numbers, copy);
	if (!slot) {
		vocabulary->failed = true;
		return 0;
	}
	*slot = (void *)((uintptr_t)vocabulary->count + 1);
	vocabulary->words[vocabulary->count] = copy;
	return vocabulary->count++;
}
