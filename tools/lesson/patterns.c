/* Thompson's construction: a pattern becomes a graph of nodes. */
#include "lesson/patterns.h"

#include <limits.h>
#include <stdlib.h>

enum { ANY_TIMES = INT_MAX };

/* A part of a pattern. Its end is a node without symbols. */
struct pattern_part {
	unsigned start, end;
};

static unsigned add_node(struct patterns *p, const struct pattern_symbols *symbols, unsigned next, unsigned other)
{
	if (p->node_count + 1 >= PATTERN_NODES_MAX) {
		p->failed = true;
		return 0;
	}
	p->nodes[++p->node_count] = (struct pattern_node){ symbols, next, other };
	return p->node_count;
}

static struct pattern_part nothing(struct patterns *p)
{
	unsigned node = add_node(p, NULL, 0, 0);
	return (struct pattern_part){ node, node };
}

static struct pattern_part joined(struct patterns *p, struct pattern_part a, struct pattern_part b)
{
	p->nodes[a.end].next = b.start;
	return (struct pattern_part){ a.start, b.end };
}

/* Either; with loop, any number of the first. */
static struct pattern_part branched(struct patterns *p, struct pattern_part a, struct pattern_part b, bool loop)
{
	unsigned fork = add_node(p, NULL, a.start, b.start);
	p->nodes[a.end].next = loop ? fork : b.end;
	return (struct pattern_part){ fork, b.end };
}

static void add_range(struct pattern_symbols *symbols, unsigned from, unsigned to)
{
	for (unsigned c = from; c <= to && c < PATTERN_OTHER; c++)
		symbols->has[c] = true;
}

static void invert(struct pattern_symbols *symbols)
{
	for (unsigned c = 0; c < PATTERN_OTHER; c++)
		symbols->has[c] = !symbols->has[c];
}

/* Reads a character, as PATTERN_OTHER if it is not ASCII. */
static unsigned read_character(struct patterns *p)
{
	unsigned char c = (unsigned char)*p->at;
	if (c == '\0') {
		p->failed = true;
		return PATTERN_OTHER;
	}
	p->at++;
	if (c < 0x80)
		return c;
	while (((unsigned char)*p->at & 0xc0) == 0x80)
		p->at++;
	return PATTERN_OTHER;
}

/* Reads what follows a backslash. Returns the character, or PATTERN_OTHER after adding a class of them. */
static unsigned read_escape(struct patterns *p, struct pattern_symbols *symbols)
{
	unsigned c = read_character(p);
	struct pattern_symbols class = { { false } };
	switch (c) {
	case 'n': return '\n';
	case 'r': return '\r';
	case 't': return '\t';
	case 's':
	case 'S': class.has[' '] = class.has['\t'] = class.has['\n'] = class.has['\r'] = true; break;
	case 'd':
	case 'D': add_range(&class, '0', '9'); break;
	default: p->failed = p->failed || c >= PATTERN_OTHER || ascii_is_alphanumeric((char)c); return c;
	}
	if (c == 'S' || c == 'D')
		invert(&class);
	for (c = 0; c < PATTERN_OTHER; c++)
		symbols->has[c] = symbols->has[c] || class.has[c];
	return PATTERN_OTHER;
}

static void read_class(struct patterns *p, struct pattern_symbols *symbols)
{
	bool inverted = *p->at == '^';
	p->at += inverted;
	while (*p->at != ']' && !p->failed) {
		bool escaped = *p->at == '\\';
		p->at += escaped;
		p->failed = p->failed ||
			    (!escaped && (*p->at == '[' || (*p->at == '-' && p->at[1] == '['))); /* subtraction */
		unsigned from = escaped ? read_escape(p, symbols) : read_character(p), to = from;
		if (*p->at == '-' && p->at[1] != ']') {
			p->at++;
			escaped = *p->at == '\\';
			p->at += escaped;
			p->failed = p->failed || *p->at == '[';
			to = escaped ? read_escape(p, symbols) : read_character(p);
		}
		add_range(symbols, from, to);
	}
	p->at += !p->failed;
	if (inverted)
		invert(symbols);
}

