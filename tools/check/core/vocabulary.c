#include "check/core/vocabulary.h"

#include "base/hash.h"

#include <stdlib.h>

enum { ROOM_FIRST = 1024 }; /* words; there are twice as many slots */

void vocabulary_init(struct vocabulary *vocabulary)
{
	*vocabulary = (struct vocabulary){ .words = NULL };
	arena_init(&vocabulary->arena);
}

void vocabulary_release(struct vocabulary *vocabulary)
{
	free(vocabulary->slots);
	arena_release(&vocabulary->arena);
	free(vocabulary->words);
	vocabulary_init(vocabulary);
}

/* The slot with that hash, or the free slot where it belongs. There is always a free one. */
static struct vocabulary_slot *slot_of(struct vocabulary_slot *slots, uint32_t room, uint64_t hash)
{
	uint32_t i = (uint32_t)(hash >> 1) & (room - 1);
	while (slots[i].hash && slots[i].hash != hash)
		i = (i + 1) & (room - 1);
	return &slots[i];
}

/* Makes room for one more word. */
static bool make_room(struct vocabulary *vocabulary)
{
	if (vocabulary->count < vocabulary->room)
		return true;
	if (vocabulary->room > UINT32_MAX / 8)
		return false;
	uint32_t room = vocabulary->room ? vocabulary->room * 2 : ROOM_FIRST, slot_room = room * 2;
	struct str *words = realloc(vocabulary->words, room * sizeof(*words));
	struct vocabulary_slot *slots = calloc(slot_room, sizeof(*slots));
	vocabulary->words = words ? words : vocabulary->words;
	if (!words || !slots) {
		free(slots);
		return false;
	}
	for (uint32_t i = 0; i < vocabulary->slot_room; i++)
		if (vocabulary->slots[i].hash)
			*slot_of(slots, slot_room, vocabulary->slots[i].hash) = vocabulary->slots[i];
	free(vocabulary->slots);
	vocabulary->slots = slots;
	vocabulary->slot_room = slot_room;
	vocabulary->room = room;
	return true;
}

uint32_t vocabulary_number(struct vocabulary *vocabulary, struct str word)
{
	if (vocabulary->failed || !make_room(vocabulary)) {
		vocabulary->failed = true;
		return 0;
	}
	uint64_t hash = hash_of(word, hash_secret()) | 1;
	struct vocabulary_slot *slot = slot_of(vocabulary->slots, vocabulary->slot_room, hash);
	if (slot->hash)
		return slot->number;
	struct str copy = arena_str(&vocabulary->arena, word);
	if (!copy.at) {
		vocabulary->failed = true;
		return 0;
	}
	*slot = (struct vocabulary_slot){ hash, vocabulary->count };
	vocabulary->words[vocabulary->count] = copy;
	return vocabulary->count++;
}
