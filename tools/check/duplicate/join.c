#include "check/duplicate/join_work.h"

#include "base/pool.h"

#include <stdlib.h>

enum {
	CHUNK = 512,		/* sets that a worker takes at a time */
	PAIRED_PREFIX = 16,	/* sets with longer prefixes are indexed by tokens, not pairs */
	KEYS = 32,		/* entries that are looked up together */
	BUDGET = 1 << 17,	/* of a set: an entry costs 1 */
	COST_OF_KEY = 4,
	COST_OF_MERGE = 32,
	COST_OF_VISIT = 512,
};

#define NO_TOKEN UINT32_MAX /* the second token of an entry for a single token */

/* The weight that sets of these weights need in common. */
static uint32_t needed(const struct join_work *work, uint64_t a, uint64_t b)
{
	uint64_t whole = 100 + work->percent;
	return (uint32_t)(((a + b) * work->percent + whole - 1) / whole);
}

/* The weight of the lightest set that can be similar to one of this weight. */
static uint32_t lightest(const struct join_work *work, uint64_t weight)
{
	return (uint32_t)((weight * work->percent + 99) / 100);
}

/* The number of tokens at the beginning of a set after which less than least is left. */
static uint32_t prefix(const struct join_work *work, const struct join_set *set, uint32_t least)
{
	uint32_t left = set->weight, count = 0;
	while (count < set->count && left >= least)
		left -= work->weights[set->tokens[count++]];
	return count;
}

static uint64_t hash_of(uint32_t first, uint32_t second)
{
	uint64_t h = (uint64_t)first << 32 | second;
	h = (h ^ h >> 32) * 0xd6e8feb86659fd93U;
	h = (h ^ h >> 32) * 0xd6e8feb86659fd93U;
	return h ^ h >> 32;
}

static size_t slot_of(const struct join_work *work, uint64_t hash)
{
	return hash >> (64 - work->bits);
}

static uint16_t check_of(uint64_t hash, bool pair)
{
	return (uint16_t)((hash & ~UINT64_C(1)) | pair);
}

/* The weight of the heaviest token. */
static uint32_t heaviest(const struct join_work *work, const struct join_set *set)
{
	uint32_t most = 0;
	for (uint32_t i = 0; i < set->count; i++)
		most = work->weights[set->tokens[i]] > most ? work->weights[set->tokens[i]] : most;
	return most;
}

/* Whether the set shares at least two tokens with each similar one of its weight or more, so that it can be indexed by
 * pairs. */
static bool is_paired(const struct join_work *work, const struct join_set *set)
{
	uint32_t most = heaviest(work, set), least = needed(work, set->weight, set->weight);
	return most < least && prefix(work, set, least - most) <= PAIRED_PREFIX;
}

/* Called for each key of a set: the tokens at first and second, or at first only, and the most weight that it can have
 * in common with another set if these are the first common ones. Returns whether it wants more. */
typedef bool key_visitor(void *context, uint64_t hash, uint32_t first, uint32_t second, uint32_t most);

/* Visits the tokens that may be the first common one of the set and one with which it has least in common. */
static void each_single(const struct join_work *work, const struct join_set *set, uint32_t least, key_visitor *visit,
			void *context)
{
	uint32_t rest = set->weight;
	for (uint32_t i = 0; i < set->count && rest >= least; i++) {
		if (!visit(context, hash_of(set->tokens[i], NO_TOKEN), i, NO_TOKEN, rest))
			return;
		rest -= work->weights[set->tokens[i]];
	}
}

/* The same for pairs. */
static void each_pair(const struct join_work *work, const struct join_set *set, uint32_t least, key_visitor *visit,
		      void *context)
{
	uint32_t most = heaviest(work, set), rest = set->weight;
	uint32_t count = prefix(work, set, least > most ? least - most : 1);
	for (uint32_t j = 0; j < count; j++) {
		for (uint32_t i = 0; i < j; i++) {
			uint32_t common = work->weights[set->tokens[i]] + rest;
			if (common >= least && !visit(context, hash_of(set->tokens[i], set->tokens[j]), i, j, common))
				return;
		}
		rest -= work->weights[set->tokens[j]];
	}
}

struct filing {
	struct join_work *work;
	uint32_t position;
	bool pair, counting;
	size_t total;
};

