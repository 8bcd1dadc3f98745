/* Joins the sets of crowded slots by kinds: in each wanted pair, one set has all kinds of the other. So each set is
 * indexed only by its rarest kind, and looked up by each kind of the sets that may contain it. Texts of a template,
 * each with a word of its own, never meet. */
#include "base/pool.h"
#include "check/duplicate/join_work.h"

#include <stdlib.h>

enum { CHUNK = 64 }; /* members that a worker takes at a time */

enum seen { UNSEEN, SEEN, LOOKED_UP };

struct member {
	uint32_t position; /* of its set */
	uint32_t kinds;	   /* number of kinds */
	uint32_t rarest;   /* JOIN_NO_KIND if it has none */
};

struct nesting {
	const struct work *work;
	struct member *members; /* by position */
	uint32_t count;
	uint32_t *frequencies; /* by kind */
	unsigned char *seen;   /* by worker and kind: whether the current set has it, as enum seen */
	struct slots slots;    /* members by group and rarest kind */
};

/* Marks the kinds of a set in seen, and returns their number. */
static uint32_t see_kinds(const struct work *work, const struct ordered_set *set, unsigned char *seen)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t kind = work->kinds[set->tokens[i]];
		if (kind == JOIN_NO_KIND || seen[kind])
			continue;
		seen[kind] = SEEN;
		count++;
	}
	return count;
}

static void forget_kinds(const struct work *work, const struct ordered_set *set, unsigned char *seen)
{
	for (uint32_t i = 0; i < set->count; i++)
		if (work->kinds[set->tokens[i]] != JOIN_NO_KIND)
			seen[work->kinds[set->tokens[i]]] = UNSEEN;
}

static uint32_t rarest_of(const struct nesting *nesting, const struct ordered_set *set)
{
	uint32_t rarest = JOIN_NO_KIND;
	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t kind = nesting->work->kinds[set->tokens[i]];
		if (kind != JOIN_NO_KIND &&
		    (rarest == JOIN_NO_KIND || nesting->frequencies[kind] < nesting->frequencies[rarest] ||
		     (nesting->frequencies[kind] == nesting->frequencies[rarest] && kind < rarest)))
			rarest = kind;
	}
	return rarest;
}

/* Lists and indexes the members; false if memory ran out. */
static bool prepare(struct nesting *nesting)
{
	const struct work *work = nesting->work;
	for (uint32_t i = 0; i < work->count; i++) {
		const struct ordered_set *set = &work->sets[i];
		if (!work->crowded[i])
			continue;
		nesting->members[nesting->count++].position = i;
		for (uint32_t j = 0; j < set->count; j++)
			if (work->kinds[set->tokens[j]] != JOIN_NO_KIND)
				nesting->frequencies[work->kinds[set->tokens[j]]]++;
	}
	if (!slots_init(&nesting->slots, nesting->count))
		return false;
	for (int location = 0; location < 2; location++) {
		for (uint32_t i = 0; i < nesting->count; i++) {
			struct member *member = &nesting->members[i];
			const struct ordered_set *set = &work->sets[member->position];
			if (!location) {
				member->rarest = rarest_of(nesting, set);
				member->kinds = see_kinds(work, set, nesting->seen);
				forget_kinds(work, set, nesting->seen);
			}
			slots_add(&nesting->slots, hash_of(set->group, member->rarest, NO_TOKEN), i, location);
		}
		if (!location)
			slots_open(&nesting->slots);
	}
	slots_close(&nesting->slots);
	return true;
}

/* The number of common tokens of two sets, or 0 if that is less than needed; returns the first two of them too. */
static uint32_t overlap(const struct ordered_set *x, const struct ordered_set *y, uint32_t needed, uint32_t first[2])
{
	uint32_t i = 0, j = 0, common = 0;
	while (i < x->count && j < y->count && common + x->count - i >= needed && common + y->count - j >= needed) {
		uint32_t a = x->tokens[i], b = y->tokens[j];
		if (a == b && common < 2)
			first[common] = a;
		common += a == b;
		i += a <= b;
		j += b <= a;
	}
	return common >= needed ? common : 0;
}

