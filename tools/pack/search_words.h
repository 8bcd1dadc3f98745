/* The words of one lesson that a search finds, as "Search" in packs/FORMAT.md defines them. */
#ifndef PACK_SEARCH_WORDS_H
#define PACK_SEARCH_WORDS_H

#include "base/buf.h"

enum { SEARCH_WORD_MAX = 32 }; /* characters of a word that count */

/* Appends the words of text to out, each with a zero behind it, as often as they come. */
void search_split(struct buf *out, struct str text);

/* The words of a lesson, each once. */
struct search_words {
	struct buf words;  /* each with a zero behind it, in no order that means anything */
	struct buf titles; /* a byte for each word: 1 where the title of the lesson or of a section has it, else 0 */
};

/* Takes those of a lesson's JSON. False where memory ran out or it is none; release it all the same. */
bool search_words_take(struct search_words *words, struct str json) MUST_CHECK;
void search_words_release(struct search_words *words);

#endif