static bool file_key(void *context, uint64_t hash, uint32_t first, uint32_t second, uint32_t most)
{
	struct filing *filing = context;
	struct join_work *work = filing->work;
	uint32_t *start = &work->starts[slot_of(work, hash)];
	(void)first;
	(void)second;
	if (filing->counting) {
		++*start;
		return true;
	}
	uint64_t weight = work->ordered[filing->position].weight;
	/* Filling a slot from its end moves where it ends to where it begins. */
	work->entries[--*start] = (struct join_entry){ filing->position, check_of(hash, filing->pair),
						       (uint16_t)((most * (uint64_t)JOIN_WHOLE + weight - 1) / weight) };
	return true;
}

static bool count_key(void *context, uint64_t hash, uint32_t first, uint32_t second, uint32_t most)
{
	(void)most;
	(void)hash;
	(void)first;
	(void)second;
	((struct filing *)context)->total++;
	return true;
}

static void file_set(struct filing *filing, uint32_t position, key_visitor *visit)
{
	struct join_work *work = filing->work;
	const struct join_set *set = &work->ordered[position];
	filing->position = position;
	filing->pair = is_paired(work, set);
	uint32_t *heaviest_of = filing->pair ? &work->paired_most : &work->single_most;
	*heaviest_of = set->weight > *heaviest_of ? set->weight : *heaviest_of;
	(filing->pair ? each_pair : each_single)(work, set, needed(work, set->weight, set->weight), visit, filing);
}

/* Indexes all sets. False if memory ran out. */
static bool build_index(struct join_work *work)
{
	struct filing filing = { .work = work, .counting = true };
	for (uint32_t i = 0; i < work->count; i++)
		file_set(&filing, i, count_key);
	if (filing.total >= UINT32_MAX)
		return false;
	work->bits = 4;
	while (work->bits < 31 && ((size_t)2 << work->bits) < filing.total)
		work->bits++;
	size_t slots = (size_t)1 << work->bits;
	work->starts = calloc(slots + 1, sizeof(*work->starts));
	work->entries = malloc((filing.total + 1) * sizeof(*work->entries));
	if (!work->starts || !work->entries)
		return false;
	for (uint32_t i = 0; i < work->count; i++)
		file_set(&filing, i, file_key);
	uint32_t sum = 0;
	for (size_t i = 0; i < slots; i++) {
		sum += work->starts[i];
		work->starts[i] = sum;
	}
	work->starts[slots] = sum;
	filing.counting = false;
	for (uint32_t i = work->count; i-- > 0;)
		file_set(&filing, i, file_key);
	return true;
}

/* Whether two sets have that weight in common, and the first common tokens are those of x at first and second: otherwise
 * another key finds the pair, and each pair is to be found once. */
static bool are_alike(const struct join_work *work, const struct join_set *x, const struct join_set *y, uint32_t least,
		      uint32_t first, uint32_t second)
{
	uint32_t i = 0, j = 0, common = 0, tokens = 0;
	uint32_t spare_x = x->weight - least, spare_y = y->weight - least; /* the weight that may still differ */
	while (i < x->count && j < y->count) {
		uint32_t a = x->tokens[i], b = y->tokens[j];
		if (a == b) {
			if ((tokens == 0 && i != first) || (tokens == 1 && second != NO_TOKEN && i != second))
				return false;
			tokens++;
			common += work->weights[a];
			i++;
			j++;
			continue;
		}
		uint32_t *spare = a < b ? &spare_x : &spare_y, weight = work->weights[a < b ? a : b];
		if (*spare < weight || (a < b && i == first))
			return false;
		*spare -= weight;
		i += a < b;
		j += a > b;
	}
	return common >= least;
}

/* What is to be looked up, and the entries for it. */
struct join_key {
	uint64_t hash;
	uint32_t first, second, most, start, end;
};

/* The keys of one set, looked up together to hide memory latency. */
struct probe {
	const struct join_work *work;
	unsigned worker;
	uint32_t position, budget, count;
	struct join_key keys[KEYS];
};

