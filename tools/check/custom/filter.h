/* A prefilter that avoids matching patterns against lessons that cannot match.
 *
 * Most patterns contain words that must occur in every match. They are extracted from the pattern when it is compiled,
 * and the trigrams of a lesson are recorded once: a pattern is skipped if none of its words can occur. False positives
 * are possible, false negatives are not. */
#ifndef CHECK_CUSTOM_FILTER_H
#define CHECK_CUSTOM_FILTER_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { FILTER_WORDS_MAX = 24, WORD_SIZE = 24 };

/* At least one of these occurs in every match, in lower case; if there are none, nothing is known. */
struct needed_words {
	unsigned count;
	struct needed_word {
		unsigned char len;
		char at[WORD_SIZE];
	} word[FILTER_WORDS_MAX];
};

/* pattern must be valid in PCRE2's UTF-8 mode. */
void needed_words_read(struct needed_words *words, struct str pattern, bool ignore_case);

/* The byte trigrams of a text, ignoring case. */
struct grams {
	uint64_t three[1024]; /* bit set indexed by a hash */
	bool odd;             /* the text contains characters that an ASCII letter matches if case is ignored */
};

/* Records the trigrams, and writes the text with ASCII letters in lower case to lower, which must have room for as many
 * bytes. */
void grams_note(struct grams *grams, struct str text, char *lower);
/* Whether the pattern with these words might match the text. */
bool grams_allow(const struct grams *grams, const struct needed_words *words);

#endif
