/* Makes nodes of formulas. Functions return NULL if memory ran out, which the arena records. */
#ifndef CONVERT_FORMULA_MATH_MAKE_H
#define CONVERT_FORMULA_MATH_MAKE_H

#include "base/arena.h"
#include "lesson/lesson.h"

struct math_node *math_make(struct arena *arena, const char *name);
/* An element that contains text. */
struct math_node *math_make_token(struct arena *arena, const char *name, struct str text);
/* name is constant. */
void math_make_attribute(struct arena *arena, struct math_node *node, const char *name, const char *value);

/* The end of a list of nodes. */
struct math_chain {
	struct math_node *first, **end, *last;
	size_t count;
};
void math_chain_init(struct math_chain *chain);
/* Adds a node and those that follow it; NULL is ignored. */
void math_chain_add(struct math_chain *chain, struct math_node *node);
/* Its only node, or an mrow of all. */
struct math_node *math_chain_one(struct arena *arena, const struct math_chain *chain);

/* The value of an attribute; STR_NONE if it is missing. */
struct str math_attribute_of(const struct math_node *node, const char *name);
bool math_is(const struct math_node *node, const char *name);
/* The text of an element that contains text only; "" for others. */
struct str math_text(const struct math_node *node);

#endif
