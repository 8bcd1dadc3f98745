/* The search index of a pack: which word is in which lesson. "Search" in packs/FORMAT.md describes it. */
#ifndef PACK_SEARCH_H
#define PACK_SEARCH_H

#include "pack/search_words.h"

struct search_lesson {
	struct str id;
	const struct search_words *words;
};

/* Appends extras/search.json over the lessons, which are in reading order. False where memory ran out. */
bool search_write(const struct search_lesson *lessons, size_t count, struct buf *out) MUST_CHECK;

#endif
