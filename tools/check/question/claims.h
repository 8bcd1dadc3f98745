/* Finds claims about options: which one a sentence calls the answer, correct or wrong, by letter, number or quotation.
 * Recognises the phrases of question banks: "Ans. (b)", "The correct answer is option C, because", "B i.e. renin", "(c)
 * is right", "Answer: amoxicillin". */
#ifndef CHECK_QUESTION_CLAIMS_H
#define CHECK_QUESTION_CLAIMS_H

#include "check/question/mentions.h"

#include <stdint.h>

struct claim {
	size_t start, end; /* offsets in the text */
	struct mention_list mentions;
	bool right;  /* not wrong */
	bool answer; /* called the answer rather than right, which differs if the question asks for what is wrong */
};

/* The trimmed text, and the options that it may quote: in lower case with single spaces, each followed by a NUL. */
struct claim_reading {
	struct str text;
	struct str options;
	uint32_t seconds[256]; /* by the first byte of options: a set of the low five bits of the second */
};

void claim_reading_begin(struct claim_reading *reading, struct str text, struct str options);

/* Finds the next claim at or after *at, and moves *at past it; false if there is none. */
bool claim_next(const struct claim_reading *reading, size_t *at, struct claim *claim);

/* Reads a claim at an offset that calls an option the answer: "The correct answer is B", "Ans. (b)", "Correct option is
 * 'c'". */
bool claim_answer(const struct claim_reading *reading, size_t start, struct claim *claim);

#endif
