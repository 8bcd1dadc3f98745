/* Fixed English phrases in plain text. A phrase is written in lower case with single spaces; in the text ASCII
 * letters may be of either case, and any run of white space is a space. Only whole words count. */
#ifndef CHECK_CORE_PHRASE_H
#define CHECK_CORE_PHRASE_H

#include "base/str.h"

/* How many bytes the phrase takes up at the beginning of text, or 0 where text begins otherwise. */
size_t phrase_starts(struct str text, const char *phrase);
/* The same for the first of a list that ends in NULL. */
size_t phrase_starts_any(struct str text, const char *const *phrases);
/* Where the phrase begins that text ends in; text.len where it ends otherwise. */
size_t phrase_ends(struct str text, const char *phrase);
/* Whether any phrase of a list that ends in NULL stands in text. */
bool phrase_in_any(struct str text, const char *const *phrases);

/* Moves *at behind the next word and gives the word; false behind the last one. A word is letters and digits,
 * with what joins them: non-invasive, Parkinson's. */
bool phrase_next_word(struct str text, size_t *at, struct str *word);
/* Whether the byte at offset belongs to a word. */
bool phrase_in_word(struct str text, size_t offset);

/* text without white space at its ends, and without its first count bytes. */
struct str phrase_trim(struct str text);
struct str phrase_behind(struct str text, size_t count);

#endif
