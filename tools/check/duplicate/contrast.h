/* Whether two texts that share most of their words ask for different things.
 *
 * Items of one template differ in the very word that they are about: the vector of East, and of West African
 * trypanosomiasis. That is a contrast, and no duplicate. What is left of each text when the words that both
 * have are taken out decides:
 *
 *  - A word that decides by itself, on either side: a number, a letter, a Roman numeral, a unit, a negation, a
 *    word for a side, a stage, a direction or a time (left, acute, first, before, raised), a question word
 *    that asks for something else (when, why). A contrast.
 *  - Words that carry meaning on both sides: one was put for the other. A contrast, unless each is another form
 *    or spelling of one of the other side (cause and causes, oedema and edema), or a synonym of the words
 *    that questions are made with (drug and medication).
 *  - A word that carries meaning on one side, and in its place on the other an adjective or noun that questions are
 *    phrased with: rare for common, premature infants for term infants. A contrast.
 *  - Words that carry meaning on one side only: a word that goes before one that both texts have describes that
 *    one closer, and an adjective makes no other question; but a short text that goes on with "in pregnancy",
 *    "during …", asks of something narrower. A contrast.
 *  - Parts of words in a script without spaces, unless the other text has them elsewhere: they make another word. A
 *    contrast.
 *  - Only small words on both sides: the same.
 *
 * And the words that both have must come in the same order, but for one block that may have moved to another
 * place: "for mania, which drug …" is "which drug … for mania", and "T4 to T3" is not "T3 to T4". */
#ifndef CHECK_DUPLICATE_CONTRAST_H
#define CHECK_DUPLICATE_CONTRAST_H

#include "check/duplicate/join.h"
#include "check/core/vocabulary.h"

/* One for each thread, for all the texts of a vocabulary. */
struct contrast {
	const struct vocabulary *vocabulary;
	const unsigned char *classes; /* of the words; shared by the threads, as the kinds */
	const uint32_t *kinds;
	int32_t *balance;	      /* by word; all 0 between calls */
	uint32_t *left, *kept;	      /* scratch, as long as two texts */
	size_t room;
	bool failed; /* memory ran out */
};

/* What each word of the vocabulary is, for all threads; free it. NULL where memory ran out. */
unsigned char *contrast_classes(const struct vocabulary *vocabulary) MUST_CHECK;
/* What each word stands for: the number of a word, the same one for all that may be forms, spellings or synonyms of
 * each other; JOIN_NO_KIND where the word carries no meaning. Texts are never the same of which neither has a word
 * of each kind that the other has. Free it. NULL where memory ran out. */
uint32_t *contrast_kinds(const struct vocabulary *vocabulary, const unsigned char *classes) MUST_CHECK;
/* Whether a word of that class decides by itself: texts that have different ones are never the same. */
bool contrast_decides(unsigned char class);
/* Whether a word of that class is only a part of one, in a script without spaces. */
bool contrast_is_part(unsigned char class);

bool contrast_init(struct contrast *contrast, const struct vocabulary *vocabulary, const unsigned char *classes,
		   const uint32_t *kinds) MUST_CHECK;
void contrast_release(struct contrast *contrast);

/* A folded text, as the numbers of its words. */
struct word_run {
	const uint32_t *words;
	uint32_t count;
};

/* Whether a and b ask for different things. True where memory runs out, too, and failed is set. */
bool contrast_found(struct contrast *contrast, struct word_run a, struct word_run b);
/* How many words the two have in common; one that both have twice counts twice. */
uint32_t contrast_common(struct contrast *contrast, struct word_run a, struct word_run b);

#endif
