#include "check/duplicate/join.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SETS = 160, SIZE_MAX_HERE = 130, VOCABULARY = 400 };

struct pairs {
	unsigned char alike[SETS][SETS];
	bool twice;
	pthread_mutex_t lock;
};

static uint32_t next(uint64_t *state)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*state >> 33);
}

static void note(void *context, unsigned worker, size_t a, size_t b)
{
	struct pairs *pairs = context;
	(void)worker;
	pthread_mutex_lock(&pairs->lock);
	pairs->twice = pairs->twice || a >= b || pairs->alike[a][b];
	pairs->alike[a][b] = 1;
	pthread_mutex_unlock(&pairs->lock);
}

/* Puts token into the set unless it is there. */
static void put(struct join_set *set, uint32_t token)
{
	for (uint32_t i = 0; i < set->count; i++)
		if (set->tokens[i] == token)
			return;
	set->tokens[set->count++] = token;
}

/* Frequent tokens and rare ones, sets that are near others and such that are not, empty ones too. */
static void make(struct join_set *sets, uint32_t *tokens, uint64_t *state)
{
	uint32_t largest = 1 + next(state) % (SIZE_MAX_HERE - 1);
	for (size_t i = 0; i < SETS; i++) {
		sets[i] = (struct join_set){ .tokens = &tokens[i * SIZE_MAX_HERE] };
		uint32_t size = next(state) % (largest + 1);
		const struct join_set *like = i && next(state) % 3 ? &sets[next(state) % i] : NULL;
		uint32_t kept = 50 + next(state) % 51;
		for (uint32_t j = 0; like && j < like->count; j++)
			if (next(state) % 100 < kept)
				put(&sets[i], like->tokens[j]);
		if (like)
			size = sets[i].count + next(state) % (1 + sets[i].count / 4);
		while (sets[i].count < size && sets[i].count < SIZE_MAX_HERE) {
			uint32_t range = 1 + next(state) % VOCABULARY;
			put(&sets[i], next(state) % range);
			if (next(state) % 50 == 0)
				break;
		}
	}
}

/* Counts in how many sets each token is, and gives it some weight. */
static void weigh(const struct join_set *sets, struct join_token *tokens, uint64_t *state)
{
	uint32_t heaviest = next(state) % 3 ? 1 + next(state) % 200 : 1;
	for (uint32_t i = 0; i < VOCABULARY; i++)
		tokens[i] = (struct join_token){ 0, 1 + next(state) % heaviest };
	for (size_t i = 0; i < SETS; i++)
		for (uint32_t j = 0; j < sets[i].count; j++)
			tokens[sets[i].tokens[j]].frequency++;
}

static uint32_t weight_of(const struct join_set *set, const struct join_token *tokens)
{
	uint32_t sum = 0;
	for (uint32_t i = 0; i < set->count; i++)
		sum += tokens[set->tokens[i]].weight;
	return sum;
}

/* Fills pairs by comparing each with each; how many are alike. */
static size_t naive(const struct join_set *sets, const struct join_token *tokens, unsigned percent, struct pairs *pairs)
{
	size_t count = 0;
	for (size_t i = 0; i < SETS; i++) {
		struct join_token common_tokens[VOCABULARY] = { 0 }; /* those that set i lacks weigh nothing */
		for (uint32_t k = 0; k < sets[i].count; k++)
			common_tokens[sets[i].tokens[k]] = tokens[sets[i].tokens[k]];
		for (size_t j = i + 1; j < SETS; j++) {
			uint32_t common = weight_of(&sets[j], common_tokens);
			uint32_t together = weight_of(&sets[i], tokens) + weight_of(&sets[j], tokens) - common;
			if (common == 0 || common * 100 < together * percent)
				continue;
			pairs->alike[i][j] = 1;
			count++;
		}
	}
	return count;
}

static void every_pair_is_found(void **state)
{
	(void)state;
	static const unsigned percents[] = { 35, 40, 50, 51, 60, 67, 70, 75, 80, 85, 90, 95, 99 };
	static struct pairs expected, found;
	static uint32_t tokens[SETS * SIZE_MAX_HERE];
	struct join_token known[VOCABULARY];
	struct join_set sets[SETS];
	size_t alike = 0;
	pthread_mutex_init(&found.lock, NULL);
	for (uint64_t seed = 1; seed <= 220; seed++) {
		uint64_t random = seed;
		unsigned percent = percents[seed % (sizeof(percents) / sizeof(percents[0]))];
		make(sets, tokens, &random);
		weigh(sets, known, &random);
		memset(expected.alike, 0, sizeof(expected.alike));
		memset(found.alike, 0, sizeof(found.alike));
		alike += naive(sets, known, percent, &expected);
		assert_true(join(sets, SETS, known, VOCABULARY, percent, 1 + (unsigned)seed % 3, note, &found));
		assert_false(found.twice);
		if (memcmp(expected.alike, found.alike, sizeof(found.alike)) != 0)
			fail_msg("seed %u at %u percent differs", (unsigned)seed, percent);
	}
	pthread_mutex_destroy(&found.lock);
	/* The test would say nothing if hardly any were alike. */
	assert_true(alike > 20000);
}

static void count(void *context, unsigned worker, size_t a, size_t b)
{
	(void)worker;
	(void)a;
	(void)b;
	++*(size_t *)context;
}

/* Sets that are all alike are compared with some of their kind only, so that the time stays linear. */
static void many_alike_take_linear_time(void **state)
{
	(void)state;
	enum { MANY = 20000, SIZE = 12 };
	struct join_set *sets = calloc(MANY, sizeof(*sets));
	uint32_t *tokens = calloc((size_t)MANY * SIZE, sizeof(*tokens));
	struct join_token known[SIZE];
	size_t pairs = 0;
	assert_true(sets && tokens);
	for (size_t i = 0; i < MANY; i++) {
		sets[i] = (struct join_set){ .tokens = tokens + i * SIZE, .count = SIZE };
		for (uint32_t j = 0; j < SIZE; j++)
			sets[i].tokens[j] = j;
	}
	for (uint32_t j = 0; j < SIZE; j++)
		known[j] = (struct join_token){ MANY, 1 };
	assert_true(join(sets, MANY, known, SIZE, 50, 1, count, &pairs));
	/* Each with some that come before it. */
	assert_in_range(pairs, MANY - 1, (size_t)MANY * 300);
	free(sets);
	free(tokens);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair_is_found),
		cmocka_unit_test(many_alike_take_linear_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
