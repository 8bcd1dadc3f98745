/* The words that the programs know without a dictionary: names of medicines, and words that look like one. */
#ifndef CHECK_SPELLING_LEXICON_H
#define CHECK_SPELLING_LEXICON_H

#include "base/attributes.h"
#include "base/str.h"

/* Constant once made, so that all threads share one. */
struct lexicon;

/* NULL if memory ran out. */
struct lexicon *lexicon_new(void) MUST_CHECK;
void lexicon_free(struct lexicon *lexicon);

/* Whether the word, in any case, is listed, or the plural of a listed one. */
bool lexicon_has(const struct lexicon *lexicon, struct str word);

enum { LEXICON_MEANT_MAX = 2 };
/* The medicines whose names the word misspells: it is not listed, and differs from them in one letter that is missing,
 * added, wrong, or swapped with its neighbour. Returns how many there are, at most LEXICON_MEANT_MAX. Short names are left
 * out, since too many words are near them. */
size_t lexicon_meant(const struct lexicon *lexicon, struct str word, struct str meant[LEXICON_MEANT_MAX]);

/* Whether the word is built like an international nonproprietary name: it has one of the stems that WHO gives to
 * medicines of a kind. */
bool lexicon_is_plausible(struct str word);

#endif
