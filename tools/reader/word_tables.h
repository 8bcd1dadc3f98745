/* What each character contributes to the words of search, as tables, which tools/word-tables.c generates when the
 * reader is built: its decomposition, without marks, in lower case. */
#ifndef READER_WORD_TABLES_H
#define READER_WORD_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum character_kind {
	WORD_END,      /* ends the word */
	WORD_NOTHING,  /* a mark */
	WORD_ITSELF,
	WORD_TEXT,     /* a text in the pool, with a space for each end of a word */
	WORD_SYLLABLE, /* its two or three letters */
};

/* Composed syllables of Hangul. */
enum { WORD_HANGUL = 0xac00, WORD_HANGUL_END = WORD_HANGUL + 11172 };

/* Characters of the same kind, up to the next range. */
struct word_range {
	uint32_t first;
	uint16_t kind, text; /* text: index of the first one's in word_texts */
};

extern const struct word_range word_ranges[]; /* the first one begins with U+0000 */
extern const size_t word_range_count;
extern const uint16_t word_texts[]; /* offsets in word_pool, of texts that end with a zero */
extern const char word_pool[];

#endif
