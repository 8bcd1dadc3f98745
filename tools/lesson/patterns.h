/* Automata from regular expressions as in appendix F of datatypes of XSD 1.0. */
#ifndef LESSON_PATTERNS_H
#define LESSON_PATTERNS_H

#include "lesson/automaton.h"

enum {
	PATTERN_SYMBOLS = 129, /* the ASCII characters, and any other byte */
	PATTERN_OTHER = 128,
	PATTERN_NODES_MAX = 2048,
	PATTERNS_MAX = 8,
};

struct pattern_symbols {
	bool has[PATTERN_SYMBOLS];
};

/* Reads one of its symbols and goes on to next; without symbols, goes on to both at once. */
struct pattern_node {
	const struct pattern_symbols *symbols;
	unsigned next, other; /* 0: none */
};

struct patterns {
	struct pattern_node nodes[PATTERN_NODES_MAX];
	unsigned node_count; /* from 1 */
	struct {
		unsigned first, start, end; /* first: the lowest of its nodes */
	} each[PATTERNS_MAX];
	unsigned count;
	struct arena *arena;
	const char *at; /* of the pattern that is being read */
	bool failed;
};

/* Patterns all of which a value must match. NULL if memory ran out. */
struct patterns *patterns_new(struct arena *arena) MUST_CHECK;
/* False if it has anything unknown or is too large. Besides, \1 matches any byte, and \2 any but white space. Other
 * than that, what is not ASCII matches nothing. */
bool patterns_add(struct patterns *patterns, const char *pattern) MUST_CHECK;
/* NULL if it is too large or memory ran out. */
struct value_automaton *patterns_compile(const struct patterns *patterns, struct arena *arena) MUST_CHECK;

#endif
