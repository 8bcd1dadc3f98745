/* Makes a deck of flashcards, and measures how long the join of check/duplicate/join.h takes to find all pairs of
 * similar cards: cards COUNT [PERCENT]. Prints one line for the shell to evaluate.
 *
 * A card has 15 different words: those of a template ("what is the most common cause of …") occur in very many cards,
 * the others follow Zipf's law over a vocabulary of 60,000. One card in a hundred is a copy of another with one word
 * changed. All random numbers come from one seed. */
#include "base/pool.h"
#include "check/duplicate/join.h"

#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { WORDS = 15, VOCABULARY = 60000, TEMPLATES = 40, TEMPLATE_WORDS = 60, PLANTED = 100 };

struct deck {
	uint64_t random;
	double *heap; /* the cumulative probability of the first words */
};

static uint32_t next(struct deck *deck)
{
	deck->random ^= deck->random << 13;
	deck->random ^= deck->random >> 7;
	deck->random ^= deck->random << 17;
	return (uint32_t)(deck->random >> 32);
}

static uint32_t zipf(struct deck *deck)
{
	double at = next(deck) / 4294967296.0 * deck->heap[VOCABULARY - 1];
	uint32_t low = 0, high = VOCABULARY - 1;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (deck->heap[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void put(struct join_set *set, uint32_t word)
{
	for (uint32_t i = 0; i < set->count; i++)
		if (set->tokens[i] == word)
			return;
	set->tokens[set->count++] = word;
}

static void make_card(struct deck *deck, struct join_set *sets, size_t number)
{
	struct join_set *set = &sets[number];
	if (number && next(deck) % PLANTED == 0) {
		const struct join_set *like = &sets[next(deck) % number];
		uint32_t left_out = next(deck) % WORDS;
		for (uint32_t i = 0; i < like->count; i++)
			if (i != left_out)
				put(set, like->tokens[i]);
	} else {
		uint32_t template = next(deck) % TEMPLATES, count = 3 + template % 5;
		for (uint32_t i = 0; i < count; i++)
			put(set, VOCABULARY + (template * 7 + i * (1 + template)) % TEMPLATE_WORDS);
	}
	while (set->count < WORDS)
		put(set, zipf(deck));
}

static void count_pair(void *context, unsigned worker, size_t a, size_t b, uint32_t common)
{
	(void)worker;
	(void)a;
	(void)b;
	(void)common;
	atomic_fetch_add((atomic_size_t *)context, 1);
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
	unsigned percent = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 80;
	struct deck deck = { 88172645463325252U, malloc(VOCABULARY * sizeof(double)) };
	struct join_set *sets = calloc(count ? count : 1, sizeof(*sets));
	uint32_t *tokens = malloc((count ? count : 1) * WORDS * sizeof(*tokens));
	if (count == 0 || !deck.heap || !sets || !tokens) {
		fprintf(stderr, "usage: cards COUNT [PERCENT]\n");
		return 2;
	}
	double sum = 0;
	for (uint32_t i = 0; i < VOCABULARY; i++)
		deck.heap[i] = sum += 1 / pow(i + 2.7, 1.05);
	for (size_t i = 0; i < count; i++) {
		sets[i].tokens = &tokens[i * WORDS];
		make_card(&deck, sets, i);
	}
	atomic_size_t pairs = 0;
	double start = seconds();
	bool good = join(sets, count, VOCABULARY + TEMPLATE_WORDS, NULL, percent, pool_processors(), count_pair, &pairs);
	double taken = seconds() - start;
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	printf("seconds=%.3f pairs=%zu kib=%ld\n", taken, (size_t)pairs, usage.ru_maxrss);
	free(sets);
	free(tokens);
	free(deck.heap);
	return good ? 0 : 3;
}