static struct pattern_part read_choice(struct patterns *p);

static struct pattern_part read_atom(struct patterns *p)
{
	unsigned c = read_character(p);
	if (c == '(') {
		struct pattern_part inside = read_choice(p);
		p->failed = p->failed || *p->at != ')';
		p->at += !p->failed;
		return inside;
	}
	struct pattern_symbols *symbols = arena_alloc(p->arena, sizeof(*symbols));
	if (!symbols || (c < PATTERN_OTHER && strchr("?*+{}])", (int)c))) {
		p->failed = true;
		return nothing(p);
	}
	if (c == '[') {
		read_class(p, symbols);
	} else if (c == '.') {
		symbols->has['\n'] = symbols->has['\r'] = true;
		invert(symbols);
	} else if (c <= 2) {
		add_range(symbols, 0, PATTERN_OTHER - 1);
		symbols->has[PATTERN_OTHER] = true;
		if (c == 2)
			symbols->has[' '] = symbols->has['\t'] = symbols->has['\n'] = symbols->has['\r'] = false;
	} else {
		c = c == '\\' ? read_escape(p, symbols) : c;
		add_range(symbols, c, c);
	}
	struct pattern_part end = nothing(p);
	return (struct pattern_part){ add_node(p, symbols, end.start, 0), end.end };
}

/* Reads how often the atom before may occur. */
static void read_times(struct patterns *p, unsigned *least, unsigned *most)
{
	*least = *p->at == '?' || *p->at == '*' ? 0 : 1;
	*most = *p->at == '*' || *p->at == '+' ? ANY_TIMES : 1;
	if (*p->at && strchr("?*+", *p->at)) {
		p->at++;
	} else if (*p->at == '{') {
		char *end = NULL;
		*least = *most = (unsigned)strtoul(p->at + 1, &end, 10);
		if (*end == ',')
			*most = end[1] == '}' ? ANY_TIMES : (unsigned)strtoul(end + 1, &end, 10);
		end += *end == ',';
		p->failed = p->failed || *end != '}' || !ascii_is_digit(p->at[1]) || *least > PATTERN_NODES_MAX ||
			    *most < *least;
		p->at = end + !p->failed;
	}
}

static struct pattern_part read_piece(struct patterns *p)
{
	const char *start = p->at;
	unsigned least, most;
	struct pattern_part whole = read_atom(p);
	read_times(p, &least, &most);
	if (least == 1 && most == 1)
		return whole;
	const char *end = p->at;
	unsigned copies = most == ANY_TIMES ? least + 1 : most;
	whole = nothing(p);
	for (unsigned i = 0; i < copies && !p->failed; i++) {
		p->at = start;
		struct pattern_part next = read_atom(p);
		whole = joined(p, whole, i < least ? next : branched(p, next, nothing(p), most == ANY_TIMES));
	}
	p->at = end;
	return whole;
}

static struct pattern_part read_choice(struct patterns *p)
{
	struct pattern_part whole = nothing(p);
	while (*p->at && *p->at != '|' && *p->at != ')' && !p->failed)
		whole = joined(p, whole, read_piece(p));
	if (*p->at != '|' || p->failed)
		return whole;
	p->at++;
	return branched(p, whole, read_choice(p), false);
}

struct patterns *patterns_new(struct arena *arena)
{
	struct patterns *patterns = arena_alloc(arena, sizeof(*patterns));
	if (patterns)
		patterns->arena = arena;
	return patterns;
}

bool patterns_add(struct patterns *p, const char *pattern)
{
	if (p->count == PATTERNS_MAX)
		return false;
	p->at = pattern;
	p->each[p->count].first = p->node_count + 1;
	struct pattern_part whole = read_choice(p);
	p->each[p->count].start = whole.start;
	p->each[p->count++].end = whole.end;
	return !p->failed && *p->at == '\0';
}
