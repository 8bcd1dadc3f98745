/* Decides whether two texts that share most of their words ask for different things.
 *
 * Items made from one template differ in the very word that they are about: the vector of East, or of West African
 * trypanosomiasis. That is a contrast, not a duplicate. So is the same front with another back. What each text has and
 * the other has not, on either side, decides:
 *
 *  - A negation, a number or a letter on either front, other deciding words on both (a word for a side, course, direction
 *    or time, a unit), or on one if the backs are not the same, or different question words (when, why). A contrast.
 *  - A word on one front that replaces one of the other, between the same common words: another drug, rare for common,
 *    premature infants for term infants. A contrast.
 *  - Content words on one front only: before a common word they modify it, and an adjective does not change the
 *    question; but a short text that continues with "in pregnancy" or "during …" asks something narrower. A contrast, unless
 *    the backs are the same and the addition has no deciding word ("in the stomach").
 *  - Different words before the same noun on both fronts, if the backs are not the same words: cranial nerves, spinal nerves.
 *    A contrast.
 *  - Content words elsewhere on both fronts: the same question by another author, if a good part of the weight of the
 *    lighter front is common, and the backs agree.
 *  - Parts of words in a script without spaces, unless they are a seam between words that the other text has: they make
 *    another word. A contrast.
 *  - Backs must have most of the shorter one in common; the longer one may add to it. Deciding words of both are a
 *    contrast. If the fronts are the same, a definition may have less in common with the other one.
 *  - Fronts that are only terms must have the same words, and the same forms of them: tinea and tinea unguium, digest and
 *    digestion, kidney and kidney disease are contrasts. So are backs of this kind if each front has a word of its own.
 *  - Fronts that only name something, not with the same words, if each back has content of its own, or one card has the same
 *    content word of its own on both sides (doctor of dental medicine). A contrast.
 *  - The same words around a word in the middle, swapped: "T4 to T3" and "T3 to T4". A contrast.
 *
 * Before that, an abbreviation on one side becomes common with words of the other that have its letters, a word that one
 * question asks with and the other answers with is left out, and so is the patient of a case if the backs are the same.
 *
 * Words of one side count as common only if the same side of the other text has them, so a card and its reverse are a
 * contrast. The sentence of a cloze also has the words that a question leaves to its back, or its back to the front. */
#ifndef CHECK_DUPLICATE_CONTRAST_H
#define CHECK_DUPLICATE_CONTRAST_H

#include "check/duplicate/concept.h"
#include "check/duplicate/join.h"

/* A question or card, as concepts; the back of a question is its key. */
struct contrast_text {
	struct word_run front, back;
	struct word_run front_words, back_words; /* the words themselves */
	bool cloze; /* its front is a statement, with words that a question leaves to the back */
};

/* One per thread. */
struct contrast {
	const struct concepts *concepts;
	const struct join_token *tokens; /* by concept */
	unsigned char *seen;		 /* by concept: where it occurs; all 0 between calls */
};

/* All numbers in texts are below most. */
bool contrast_init(struct contrast *contrast, const struct concepts *concepts, const struct join_token *tokens,
		   uint32_t most) MUST_CHECK;
void contrast_release(struct contrast *contrast);

/* What two texts have in common. */
struct contrast_found {
	bool fronts, backs;	   /* whether they are different */
	bool reworded;		   /* whether the backs say the same, and not only most of it */
	uint32_t common, together; /* words that both have, or at least one; function words do not count */
};

/* What two questions offer as answers. */
enum contrast_answers {
	ANSWERS_DIFFER,	   /* or they are cards */
	ANSWERS_SAME,	   /* the same options and key, so that another verb asks for the same */
	ANSWERS_EXPLAINED, /* and the same explanation, so that the name, the age and the sex of a patient don't matter either */
};

struct contrast_found contrast_compare(struct contrast *contrast, const struct contrast_text *a,
				       const struct contrast_text *b, enum contrast_answers answers);

#endif