/* Visits the pair if it is similar, and if the slot through which it would be found is crowded. */
static void compare(const struct work *work, unsigned worker, uint32_t a, uint32_t b)
{
	const struct ordered_set *x = &work->sets[a > b ? a : b], *y = &work->sets[a > b ? b : a];
	uint32_t first[2] = { NO_TOKEN, NO_TOKEN };
	if (y->count < smallest_like(x->count, work->percent))
		return;
	uint32_t common = overlap(x, y, overlap_needed(x->count, y->count, work->percent), first);
	if (!common)
		return;
	uint64_t h = hash_of(x->group, first[0], is_paired(y->count, work->percent) ? first[1] : NO_TOKEN);
	if (is_crowded(work, slot_of(&work->slots, h)))
		work->visit(work->context, worker, x->number < y->number ? x->number : y->number,
			    x->number < y->number ? y->number : x->number, common);
}

/* Whether all kinds of the set are seen. */
static bool is_within(const struct work *work, const struct ordered_set *set, const unsigned char *seen)
{
	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t kind = work->kinds[set->tokens[i]];
		if (kind != JOIN_NO_KIND && !seen[kind])
			return false;
	}
	return true;
}

/* Compares a member, whose kinds are seen, with those whose rarest kind this is and whose kinds it has. */
static void look_up(const struct nesting *nesting, unsigned worker, uint32_t number, uint32_t kind,
		    const unsigned char *seen)
{
	const struct work *work = nesting->work;
	const struct member *outer = &nesting->members[number];
	uint64_t group = work->sets[outer->position].group, h = hash_of(group, kind, NO_TOKEN);
	size_t slot = slot_of(&nesting->slots, h);
	for (uint32_t i = nesting->slots.starts[slot]; i < nesting->slots.starts[slot + 1]; i++) {
		struct slot_entry entry = nesting->slots.entries[i];
		const struct member *inner = &nesting->members[entry.set];
		/* If both have the same kinds, each contains the other. */
		if (entry.check != (uint32_t)h || inner->rarest != kind || entry.set == number ||
		    (inner->kinds == outer->kinds && entry.set > number))
			continue;
		const struct ordered_set *set = &work->sets[inner->position];
		if (set->group == group && is_within(work, set, seen))
			compare(work, worker, outer->position, inner->position);
	}
}

static void nest_chunk(void *context, unsigned worker, size_t chunk)
{
	const struct nesting *nesting = context;
	const struct work *work = nesting->work;
	unsigned char *seen = nesting->seen + (size_t)worker * work->token_count;
	size_t end = (chunk + 1) * CHUNK < nesting->count ? (chunk + 1) * CHUNK : nesting->count;
	for (uint32_t i = (uint32_t)(chunk * CHUNK); i < end; i++) {
		const struct ordered_set *set = &work->sets[nesting->members[i].position];
		see_kinds(work, set, seen);
		look_up(nesting, worker, i, JOIN_NO_KIND, seen);
		for (uint32_t j = 0; j < set->count; j++) {
			uint32_t kind = work->kinds[set->tokens[j]];
			if (kind == JOIN_NO_KIND || seen[kind] == LOOKED_UP)
				continue;
			seen[kind] = LOOKED_UP;
			look_up(nesting, worker, i, kind, seen);
		}
		forget_kinds(work, set, seen);
	}
}

bool join_nested(const struct work *work, unsigned workers)
{
	size_t members = 0;
	for (uint32_t i = 0; i < work->count; i++)
		members += work->crowded[i];
	if (members == 0)
		return true;
	struct nesting nesting = { .work = work };
	size_t tokens = (size_t)work->token_count + 1;
	nesting.members = calloc(members, sizeof(*nesting.members));
	nesting.frequencies = calloc(tokens, sizeof(*nesting.frequencies));
	nesting.seen = calloc(workers ? workers * tokens : tokens, sizeof(*nesting.seen));
	bool good = nesting.members && nesting.frequencies && nesting.seen && prepare(&nesting);
	if (good)
		pool_run(workers, (members + CHUNK - 1) / CHUNK, nest_chunk, &nesting);
	free(nesting.members);
	free(nesting.frequencies);
	free(nesting.seen);
	slots_release(&nesting.slots);
	return good;
}
