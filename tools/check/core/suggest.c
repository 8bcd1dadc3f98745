#include "check/core/suggest.h"

#include "base/nearest.h"

#include <stdlib.h>

/* About two seconds. */
#define BUDGET ((size_t)500 * 1000 * 1000)

static const char none[] = "";

void suggest_init(struct suggest *suggest)
{
	*suggest = (struct suggest){ .names = NULL, .budget = BUDGET };
	map_init(&suggest->known);
}

void suggest_release(struct suggest *suggest)
{
	free(suggest->names);
	map_release(&suggest->known);
	suggest_init(suggest);
}

static uint64_t letters_of(struct str name)
{
	uint64_t letters = 0;
	for (size_t i = 0; i < name.len; i++)
		letters |= (uint64_t)1 << (name.at[i] & 63);
	return letters;
}

static bool make(struct suggest *suggest, const struct index *index)
{
	size_t count = 0;
	for (size_t i = 0; i < index->part_count; i++)
		count += index->parts[i].id_count;
	suggest->made = true;
	suggest->names = malloc((count ? count : 1) * sizeof(*suggest->names));
	if (!suggest->names)
		return false;
	for (size_t i = 0; i < index->part_count; i++) {
		const struct index_part *part = &index->parts[i];
		for (size_t j = 0; j < part->id_count; j++) {
			const char *name = part->ids[j].id;
			suggest->names[suggest->count++] = (struct suggest_name){ letters_of(str_from(name)), name };
		}
	}
	return true;
}

/* An edit inserts, removes or replaces one letter, which changes at most two elements of the set. */
static bool may_be_near(uint64_t a, uint64_t b, unsigned edits)
{
	return (unsigned)__builtin_popcountll(a ^ b) <= 2 * edits;
}

bool suggest_id(struct suggest *suggest, const struct index *index, struct str wanted, const char **near)
{
	*near = NULL;
	if (!suggest->made && !make(suggest, index))
		return false;
	void **answer = map_put(&suggest->known, wanted);
	if (!answer)
		return false;
	if (!*answer) {
		struct nearest nearest;
		nearest_init(&nearest, wanted);
		uint64_t letters = letters_of(wanted);
		size_t count = suggest->budget < suggest->count ? 0 : suggest->count;
		for (size_t i = 0; i < count; i++) {
			const char *name = suggest->names[i].name;
			unsigned edits = nearest.distance;
			if (!may_be_near(letters, suggest->names[i].letters, edits))
				continue;
			/* Of equally near ids choose the alphabetically first, so that the result does not depend on
			 * threads. */
			if (nearest.best && edit_distance(wanted, str_from(name), edits) == edits) {
				if (strcmp(name, nearest.best) < 0)
					nearest.best = name;
				continue;
			}
			nearest_offer(&nearest, name);
		}
		suggest->budget -= count;
		*answer = nearest.best ? (void *)(uintptr_t)nearest.best : (void *)(uintptr_t)none;
	}
	*near = *answer == (const void *)none ? NULL : *answer;
	return true;
}
