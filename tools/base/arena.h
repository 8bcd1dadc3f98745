/* An arena: memory that is freed all at once. Each lesson lives in one arena.
 *
 * Allocation can fail. arena_alloc then returns NULL and the arena records it, so that code that makes many small
 * allocations may test arena_failed once at the end. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/attributes.h"
#include "base/buf.h"
#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *first; /* the current block; older ones follow */
	bool failed;
};

void arena_init(struct arena *arena);
/* Frees all memory. The arena may be used again. */
void arena_release(struct arena *arena);
/* Frees everything except the largest block, which is reused. */
void arena_clear(struct arena *arena);
/* Moves everything that from owns into arena and leaves from empty. Pointers stay valid; this cannot fail. */
void arena_absorb(struct arena *arena, struct arena *from);

/* Returns size zeroed bytes, aligned for any type; NULL if memory ran out. */
void *arena_alloc(struct arena *arena, size_t size) MUST_CHECK;
/* Returns a copy of len bytes with a terminating zero; NULL if memory ran out. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len) MUST_CHECK;
/* The same as a view; STR_NONE if memory ran out. */
struct str arena_str(struct arena *arena, struct str s) MUST_CHECK;
/* The same of what is in the buffer, which is released. If the buffer failed, so has the arena. */
struct str arena_take(struct arena *arena, struct buf *buf) MUST_CHECK;
/* Releases a buffer from which something in the arena was made. If it failed, so has the arena. */
void arena_drop(struct arena *arena, struct buf *buf);

static inline bool arena_failed(const struct arena *arena)
{
	return arena->failed;
}

#endif
