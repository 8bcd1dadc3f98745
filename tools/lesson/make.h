/* Makes typed lessons out of other sources than XML: the parts of importers, and of lessons in packs.
 *
 * Everything is allocated in an arena. Functions return NULL if memory ran out, which the arena records; the chains
 * ignore NULL, so that callers may test arena_failed once at the end. Made elements have no spans; their language is
 * that of their parent unless it is set. */
#ifndef LESSON_MAKE_H
#define LESSON_MAKE_H

#include "base/arena.h"
#include "lesson/lesson.h"

/* Whether lessons may contain the character: XML allows it, and it is no control character but tab and line end. */
bool make_allows(uint32_t code);
/* A copy of text from elsewhere without what they cannot contain: control characters become spaces, invalid bytes
 * U+FFFD. STR_NONE if memory ran out. */
struct str make_str(struct arena *arena, struct str text) MUST_CHECK;
/* The same as the value of an attribute, with white space collapsed. */
struct attribute make_attribute(struct arena *arena, struct str value);

struct inline_node *make_inline(struct arena *arena, enum inline_kind kind);
/* A run of text. */
struct inline_node *make_text(struct arena *arena, struct str text);
struct block *make_block(struct arena *arena, enum block_kind kind);
struct flow *make_flow(struct arena *arena);
/* A flow that is only text. */
struct flow *make_plain_flow(struct arena *arena, struct str text);

/* The end of a list that grows. */
struct inline_chain {
	struct inline_node *first, **end;
};
struct block_chain {
	struct block *first, **end;
};
void inline_chain_init(struct inline_chain *chain);
/* Appends a node and those that follow it. */
void inline_chain_add(struct inline_chain *chain, struct inline_node *node);
void block_chain_init(struct block_chain *chain);
void block_chain_add(struct block_chain *chain, struct block *block);

/* Appends what another flow contains to a flow. */
void flow_append(struct arena *arena, struct flow *flow, const struct flow *more);

#endif
