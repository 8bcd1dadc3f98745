#include "check/duplicate/join_order.h"

#include "base/pool.h"

#include <stdlib.h>

enum {
	CHUNK = 512,	    /* sets that a worker takes at a time */
	INSERTION_MAX = 48, /* longer arrays are not sorted by insertion */
};

struct ranking {
	struct join_set *sets;
	size_t count;
	const uint32_t *ranks; /* by token */
};

static int rising(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Renumbers the tokens of a chunk of sets by rank, and sorts them. */
static void rank_chunk(void *context, unsigned worker, size_t chunk)
{
	const struct ranking *ranking = context;
	(void)worker;
	size_t end = (chunk + 1) * CHUNK < ranking->count ? (chunk + 1) * CHUNK : ranking->count;
	for (size_t i = chunk * CHUNK; i < end; i++) {
		uint32_t *tokens = ranking->sets[i].tokens, count = ranking->sets[i].count;
		for (uint32_t j = 0; j < count; j++) {
			uint32_t rank = ranking->ranks[tokens[j]], k = j;
			for (; count <= INSERTION_MAX && k > 0 && tokens[k - 1] > rank; k--)
				tokens[k] = tokens[k - 1];
			tokens[k] = rank;
		}
		if (count > INSERTION_MAX)
			qsort(tokens, count, sizeof(*tokens), rising);
	}
}

struct frequency {
	uint32_t count, token;
};

static int by_frequency(const void *a, const void *b)
{
	const struct frequency *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? -1 : 1;
	return (x->token > y->token) - (x->token < y->token);
}

bool join_rank_tokens(struct join_set *sets, size_t count, uint32_t token_count, const uint32_t *kinds,
		      uint32_t *ranked, unsigned workers)
{
	bool good = false;
	struct frequency *tokens = calloc((size_t)token_count + 1, sizeof(*tokens));
	uint32_t *ranks = malloc(((size_t)token_count + 1) * sizeof(*ranks));
	if (!tokens || !ranks)
		goto out;
	for (uint32_t i = 0; i < token_count; i++)
		tokens[i].token = i;
	for (size_t i = 0; i < count; i++)
		for (uint32_t j = 0; j < sets[i].count; j++)
			tokens[sets[i].tokens[j]].count++;
	qsort(tokens, token_count, sizeof(*tokens), by_frequency);
	for (uint32_t i = 0; i < token_count; i++)
		ranks[tokens[i].token] = i;
	for (uint32_t i = 0; kinds && i < token_count; i++)
		ranked[ranks[i]] = kinds[i];
	struct ranking ranking = { sets, count, ranks };
	pool_run(workers, (count + CHUNK - 1) / CHUNK, rank_chunk, &ranking);
	good = true;
out:
	free(tokens);
	free(ranks);
	return good;
}

struct ordered_set *join_order_sets(const struct join_set *sets, size_t count, uint32_t *left)
{
	uint32_t largest = 0;
	for (size_t i = 0; i < count; i++)
		largest = sets[i].count > largest ? sets[i].count : largest;
	uint32_t *starts = calloc((size_t)largest + 2, sizeof(*starts));
	struct ordered_set *ordered = malloc((count + 1) * sizeof(*ordered));
	if (!starts || !ordered) {
		free(starts);
		free(ordered);
		return NULL;
	}
	for (size_t i = 0; i < count; i++)
		starts[sets[i].count + (size_t)1]++;
	*left = (uint32_t)count - starts[1];
	starts[1] = 0;
	for (size_t i = 2; i <= largest; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < count; i++) {
		const struct join_set *from = &sets[i];
		if (from->count)
			ordered[starts[from->count]++] =
				(struct ordered_set){ from->tokens, from->count, (uint32_t)i, from->group };
	}
	free(starts);
	return ordered;
}
