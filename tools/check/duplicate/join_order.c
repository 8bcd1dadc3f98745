#include "base/pool.h"
#include "check/duplicate/join_work.h"

#include <stdlib.h>

enum {
	CHUNK = 512,	    /* sets that a worker takes at a time */
	INSERTION_MAX = 48, /* longer arrays are not sorted by insertion */
};

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

bool join_rank_tokens(struct join_work *work, const struct join_token *tokens, uint32_t count)
{
	uint32_t largest = 0;
	for (uint32_t i = 0; i < count; i++)
		largest = tokens[i].frequency > largest ? tokens[i].frequency : largest;
	uint32_t *starts = calloc((size_t)largest + 2, sizeof(*starts));
	if (!starts)
		return false;
	for (uint32_t i = 0; i < count; i++)
		starts[tokens[i].frequency + (size_t)1]++;
	for (size_t i = 1; i <= largest; i++)
		starts[i] += starts[i - 1];
	for (uint32_t i = 0; i < count; i++) {
		work->ranks[i] = starts[tokens[i].frequency]++;
		work->weights[work->ranks[i]] = tokens[i].weight;
	}
	free(starts);
	return true;
}

/* Renumbers the tokens of a chunk of sets by rank, sorts them, and adds up their weights. */
static void rank_chunk(void *context, unsigned worker, size_t chunk)
{
	const struct join_work *work = context;
	(void)worker;
	size_t end = (chunk + 1) * CHUNK < work->set_count ? (chunk + 1) * CHUNK : work->set_count;
	for (size_t i = chunk * CHUNK; i < end; i++) {
		struct join_set *set = &work->sets[i];
		uint32_t *tokens = set->tokens, count = set->count;
		set->weight = 0;
		for (uint32_t j = 0; j < count; j++) {
			uint32_t rank = work->ranks[tokens[j]], k = j;
			set->weight += work->weights[rank];
			for (; count <= INSERTION_MAX && k > 0 && tokens[k - 1] > rank; k--)
				tokens[k] = tokens[k - 1];
			tokens[k] = rank;
		}
		if (count > INSERTION_MAX)
			qsort(tokens, count, sizeof(*tokens), by_number);
	}
}

void join_rank_sets(struct join_work *work, unsigned workers)
{
	pool_run(workers, (work->set_count + CHUNK - 1) / CHUNK, rank_chunk, work);
}

struct weighed {
	uint32_t weight, set;
};

static int by_weight(const void *a, const void *b)
{
	const struct weighed *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight < y->weight ? -1 : 1;
	return (x->set > y->set) - (x->set < y->set);
}

bool join_order_sets(struct join_work *work)
{
	struct weighed *weighed = malloc((work->set_count + 1) * sizeof(*weighed));
	if (!weighed)
		return false;
	for (size_t i = 0; i < work->set_count; i++)
		if (work->sets[i].count)
			weighed[work->count++] = (struct weighed){ work->sets[i].weight, (uint32_t)i };
	if (work->count)
		qsort(weighed, work->count, sizeof(*weighed), by_weight);
	for (uint32_t i = 0; i < work->count; i++) {
		work->order[i] = weighed[i].set;
		work->ordered[i] = work->sets[weighed[i].set];
	}
	free(weighed);
	return true;
}
