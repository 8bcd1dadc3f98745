#include "check/duplicate/join.h"

#include "base/pool.h"
#include "check/duplicate/join_work.h"

#include <stdlib.h>
#include <string.h>

enum {
	CHUNK = 512,	    /* sets that a worker takes at a time */
	KEYS = 32,	    /* entries that are looked up together */
	CROWD = 64,	    /* sets with a common entry; more are handled by join_nested */
};

/* The number of tokens at the beginning of a set that must contain the first k tokens shared with a set of at least its
 * size. */
static uint32_t index_prefix(uint32_t size, unsigned percent, uint32_t k)
{
	uint32_t prefix = size - overlap_needed(size, size, percent) + k;
	return prefix < size ? prefix : size;
}

/* The same for a set of at most its size. */
static uint32_t probe_prefix(uint32_t size, unsigned percent, uint32_t k)
{
	uint32_t prefix = size - smallest_like(size, percent) + k;
	return prefix < size ? prefix : size;
}

static size_t entry_count(uint32_t size, unsigned percent)
{
	if (!is_paired(size, percent))
		return index_prefix(size, percent, 1);
	size_t prefix = index_prefix(size, percent, 2);
	return prefix * (prefix - 1) / 2;
}

/* Counts the entries of the set in their slots, or adds them if location is set. */
static void index_set(struct work *work, uint32_t position, bool location)
{
	const struct ordered_set *set = &work->sets[position];
	bool paired = is_paired(set->count, work->percent);
	uint32_t prefix = index_prefix(set->count, work->percent, paired ? 2 : 1);
	for (uint32_t i = 0; i < prefix; i++) {
		for (uint32_t j = paired ? i + 1 : prefix - 1; j < prefix; j++) {
			uint64_t h = hash_of(set->group, set->tokens[i], paired ? set->tokens[j] : NO_TOKEN);
			slots_add(&work->slots, h, position, location);
		}
	}
}

/* Fills the slots; false if memory ran out. */
static bool build_index(struct work *work)
{
	size_t total = 0;
	for (uint32_t i = 0; i < work->count; i++)
		total += entry_count(work->sets[i].count, work->percent);
	if (!slots_init(&work->slots, total))
		return false;
	for (uint32_t i = 0; i < work->count; i++)
		index_set(work, i, false);
	slots_open(&work->slots);
	for (uint32_t i = 0; i < work->count; i++)
		index_set(work, i, true);
	slots_close(&work->slots);
	return true;
}

/* The number of common tokens of two sets; or 0 if that is less than needed, or if the first common tokens are not
 * those of x at first and second: then another entry finds the pair, and each pair is to be found once. */
static uint32_t common_tokens(const struct ordered_set *x, const struct ordered_set *y, uint32_t needed, uint32_t first,
			      uint32_t second)
{
	uint32_t i = 0, j = 0, common = 0;
	uint32_t spare_x = x->count - needed, spare_y = y->count - needed; /* how many tokens may still differ */
	while (i < x->count && j < y->count) {
		uint32_t a = x->tokens[i], b = y->tokens[j];
		if (a == b) {
			if ((common == 0 && i != first) || (common == 1 && second != NO_TOKEN && i != second))
				return 0;
			common++;
			i++;
			j++;
		} else if (a < b) {
			if (i++ == first || spare_x-- == 0)
				return 0;
		} else {
			j++;
			if (spare_y-- == 0)
				return 0;
		}
	}
	return common >= needed ? common : 0;
}

