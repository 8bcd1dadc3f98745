/* The construction of subsets: each state is a set of nodes, in which every pattern has at least one. */
#include "lesson/patterns.h"

enum { STATES_MAX = 256, WORDS = PATTERN_NODES_MAX / 64 };

struct pattern_nodes {
	uint64_t bits[WORDS];
};

static bool has(const struct pattern_nodes *nodes, unsigned node)
{
	return nodes->bits[node / 64] >> node % 64 & 1;
}

static void reach(const struct patterns *p, struct pattern_nodes *nodes, unsigned node)
{
	if (node == 0 || has(nodes, node))
		return;
	nodes->bits[node / 64] |= 1ull << node % 64;
	if (!p->nodes[node].symbols) {
		reach(p, nodes, p->nodes[node].next);
		reach(p, nodes, p->nodes[node].other);
	}
}

/* Where the symbol leads from the nodes: nowhere if one of the patterns can no longer match. */
static struct pattern_nodes step(const struct patterns *p, const struct pattern_nodes *from, unsigned symbol)
{
	struct pattern_nodes to = { { 0 } };
	for (unsigned i = 0; i < p->count; i++) {
		unsigned end = i + 1 < p->count ? p->each[i + 1].first : p->node_count + 1;
		bool alive = false;
		for (unsigned node = p->each[i].first; node < end; node++) {
			if (!has(from, node) || !p->nodes[node].symbols || !p->nodes[node].symbols->has[symbol])
				continue;
			reach(p, &to, p->nodes[node].next);
			alive = true;
		}
		if (!alive)
			return (struct pattern_nodes){ { 0 } };
	}
	return to;
}

static bool accepts(const struct patterns *p, const struct pattern_nodes *nodes)
{
	bool all = true;
	for (unsigned i = 0; i < p->count; i++)
		all = all && has(nodes, p->each[i].end);
	return all;
}

/* Numbers the classes of symbols that lead from every state to the same one, and packs the table accordingly. */
static void pack(struct value_automaton *automaton, unsigned char (*next)[PATTERN_SYMBOLS], unsigned char *class_of,
		 unsigned char *packed)
{
	unsigned first[PATTERN_SYMBOLS];
	for (unsigned symbol = 0; symbol < PATTERN_SYMBOLS; symbol++) {
		unsigned class = 0, state = 0;
		for (; class < automaton->classes; class ++) {
			for (state = 0; state < automaton->states && next[state][symbol] == next[state][first[class]];)
				state++;
			if (state == automaton->states)
				break;
		}
		first[class] = symbol;
		automaton->classes += class == automaton->classes;
		memset(class_of + symbol, (int)class, symbol == PATTERN_OTHER ? 256 - PATTERN_OTHER : 1);
	}
	for (unsigned state = 0; state < automaton->states; state++)
		for (unsigned class = 0; class < automaton->classes; class ++)
			packed[state * automaton->classes + class] = next[state][first[class]];
}

struct value_automaton *patterns_compile(const struct patterns *p, struct arena *arena)
{
	struct value_automaton *automaton = arena_alloc(arena, sizeof(*automaton));
	struct pattern_nodes *sets = arena_alloc(arena, STATES_MAX * sizeof(*sets));
	unsigned char(*next)[PATTERN_SYMBOLS] = arena_alloc(arena, STATES_MAX * sizeof(*next));
	unsigned char *class_of = arena_alloc(arena, 256), *packed = arena_alloc(arena, STATES_MAX * sizeof(*next));
	bool *accepting = arena_alloc(arena, STATES_MAX * sizeof(*accepting));
	if (!automaton || !sets || !next || !class_of || !packed || !accepting)
		return NULL;
	unsigned states = 2; /* the set of state 0 is empty */
	for (unsigned i = 0; i < p->count; i++)
		reach(p, &sets[1], p->each[i].start);
	for (unsigned state = 1; state < states; state++) {
		accepting[state] = accepts(p, &sets[state]);
		bool any = accepting[state];
		for (unsigned symbol = 0; symbol < PATTERN_SYMBOLS; symbol++) {
			struct pattern_nodes to = step(p, &sets[state], symbol);
			unsigned found = 0;
			while (found < states && memcmp(&sets[found], &to, sizeof(to)) != 0)
				found++;
			if (found == STATES_MAX)
				return NULL;
			states += found == states;
			sets[found] = to;
			next[state][symbol] = (unsigned char)found;
			any = any && found == state;
		}
		automaton->any = any ? state : automaton->any;
	}
	automaton->class_of = class_of;
	automaton->next = packed;
	automaton->accepts = accepting;
	automaton->states = states;
	automaton->most = SIZE_MAX;
	pack(automaton, next, class_of, packed);
	return automaton;
}
