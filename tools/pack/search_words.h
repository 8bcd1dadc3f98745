/* The searchable words of a lesson, as "Search" in packs/FORMAT.md defines them. */
#ifndef PACK_SEARCH_WORDS_H
#define PACK_SEARCH_WORDS_H

#include "base/buf.h"

/* Appends all words of text, including repeated ones, to out, each followed by a zero byte. */
void search_split(struct buf *out, struct str text);

/* The distinct words of a lesson. */
struct search_words {
	struct buf words;  /* each followed by a zero byte, in no particular order */
	struct buf titles; /* one byte per word: 1 if the title of the lesson or a section contains it, else 0 */
};

/* Collects them from a lesson's JSON. False if memory ran out or it is invalid; release it even then. */
bool search_words_take(struct search_words *words, struct str json) MUST_CHECK;
void search_words_release(struct search_words *words);

#endif
