/* The words that the programs know without a dictionary: names of medicines and medical terms. */
#ifndef CHECK_SPELLING_LEXICON_H
#define CHECK_SPELLING_LEXICON_H

#include "check/spelling/near_words.h"

enum lexicon_kind {
	LEXICON_MEDICINES,
	LEXICON_TERMS,
	LEXICON_OTHERS, /* words that are near a medicine or a term */
	LEXICON_STEMS,	/* endings of names of medicines */
	LEXICON_STARTS, /* and beginnings */
	LEXICON_KINDS
};

/* Constant once made, so that all threads share one. */
struct lexicon {
	struct near_words sets[LEXICON_KINDS];
	size_t part_most; /* bytes of the longest stem or start */
};

/* NULL if memory ran out. */
struct lexicon *lexicon_new(void) MUST_CHECK;
void lexicon_free(struct lexicon *lexicon);

/* Whether the word, in any case, is listed, or the plural or possessive of a listed one. */
bool lexicon_has(const struct lexicon *lexicon, struct str word);
/* The same for the names of medicines only. */
bool lexicon_has_medicine(const struct lexicon *lexicon, struct str word);

enum { LEXICON_MEANT_MAX = 2 };
/* Finds the medicines whose names the word misspells: it is not listed, and is one letter away from them. Returns how
 * many there are, at most LEXICON_MEANT_MAX. */
size_t lexicon_meant(const struct lexicon *lexicon, struct str word, struct str meant[LEXICON_MEANT_MAX]);

/* The same for medical terms. A letter that differs at the beginning or near the end makes another form of a word
 * rather than a slip: pneumonia, pneumonic. */
size_t lexicon_meant_term(const struct lexicon *lexicon, struct str word, struct str meant[LEXICON_MEANT_MAX]);

/* What the three above say of the word. */
struct lexicon_word {
	bool medicine, near_medicine, near_term;
};
struct lexicon_word lexicon_judge(const struct lexicon *lexicon, struct str word);

/* Whether the word is built like an international nonproprietary name: it has one of the stems that WHO gives to
 * medicines of a kind. */
bool lexicon_is_plausible(const struct lexicon *lexicon, struct str word);

#endif
