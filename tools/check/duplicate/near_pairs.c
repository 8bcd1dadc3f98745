#include "check/duplicate/near_pairs.h"

#include <stdlib.h>
#include <string.h>

enum { THIN_ROOM = 1 << 16 }; /* fewer pairs are not worth thinning out */

void near_pairs_release(struct near_pairs *pairs)
{
	free(pairs->list);
	*pairs = (struct near_pairs){ .list = NULL };
}

static bool make_room(struct near_pairs *pairs, size_t room)
{
	if (room <= pairs->room)
		return true;
	struct near_pair *list = realloc(pairs->list, room * sizeof(*list));
	if (!list)
		return false;
	pairs->list = list;
	pairs->room = room;
	return true;
}

/* Makes room by thinning out, or by growing if too many remain. */
static bool thin_early(struct near_pairs *pairs, const uint32_t *clusters, size_t count)
{
	uint32_t *copy = malloc(count * sizeof(*copy));
	if (!copy)
		return false;
	memcpy(copy, clusters, count * sizeof(*copy));
	near_pairs_thin(pairs, copy);
	free(copy);
	return pairs->count <= pairs->room / 2 || make_room(pairs, pairs->room * 2);
}

bool near_pairs_add(struct near_pairs *pairs, struct near_pair pair, const uint32_t *clusters, size_t count)
{
	if (pairs->count == pairs->room &&
	    !(pairs->room < THIN_ROOM ? make_room(pairs, pairs->room ? pairs->room * 2 : 64)
				      : thin_early(pairs, clusters, count)))
		return false;
	pairs->list[pairs->count++] = pair;
	return true;
}

bool near_pairs_move(struct near_pairs *pairs, struct near_pairs *other)
{
	if (!make_room(pairs, pairs->count + other->count))
		return false;
	if (other->count)
		memcpy(pairs->list + pairs->count, other->list, other->count * sizeof(*other->list));
	pairs->count += other->count;
	other->count = 0;
	return true;
}

static int in_order(const void *a, const void *b)
{
	const struct near_pair *x = a, *y = b;
	if (x->later != y->later)
		return x->later < y->later ? -1 : 1;
	uint64_t like = (uint64_t)x->common * y->together, other = (uint64_t)y->common * x->together;
	if (like != other)
		return like > other ? -1 : 1;
	return (x->earlier > y->earlier) - (x->earlier < y->earlier);
}

/* The representative of the cluster (union-find, with path compression). */
static uint32_t cluster_of(uint32_t *clusters, uint32_t text)
{
	while (clusters[text] != text) {
		clusters[text] = clusters[clusters[text]];
		text = clusters[text];
	}
	return text;
}

/* The remaining pairs are a minimum spanning forest, built by Kruskal's algorithm. Since the order of pairs is strict,
 * a pair that others make superfluous remains so whatever is added: thinning out early does not change the result. */
void near_pairs_thin(struct near_pairs *pairs, uint32_t *clusters)
{
	size_t kept = 0;
	if (pairs->count)
		qsort(pairs->list, pairs->count, sizeof(*pairs->list), in_order);
	for (size_t i = 0; i < pairs->count; i++) {
		struct near_pair pair = pairs->list[i];
		uint32_t one = cluster_of(clusters, pair.earlier), other = cluster_of(clusters, pair.later);
		if (one == other)
			continue;
		clusters[one > other ? one : other] = one < other ? one : other;
		pairs->list[kept++] = pair;
	}
	pairs->count = kept;
}
