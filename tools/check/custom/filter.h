/* What keeps a hundred patterns from being matched against texts that they can't match.
 *
 * Most patterns hold words that must stand in a text for it to match. These are read off the pattern when it is
 * compiled, and the triples of bytes of a lesson are noted once: a pattern none of whose words can be
 * there is not run on the lesson at all. It errs on one side only: what might match is let through. */
#ifndef CHECK_CUSTOM_FILTER_H
#define CHECK_CUSTOM_FILTER_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { WORDS_MAX = 24, WORD_SIZE = 24 };

/* At least one of these stands in whatever the pattern matches, in lower case; none at all: nothing is known. */
struct needed_words {
	unsigned count;
	struct needed_word {
		unsigned char len;
		char at[WORD_SIZE];
	} word[WORDS_MAX];
};

/* The pattern must be one that PCRE2 compiles, in UTF-8. */
void needed_words_read(struct needed_words *words, struct str pattern, bool ignore_case);

/* The triples of bytes in a text, letter case aside. */
struct grams {
	uint64_t three[1024]; /* by a hash */
	bool odd;             /* there are characters that an ASCII letter matches when letter case is ignored */
};

/* Writes the text with ASCII letters in lower case to lower, which has room for as many bytes. */
void grams_note(struct grams *grams, struct str text, char *lower);
/* Whether the pattern that the words were read off might match the text that was noted. */
bool grams_allow(const struct grams *grams, const struct needed_words *words);

#endif