/* The end of the slot's entries for sets before position. */
static uint32_t entries_before(const struct work *work, size_t slot, uint32_t position)
{
	uint32_t low = work->slots.starts[slot], high = work->slots.starts[slot + 1];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (work->slots.entries[middle].set < position)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* An entry to look up: of the tokens of a set at first and second. */
struct key {
	uint64_t hash;
	uint32_t first, second;
};

/* The keys of one set, looked up together to hide memory latency. */
struct probe {
	const struct work *work;
	unsigned worker;
	uint32_t position;
	uint32_t count;
	struct key keys[KEYS];
};

/* Compares the set with preceding sets that have an entry for that key. */
static void look_up(const struct probe *probe, const struct key *key)
{
	const struct work *work = probe->work;
	const struct ordered_set *x = &work->sets[probe->position];
	uint32_t least = smallest_like(x->count, work->percent);
	size_t slot = slot_of(&work->slots, key->hash);
	if (is_crowded(work, slot)) {
		work->crowded[probe->position] = 1;
		return;
	}
	/* Larger sets come last. */
	for (uint32_t i = entries_before(work, slot, probe->position); i > work->slots.starts[slot]; i--) {
		struct slot_entry entry = work->slots.entries[i - 1];
		if (entry.check != (uint32_t)key->hash)
			continue;
		const struct ordered_set *y = &work->sets[entry.set];
		if (y->count < least)
			return;
		uint32_t needed = overlap_needed(x->count, y->count, work->percent);
		uint32_t common =
			x->group == y->group ? common_tokens(x, y, needed, key->first, key->second) : 0;
		if (common) {
			uint32_t a = x->number, b = y->number;
			work->visit(work->context, probe->worker, a < b ? a : b, a < b ? b : a, common);
		}
	}
}

static void look_up_all(struct probe *probe)
{
	const struct work *work = probe->work;
	for (uint32_t i = 0; i < probe->count; i++)
		__builtin_prefetch(&work->slots.entries[work->slots.starts[slot_of(&work->slots, probe->keys[i].hash)]]);
	for (uint32_t i = 0; i < probe->count; i++)
		look_up(probe, &probe->keys[i]);
	probe->count = 0;
}

static void add_key(struct probe *probe, uint32_t first, uint32_t second)
{
	const struct ordered_set *x = &probe->work->sets[probe->position];
	uint64_t h = hash_of(x->group, x->tokens[first], second == NO_TOKEN ? NO_TOKEN : x->tokens[second]);
	__builtin_prefetch(&probe->work->slots.starts[slot_of(&probe->work->slots, h)]);
	probe->keys[probe->count++] = (struct key){ h, first, second };
	if (probe->count == KEYS)
		look_up_all(probe);
}

static void probe_set(struct probe *probe, uint32_t position)
{
	unsigned percent = probe->work->percent;
	uint32_t size = probe->work->sets[position].count, least = smallest_like(size, percent);
	probe->position = position;
	/* Sets between the smallest similar size and this size may be indexed in either way. */
	if (!is_paired(size, percent) || least < 2) {
		uint32_t prefix = probe_prefix(size, percent, 1);
		for (uint32_t i = 0; i < prefix; i++)
			add_key(probe, i, NO_TOKEN);
	}
	if (is_paired(size, percent) || is_paired(least, percent)) {
		uint32_t prefix = probe_prefix(size, percent, 2);
		for (uint32_t i = 0; i < prefix; i++)
			for (uint32_t j = i + 1; j < prefix; j++)
				add_key(probe, i, j);
	}
	look_up_all(probe);
}

static void probe_chunk(void *context, unsigned worker, size_t chunk)
{
	const struct work *work = context;
	struct probe probe = { .work = work, .worker = worker, .count = 0 };
	size_t end = (chunk + 1) * CHUNK < work->count ? (chunk + 1) * CHUNK : work->count;
	for (size_t i = chunk * CHUNK; i < end; i++)
		probe_set(&probe, (uint32_t)i);
}

bool join(struct join_set *sets, size_t count, uint32_t token_count, const uint32_t *kinds, unsigned percent,
	  unsigned workers, join_visitor *visit, void *context)
{
	struct work work = { .percent = percent, .token_count = token_count, .visit = visit, .context = context };
	uint32_t *ranked = kinds ? malloc(((size_t)token_count + 1) * sizeof(*ranked)) : NULL;
	bool good = count < UINT32_MAX && (ranked || !kinds) &&
		    join_rank_tokens(sets, count, token_count, kinds, ranked, workers);
	work.kinds = ranked;
	work.crowd = kinds ? CROWD : UINT32_MAX;
	if (good)
		work.sets = join_order_sets(sets, count, &work.count);
	if (work.sets && kinds)
		work.crowded = calloc((size_t)work.count + 1, 1);
	good = work.sets && (work.crowded || !kinds) && build_index(&work);
	if (good)
		pool_run(workers, ((size_t)work.count + CHUNK - 1) / CHUNK, probe_chunk, &work);
	if (good && kinds)
		good = join_nested(&work, workers);
	free(work.sets);
	free(work.crowded);
	free(ranked);
	slots_release(&work.slots);
	return good;
}