/* The end of the entries from low to high for sets before position. */
static uint32_t entries_before(const struct join_work *work, uint32_t low, uint32_t high, uint32_t position)
{
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (work->entries[middle].set < position)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether both sets, whose first common tokens are those of the key, can have as much in common as they need. */
static bool can_be_alike(const struct join_work *work, const struct join_set *x, const struct join_key *key,
			 const struct join_set *y, struct join_entry entry)
{
	uint64_t least = ((uint64_t)x->weight + y->weight) * work->percent, whole = 100 + work->percent;
	return key->most * whole >= least && (uint64_t)entry.share * y->weight * whole >= least * JOIN_WHOLE;
}

/* Compares the set with lighter ones that have that key. */
static void look_up(struct probe *probe, const struct join_key *key)
{
	const struct join_work *work = probe->work;
	const struct join_set *x = &work->ordered[probe->position];
	uint32_t least = lightest(work, x->weight);
	uint16_t check = check_of(key->hash, key->second != NO_TOKEN);
	/* Heavier sets come last. */
	for (uint32_t i = key->end; i > key->start && probe->budget > COST_OF_MERGE + COST_OF_VISIT; i--) {
		struct join_entry entry = work->entries[i - 1];
		probe->budget--;
		if (entry.check != check)
			continue;
		const struct join_set *y = &work->ordered[entry.set];
		if (y->weight < least)
			break;
		probe->budget -= COST_OF_MERGE;
		if (!can_be_alike(work, x, key, y, entry) ||
		    !are_alike(work, x, y, needed(work, x->weight, y->weight), key->first, key->second))
			continue;
		probe->budget -= COST_OF_VISIT;
		uint32_t a = work->order[probe->position], b = work->order[entry.set];
		work->visit(work->context, probe->worker, a < b ? a : b, a < b ? b : a);
	}
}

static void look_up_all(struct probe *probe)
{
	const struct join_work *work = probe->work;
	for (uint32_t i = 0; i < probe->count; i++) {
		struct join_key *key = &probe->keys[i];
		size_t slot = slot_of(work, key->hash);
		key->start = work->starts[slot];
		key->end = work->starts[slot + 1];
		__builtin_prefetch(&work->entries[key->start]);
	}
	for (uint32_t i = 0; i < probe->count; i++) {
		struct join_key *key = &probe->keys[i];
		key->end = entries_before(work, key->start, key->end, probe->position);
		if (key->end > key->start)
			__builtin_prefetch(&work->ordered[work->entries[key->end - 1].set]);
	}
	for (uint32_t i = 0; i < probe->count; i++)
		look_up(probe, &probe->keys[i]);
	probe->count = 0;
}

static bool probe_key(void *context, uint64_t hash, uint32_t first, uint32_t second, uint32_t most)
{
	struct probe *probe = context;
	if (probe->budget < COST_OF_KEY)
		return false;
	probe->budget -= COST_OF_KEY;
	__builtin_prefetch(&probe->work->starts[slot_of(probe->work, hash)]);
	probe->keys[probe->count++] = (struct join_key){ .hash = hash, .first = first, .second = second, .most = most };
	if (probe->count == KEYS)
		look_up_all(probe);
	return true;
}

static void probe_chunk(void *context, unsigned worker, size_t chunk)
{
	const struct join_work *work = context;
	struct probe probe = { .work = work, .worker = worker, .count = 0 };
	size_t end = (chunk + 1) * CHUNK < work->count ? (chunk + 1) * CHUNK : work->count;
	for (size_t i = chunk * CHUNK; i < end; i++) {
		const struct join_set *set = &work->ordered[i];
		uint32_t least = lightest(work, set->weight);
		probe.position = (uint32_t)i;
		probe.budget = BUDGET;
		if (least <= work->single_most)
			each_single(work, set, least, probe_key, &probe);
		if (least <= work->paired_most)
			each_pair(work, set, least, probe_key, &probe);
		look_up_all(&probe);
	}
}

bool join(struct join_set *sets, size_t count, const struct join_token *tokens, uint32_t token_count, unsigned percent,
	  unsigned workers, join_visitor *visit, void *context)
{
	struct join_work work = { .sets = sets, .set_count = count, .percent = percent, .visit = visit, .context = context };
	work.order = malloc((count + 1) * sizeof(*work.order));
	work.ordered = malloc((count + 1) * sizeof(*work.ordered));
	work.weights = malloc(((size_t)token_count + 1) * sizeof(*work.weights));
	work.ranks = malloc(((size_t)token_count + 1) * sizeof(*work.ranks));
	bool good = count < UINT32_MAX && work.order && work.ordered && work.weights && work.ranks &&
		    join_rank_tokens(&work, tokens, token_count);
	if (good) {
		join_rank_sets(&work, workers);
		good = join_order_sets(&work) && build_index(&work);
	}
	if (good)
		pool_run(workers, ((size_t)work.count + CHUNK - 1) / CHUNK, probe_chunk, &work);
	free(work.order);
	free(work.ordered);
	free(work.weights);
	free(work.ranks);
	free(work.starts);
	free(work.entries);
	return good;
}
