#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

/* AddressSanitizer knows which bytes of a block are in use, so that it detects errors within blocks too. */
#if ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
enum { GAP = 16 }; /* between allocations */
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at))
enum { GAP = 0 };
#endif

enum { BLOCK_SIZE = 64 * 1024 };

struct arena_block {
	struct arena_block *older;
	size_t used;
	size_t size;
	alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *arena)
{
	*arena = (struct arena){ NULL, false };
}

void arena_release(struct arena *arena)
{
	struct arena_block *block = arena->first;
	while (block) {
		struct arena_block *older = block->older;
		free(block);
		block = older;
	}
	arena_init(arena);
}

void arena_clear(struct arena *arena)
{
	struct arena_block *keep = arena->first;
	for (struct arena_block *b = arena->first; b; b = b->older)
		if (b->size > keep->size)
			keep = b;
	struct arena_block *block = arena->first;
	while (block) {
		struct arena_block *older = block->older;
		if (block != keep)
			free(block);
		block = older;
	}
	if (keep) {
		keep->older = NULL;
		keep->used = 0;
		ASAN_POISON_MEMORY_REGION(keep->bytes, keep->size);
	}
	arena->first = keep;
	arena->failed = false;
}

void arena_absorb(struct arena *arena, struct arena *from)
{
	if (!arena->first) {
		arena->first = from->first;
	} else if (from->first) {
		struct arena_block *oldest = from->first;
		while (oldest->older)
			oldest = oldest->older;
		oldest->older = arena->first->older;
		arena->first->older = from->first;
	}
	arena->failed = arena->failed || from->failed;
	arena_init(from);
}

static struct arena_block *add_block(struct arena *arena, size_t size)
{
	size_t room = size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE;
	if (room > SIZE_MAX - sizeof(struct arena_block))
		return NULL;
	struct arena_block *block = malloc(sizeof(*block) + room);
	if (!block)
		return NULL;
	block->used = 0;
	block->size = room;
	ASAN_POISON_MEMORY_REGION(block->bytes, room);
	/* A large allocation gets its own block after the first one, whose remaining space stays in use. */
	if (arena->first && size > BLOCK_SIZE / 4) {
		block->older = arena->first->older;
		arena->first->older = block;
	} else {
		block->older = arena->first;
		arena->first = block;
	}
	return block;
}

/* Takes memory, whatever is in it. */
static void *take(struct arena *arena, size_t size)
{
	const size_t unit = alignof(max_align_t);
	if (size > SIZE_MAX - unit - GAP) {
		arena->failed = true;
		return NULL;
	}
	size_t whole = (size + unit - 1) / unit * unit + GAP;
	struct arena_block *block = arena->first;
	if (!block || block->size - block->used < whole)
		block = add_block(arena, whole);
	if (!block) {
		arena->failed = true;
		return NULL;
	}
	void *memory = block->bytes + block->used;
	block->used += whole;
	ASAN_UNPOISON_MEMORY_REGION(memory, size);
	return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	void *memory = take(arena, size);
	return memory ? memset(memory, 0, size) : NULL;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len)
{
	if (len == SIZE_MAX) {
		arena->failed = true;
		return NULL;
	}
	char *copy = take(arena, len + 1);
	if (copy && len)
		memcpy(copy, bytes, len);
	if (copy)
		copy[len] = '\0';
	return copy;
}

struct str arena_str(struct arena *arena, struct str s)
{
	char *copy = s.at ? arena_copy(arena, s.at, s.len) : NULL;
	return (struct str){ copy, copy ? s.len : 0 };
}

void arena_drop(struct arena *arena, struct buf *buf)
{
	arena->failed = arena->failed || buf_failed(buf);
	buf_release(buf);
}

struct str arena_take(struct arena *arena, struct buf *buf)
{
	struct str copy = buf_failed(buf) ? STR_NONE : arena_str(arena, buf_view(buf));
	arena_drop(arena, buf);
	return copy;
}
