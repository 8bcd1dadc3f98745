/* Finds claims about options: which one a sentence calls the answer, correct or wrong, by letter, number or quotation.
 * Recognises the phrases of question banks: "Ans. (b)", "The correct answer is option C, because", "B i.e. renin", "(c)
 * is right", "Answer: amoxicillin". A letter only means an option in such a phrase, unlike in vitamin B and group A. */
#ifndef CHECK_QUESTION_CLAIMS_H
#define CHECK_QUESTION_CLAIMS_H

#include "base/buf.h"

/* An option mentioned in a sentence. */
struct mention {
	struct str text;
	size_t number; /* of the option, from 0 */
	char sign;     /* the letter in upper case, or the number; 0 if the option is quoted */
	bool small;    /* written in lower case */
	bool enclosed; /* "(b)", "'c'", "d)" */
};

struct claim {
	size_t start, end;	    /* offsets in the text */
	struct mention mentions[8]; /* "A and C are correct" */
	size_t count;
	bool right;  /* not wrong */
	bool answer; /* called the answer rather than right, which differs if the question asks for what is wrong */
};

/* The trimmed text, and the options that it may quote: in lower case with single spaces, each followed by a NUL. */
struct claim_reading {
	struct str text;
	struct str options;
};

/* Finds the next claim at or after *at, and moves *at past it; false if there is none. */
bool claim_next(const struct claim_reading *reading, size_t *at, struct claim *claim);

#endif
