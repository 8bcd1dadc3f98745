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
	uint32_t common[SETS][SETS]; /* 0: not similar */
	bool twice;
	pthread_mutex_t lock;
};

static uint32_t next(uint64_t *state)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*state >> 33);
}

static void note(void *context, unsigned worker, size_t a, size_t b, uint32_t common)
{
	struct pairs *pairs = context;
	(void)worker;
	pthread_mutex_lock(&pairs->lock);
	pairs->twice = pairs->twice || a >= b || pairs->common[a][b];
	pairs->common[a][b] = common;
	pthread_mutex_unlock(&pairs->lock);
}

/* Adds token to the set unless it is in it. */
static void put(struct join_set *set, uint32_t token)
{
	for (uint32_t i = 0; i < set->count; i++)
		if (set->tokens[i] == token)
			return;
	set->tokens[set->count++] = token;
}

/* Frequent and rare tokens; sets that are similar to others, sets that are not, and empty ones. */
static void make(struct join_set *sets, uint32_t *tokens, uint64_t *state)
{
	uint32_t largest = 1 + next(state) % (SIZE_MAX_HERE - 1), groups = next(state) % 3 ? 1 : 3;
	for (size_t i = 0; i < SETS; i++) {
		sets[i] = (struct join_set){ &tokens[i * SIZE_MAX_HERE], 0, next(state) % groups };
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

static uint32_t common_of(const struct join_set *a, const struct join_set *b)
{
	uint32_t common = 0;
	for (uint32_t i = 0; i < a->count; i++)
		for (uint32_t j = 0; j < b->count; j++)
			common += a->tokens[i] == b->tokens[j];
	return common;
}

/* Fills pairs by comparing each with each. Returns how many are similar. */
static size_t naive(const struct join_set *sets, unsigned percent, struct pairs *pairs)
{
	size_t count = 0;
	for (size_t i = 0; i < SETS; i++) {
		for (size_t j = i + 1; j < SETS; j++) {
			uint32_t common = sets[i].group == sets[j].group ? common_of(&sets[i], &sets[j]) : 0;
			uint32_t together = sets[i].count + sets[j].count - common;
			if (common == 0 || common * 100 < together * percent)
				continue;
			pairs->common[i][j] = common;
			count++;
		}
	}
	return count;
}

static void every_pair_is_found(void **state)
{
	(void)state;
	static const unsigned percents[] = { 50, 51, 60, 67, 70, 75, 80, 85, 90, 95, 99 };
	static struct pairs expected, found;
	static uint32_t tokens[SETS * SIZE_MAX_HERE];
	struct join_set sets[SETS];
	size_t alike = 0;
	pthread_mutex_init(&found.lock, NULL);
	for (uint64_t seed = 1; seed <= 220; seed++) {
		uint64_t random = seed;
		unsigned percent = percents[seed % (sizeof(percents) / sizeof(percents[0]))];
		make(sets, tokens, &random);
		memset(expected.common, 0, sizeof(expected.common));
		memset(found.common, 0, sizeof(found.common));
		alike += naive(sets, percent, &expected);
		assert_true(join(sets, SETS, VOCABULARY, NULL, percent, 1 + (unsigned)seed % 3, note, &found));
		assert_false(found.twice);
		if (memcmp(expected.common, found.common, sizeof(found.common)) != 0)
			fail_msg("seed %u at %u percent differs", (unsigned)seed, percent);
	}
	pthread_mutex_destroy(&found.lock);
	/* The test would be pointless if hardly any were similar. */
	assert_true(alike > 20000);
}

/* Texts from a few templates: nearly all words come from the template, a few are replaced, added or omitted. Most pairs
 * are similar, and few have all kinds of each other. */
static void make_templates(struct join_set *sets, uint32_t *tokens, uint32_t *kinds, uint64_t *state)
{
	uint32_t length = 4 + next(state) % 60, templates = 1 + next(state) % 2, kept = 90 + next(state) % 11;
	uint32_t several = 1 + next(state) % 3, own = 20 + next(state) % 150, silent = next(state) % 3 ? next(state) % 101 : 100;
	for (uint32_t i = 0; i < VOCABULARY; i++)
		kinds[i] = next(state) % 100 < silent ? JOIN_NO_KIND : next(state) % (1 + i / several);
	for (size_t i = 0; i < SETS; i++) {
		sets[i] = (struct join_set){ &tokens[i * SIZE_MAX_HERE], 0, i % 4 == 0 };
		uint32_t first = next(state) % templates * 30;
		for (uint32_t j = 0; j < length; j++)
			if (next(state) % 100 < kept)
				put(&sets[i], first + j);
		for (uint32_t j = next(state) % 3; j > 0; j--)
			put(&sets[i], 100 + next(state) % own);
	}
}

/* Whether b has a token of every kind that a has. */
static bool is_within(const struct join_set *a, const struct join_set *b, const uint32_t *kinds)
{
	for (uint32_t i = 0; i < a->count; i++) {
		uint32_t j = 0;
		while (j < b->count && kinds[a->tokens[i]] != kinds[b->tokens[j]])
			j++;
		if (j == b->count && kinds[a->tokens[i]] != JOIN_NO_KIND)
			return false;
	}
	return true;
}

static void nested_pairs_of_templates_are_found(void **state)
{
	(void)state;
	static struct pairs expected, found;
	static uint32_t tokens[SETS * SIZE_MAX_HERE], kinds[VOCABULARY];
	static bool nested[SETS][SETS];
	struct join_set sets[SETS];
	size_t wanted = 0, left_out = 0;
	pthread_mutex_init(&found.lock, NULL);
	for (uint64_t seed = 1; seed <= 60; seed++) {
		uint64_t random = seed;
		unsigned percent = 50 + (unsigned)seed % 50;
		make_templates(sets, tokens, kinds, &random);
		memset(expected.common, 0, sizeof(expected.common));
		memset(found.common, 0, sizeof(found.common));
		(void)naive(sets, percent, &expected);
		for (size_t i = 0; i < SETS; i++)
			for (size_t j = 0; j < SETS; j++)
				nested[i][j] = is_within(&sets[i], &sets[j], kinds) || is_within(&sets[j], &sets[i], kinds);
		assert_true(join(sets, SETS, VOCABULARY, kinds, percent, 1 + (unsigned)seed % 3, note, &found));
		assert_false(found.twice);
		for (size_t i = 0; i < SETS; i++) {
			for (size_t j = i + 1; j < SETS; j++) {
				if (nested[i][j] || found.common[i][j])
					assert_int_equal(found.common[i][j], expected.common[i][j]);
				wanted += nested[i][j] && expected.common[i][j];
				left_out += expected.common[i][j] && !found.common[i][j];
			}
		}
	}
	pthread_mutex_destroy(&found.lock);
	/* The test would be pointless if hardly any were wanted, or none were excluded. */
	assert_true(wanted > 10000);
	assert_true(left_out > 10000);
}

static void count_pairs(void *context, unsigned worker, size_t a, size_t b, uint32_t common)
{
	(void)worker;
	(void)a;
	(void)b;
	*(size_t *)context += common == 1000;
}

static void sets_of_a_thousand_are_compared(void **state)
{
	(void)state;
	enum { LARGE = 1100, FEW = 4 };
	static uint32_t tokens[FEW][LARGE];
	struct join_set sets[FEW];
	for (uint32_t i = 0; i < FEW; i++) {
		for (uint32_t j = 0; j < LARGE; j++)
			tokens[i][j] = j < 1000 ? j : 1000 + i * LARGE + j;
		sets[i] = (struct join_set){ tokens[i], LARGE, 0 };
	}
	size_t count = 0;
	assert_true(join(sets, FEW, 1000 + FEW * LARGE + LARGE, NULL, 83, 1, count_pairs, &count));
	assert_int_equal(count, 6);
	for (uint32_t i = 0; i < FEW; i++)
		for (uint32_t j = 0; j < LARGE; j++)
			tokens[i][j] = j < 1000 ? j : 1000 + i * LARGE + j;
	assert_true(join(sets, FEW, 1000 + FEW * LARGE + LARGE, NULL, 84, 1, count_pairs, &count));
	assert_int_equal(count, 6);
}

static void nothing_is_joined(void **state)
{
	(void)state;
	size_t count = 0;
	struct join_set empty[2] = { { NULL, 0, 0 }, { NULL, 0, 0 } };
	assert_true(join(NULL, 0, 0, NULL, 80, 2, count_pairs, &count));
	assert_true(join(empty, 2, 0, NULL, 80, 2, count_pairs, &count));
	assert_int_equal(count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair_is_found),
		cmocka_unit_test(nested_pairs_of_templates_are_found),
		cmocka_unit_test(sets_of_a_thousand_are_compared),
		cmocka_unit_test(nothing_is_joined),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
