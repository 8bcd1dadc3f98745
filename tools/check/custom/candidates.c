#include "check/custom/worker.h"

/* Searches for the word from offset on. */
static size_t find(const struct custom_worker *worker, const struct needed_word *word, size_t offset)
{
	const struct buf *lower = &worker->lower;
	if (offset >= lower->len)
		return SIZE_MAX;
	const char *found = memmem(lower->at + offset, lower->len - offset, word->at, word->len);
	return found ? (size_t)(found - lower->at) : SIZE_MAX;
}

void custom_candidates_init(struct custom_candidates *candidates, const struct custom_worker *worker, size_t pattern)
{
	const struct needed_words *needed = &worker->set->patterns[pattern].needed;
	*candidates = (struct custom_candidates){ .needed = needed };
	candidates->all = needed->count == 0 || worker->grams.odd;
	for (unsigned i = 0; i < needed->count && !candidates->all; i++)
		candidates->hit[i] = find(worker, &needed->word[i], 0);
}

/* Moves to the text that contains the next word; false if there is none. */
static bool skip(struct custom_candidates *candidates, const struct custom_worker *worker,
		 const struct custom_text *texts, size_t count)
{
	size_t nearest = SIZE_MAX, start = texts[candidates->next].at;
	for (unsigned i = 0; i < candidates->needed->count; i++) {
		size_t *hit = &candidates->hit[i];
		if (*hit < start)
			*hit = find(worker, &candidates->needed->word[i], start);
		nearest = *hit < nearest ? *hit : nearest;
	}
	if (nearest == SIZE_MAX)
		return false;
	while (candidates->next + 1 < count && texts[candidates->next + 1].at <= nearest)
		candidates->next++;
	return true;
}

const struct custom_text *custom_candidates_next(struct custom_candidates *candidates,
						 const struct custom_worker *worker, size_t pattern)
{
	size_t count = worker->list.len / sizeof(struct custom_text);
	const struct custom_text *texts = (const struct custom_text *)(const void *)worker->list.at;
	while (candidates->next < count) {
		if (!candidates->all && !skip(candidates, worker, texts, count))
			return NULL;
		const struct custom_text *text = &texts[candidates->next++];
		if (custom_looks_at(worker->set->patterns[pattern].rule, text))
			return text;
	}
	return NULL;
}
