/* Memory that is freed in one stroke. A lesson lives in one arena: nothing in it is freed alone.
 *
 * Allocation can fail. arena_alloc then returns NULL and the arena remembers it, so that code that
 * builds many small things may test arena_failed once at its end. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/attributes.h"
#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *first; /* the block in use; older ones hang behind it */
	bool failed;
};

void arena_init(struct arena *arena);
/* Gives everything back. The arena may be used again. */
void arena_release(struct arena *arena);
/* Forgets everything, but keeps the largest block for what comes next. */
void arena_clear(struct arena *arena);
/* Takes over all that from owns; from is empty then. Nothing moves in memory, and it can't fail. */
void arena_absorb(struct arena *arena, struct arena *from);

/* size bytes, zeroed, aligned for any type; NULL where memory ran out. */
void *arena_alloc(struct arena *arena, size_t size) MUST_CHECK;
/* A terminated copy of len bytes; NULL where memory ran out. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len) MUST_CHECK;
/* The same as a view; STR_NONE where memory ran out. */
struct str arena_str(struct arena *arena, struct str s) MUST_CHECK;

static inline bool arena_failed(const struct arena *arena)
{
	return arena->failed;
}

#endif
