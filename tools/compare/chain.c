#include "compare/chain.h"

#include "base/array.h"

#include <stdlib.h>

/* For each element, its first successor, and for each of these the next with the same predecessor. */
struct links {
	size_t *first, *next;
	size_t heads;
};

static bool link(const size_t *before, size_t count, struct links *links)
{
	links->first = malloc((count + 1) * sizeof(*links->first));
	links->next = malloc((count + 1) * sizeof(*links->next));
	links->heads = CHAIN_HEAD;
	if (!links->first || !links->next)
		return false;
	for (size_t i = 0; i < count; i++)
		links->first[i] = CHAIN_HEAD;
	for (size_t i = count; i-- > 0;) {
		size_t *list = before[i] == CHAIN_HEAD ? &links->heads : &links->first[before[i]];
		links->next[i] = *list;
		*list = i;
	}
	return true;
}

/* Appends the list that begins at from, each element followed by its successors. */
static size_t take(const struct links *links, size_t from, bool *taken, size_t *stack, size_t *order, size_t filled)
{
	size_t depth = 0;
	for (size_t at = from; at != CHAIN_HEAD || depth > 0;) {
		if (at == CHAIN_HEAD) {
			at = links->next[stack[--depth]];
			continue;
		}
		if (taken[at]) {
			at = links->next[at];
			continue;
		}
		taken[at] = true;
		order[filled++] = at;
		stack[depth++] = at;
		at = links->first[at];
	}
	return filled;
}

bool chain_order(const size_t *before, size_t count, size_t *order)
{
	struct links links;
	size_t filled = 0, *stack = malloc((count + 1) * sizeof(*stack));
	bool *taken = calloc(count + 1, sizeof(*taken));
	bool good = link(before, count, &links) && stack && taken;
	if (good)
		filled = take(&links, links.heads, taken, stack, order, 0);
	for (size_t i = 0; good && i < count; i++)
		if (!taken[i])
			filled = take(&links, i, taken, stack, order, filled);
	free(links.first);
	free(links.next);
	free(stack);
	free(taken);
	return good;
}

bool chain_add(struct chain *chain, struct str id, struct str before)
{
	struct chain_link *more = array_grow(chain->links, chain->count, &chain->room, sizeof(*more));
	if (!more)
		return false;
	chain->links = more;
	chain->links[chain->count++] = (struct chain_link){ id, before };
	return true;
}

static int has_id(const void *id, const void *link)
{
	return str_compare(*(const struct str *)id, ((const struct chain_link *)link)->id);
}

size_t chain_find(const struct chain *chain, struct str id)
{
	if (chain->count == 0)
		return CHAIN_HEAD;
	const struct chain_link *found = bsearch(&id, chain->links, chain->count, sizeof(*found), has_id);
	return found ? (size_t)(found - chain->links) : CHAIN_HEAD;
}

size_t *chain_indices(const struct chain *chain)
{
	size_t *before = malloc((chain->count + 1) * sizeof(*before));
	size_t *order = malloc((chain->count + 1) * sizeof(*order));
	for (size_t i = 0; before && i < chain->count; i++)
		before[i] = chain_find(chain, chain->links[i].before);
	if (!before || !order || !chain_order(before, chain->count, order)) {
		free(order);
		order = NULL;
	}
	free(before);
	return order;
}

void chain_release(struct chain *chain)
{
	free(chain->links);
	*chain = (struct chain){ .links = NULL };
}
