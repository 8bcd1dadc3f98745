/* The search index of a pack: which lessons contain each word. See "Search" in packs/FORMAT.md. */
#ifndef PACK_SEARCH_H
#define PACK_SEARCH_H

#include "pack/search_words.h"

struct search_lesson {
	struct str id;
	const struct search_words *words;
};

/* Appends extras/search.json for the lessons, which are in reading order. False if memory ran out. */
bool search_write(const struct search_lesson *lessons, size_t count, struct buf *out) MUST_CHECK;

#endif
