/* Decides whether two texts that share most of their words ask for different things.
 *
 * Items made from one template differ in the very word that they are about: the vector of East, or of West African
 * trypanosomiasis. That is a contrast, not a duplicate. The words of each text that the other does not have decide:
 *
 *  - A deciding word on either side: a number, a letter, a Roman numeral, a unit, a negation, a word for a side, stage,
 *    direction or time (left, acute, first, before, raised), or a question word that changes the question (when, why).
 *    A contrast.
 *  - Content words on both sides: one replaces the other. A contrast, unless they are forms or spellings of one word
 *    (cause and causes, oedema and edema), or synonyms common in questions (drug and medication).
 *  - A content word on one side that replaces an adjective or noun common in questions on the other: rare for common,
 *    premature infants for term infants. A contrast.
 *  - Content words on one side only: before a common word they modify it, and an adjective does not change the
 *    question; but a short text that continues with "in pregnancy" or "during …" asks something narrower. A contrast.
 *  - Parts of words in a script without spaces, unless the other text has them elsewhere: they make another word. A
 *    contrast.
 *  - Only function words on both sides: no contrast.
 *
 * The common words must also have the same order, except that one block may be moved: "for mania, which drug …" equals
 * "which drug … for mania", but "T4 to T3" differs from "T3 to T4". */
#ifndef CHECK_DUPLICATE_CONTRAST_H
#define CHECK_DUPLICATE_CONTRAST_H

#include "check/duplicate/join.h"
#include "check/core/vocabulary.h"

/* One per thread, for all texts of a vocabulary. */
struct contrast {
	const struct vocabulary *vocabulary;
	const unsigned char *classes; /* of the words; shared by all threads */
	const uint32_t *kinds;
	int32_t *balance;	      /* indexed by word; all 0 between calls */
	uint32_t *left, *kept;	      /* scratch, with room for two texts */
	size_t room;
	bool failed; /* memory ran out */
};

/* Classifies each word of the vocabulary, for all threads; the caller frees the result. NULL if memory ran out. */
unsigned char *contrast_classes(const struct vocabulary *vocabulary) MUST_CHECK;
/* Assigns each word a kind: the number of a word, equal for all that may be forms, spellings or synonyms of each other;
 * JOIN_NO_KIND if the word has no content. Two texts can only be duplicates if one of them has a word of each kind that
 * the other has. The caller frees the result. NULL if memory ran out. */
uint32_t *contrast_kinds(const struct vocabulary *vocabulary, const unsigned char *classes) MUST_CHECK;
/* Whether a word of that class decides: texts with different deciding words are never duplicates. */
bool contrast_decides(unsigned char class);
/* Whether a word of that class is only part of one, in a script without spaces. */
bool contrast_is_part(unsigned char class);

bool contrast_init(struct contrast *contrast, const struct vocabulary *vocabulary, const unsigned char *classes,
		   const uint32_t *kinds) MUST_CHECK;
void contrast_release(struct contrast *contrast);

/* A folded text, as numbers of words. */
struct word_run {
	const uint32_t *words;
	uint32_t count;
};

/* Whether a and b ask for different things. Also true if memory runs out, which sets failed. */
bool contrast_found(struct contrast *contrast, struct word_run a, struct word_run b);
/* The number of words that both have; a word that both have twice counts twice. */
uint32_t contrast_common(struct contrast *contrast, struct word_run a, struct word_run b);

#endif
